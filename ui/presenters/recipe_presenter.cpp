// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/recipe_presenter.h"

#include "core/base/files.h"
#include "core/report/palette.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"

#include <QFileInfo>

#include <algorithm>

namespace nectar {

namespace {

constexpr std::int64_t kLargestRecipe = 16 << 20;

RecipeIssue issueOf(const Recipe& recipe)
{
    const std::string problem = recipeProblem(recipe);
    if (problem.empty())
        return {};
    Recipe rest = recipe;
    rest.classes = {};
    return {recipeProblem(rest).empty() ? RecipeIssue::Part::Labels : RecipeIssue::Part::Depth, toQString(problem)};
}

} // namespace

RecipePresenter::RecipePresenter(QThreadPool* engine, QObject* parent)
    : QObject(parent), m_job(engine), m_sampler(std::make_shared<RecipeSampler>())
{}

RecipePresenter::~RecipePresenter() = default;

void RecipePresenter::open(const Recipe& recipe, const QString& split, Origin origin)
{
    if (origin == Origin::Guess)
        m_guess = recipe;
    else if (!isOpen() || this->recipe().root != recipe.root)
        m_guess.reset();
    const bool isSame = isOpen() && this->recipe() == recipe && m_split == split && m_issue.text.isEmpty();
    m_steps = {{QString(), recipe}};
    m_at = 0;
    m_split = split;
    Q_EMIT changed();
    if (isSame && !m_reading.samples.isEmpty() && !isReading())
        return Q_EMIT readingReady();
    if (!isSame)
        m_reading = {};
    read();
}

Recipe RecipePresenter::blank(const QString& folder)
{
    Recipe recipe;
    recipe.root = pathFromQString(QFileInfo(folder).absoluteFilePath());
    recipe.splits["all"] = {".", ".", "", ""};
    recipe.maskSuffix = "_mask.png";
    return recipe;
}

QList<QRgb> RecipePresenter::palette() const
{
    return isOpen() ? toQRgbs(paletteFor(recipe().classes)) : QList<QRgb>();
}

QString RecipePresenter::correction() const
{
    return !isOpen() || isGuess() ? QString() : toQString(recipeToJson(recipe()));
}

void RecipePresenter::change(const QString& what, const Recipe& wanted)
{
    if (!isOpen() || wanted == recipe())
        return;
    m_steps.resize(m_at + 1);
    if (m_at > 0 && m_steps.last().what == what)
        m_steps.last().recipe = wanted;
    else
        m_steps.append({what, wanted});
    go(m_steps.size() - 1);
}

void RecipePresenter::go(qsizetype step)
{
    m_at = step;
    Q_EMIT changed();
    read();
}

void RecipePresenter::undo()
{
    if (canUndo())
        go(m_at - 1);
}

void RecipePresenter::redo()
{
    if (canRedo())
        go(m_at + 1);
}

void RecipePresenter::backToGuess()
{
    if (m_guess)
        change(QStringLiteral("guess"), *m_guess);
}

void RecipePresenter::load(const QString& file)
{
    try {
        const std::filesystem::path path = pathFromQString(file);
        Recipe loaded = recipeFromJson(readFile(path, kLargestRecipe), path.parent_path(), path);
        if (isOpen())
            loaded.root = recipe().root; // of another copy of the data, it may be
        change(QStringLiteral("load ") + file, loaded);
    } catch (const Error&) {
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
    }
}

bool RecipePresenter::save(const QString& file)
{
    try {
        Recipe saved = recipe();
        const std::filesystem::path path = pathFromQString(file);
        // Both can move together where the recipe lies in the data's own folder.
        if (isSameFile(path.parent_path(), saved.root))
            saved.root = ".";
        writeFile(path, recipeToJson(saved));
        return true;
    } catch (const Error&) {
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
        return false;
    }
}

void RecipePresenter::showSplit(const QString& split)
{
    if (m_split == split)
        return;
    m_split = split;
    read();
}

void RecipePresenter::showTask(Task task)
{
    if (m_task == task)
        return;
    m_task = task;
    read();
}

void RecipePresenter::fail(RecipeIssue::Part part, const QString& text)
{
    m_job.cancel();
    m_issue = {part, text};
    Q_EMIT readingReady();
}

void RecipePresenter::read()
{
    if (!isOpen())
        return;
    if (const RecipeIssue issue = issueOf(recipe()); !issue.text.isEmpty())
        return fail(issue.part, issue.text);
    m_job.run([sampler = m_sampler, wish = RecipeWish{recipe(), m_split, m_task}](
                  const std::stop_token& stop) { return sampler->read(wish, JobContext{stop}); },
              [this](const Outcome<RecipeReading>& outcome) {
                  if (outcome.error) {
                      if (isCancellation(outcome.error))
                          return;
                      const Problem problem = problemFrom(outcome.error);
                      return fail(RecipeIssue::Part::Files, problem.title + QStringLiteral(": ") + problem.text);
                  }
                  m_issue = {RecipeIssue::Part::Files, outcome.value->problem};
                  if (m_issue.text.isEmpty())
                      m_reading = *outcome.value;
                  Q_EMIT readingReady();
              });
}

} // namespace nectar
