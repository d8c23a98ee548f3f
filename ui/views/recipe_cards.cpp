// SPDX-License-Identifier: Apache-2.0
#include "ui/views/recipe_cards.h"

#include "ui/convert/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QTableWidget>

namespace nectar {

namespace {

constexpr std::string SplitRecipe::*kParts[] = {&SplitRecipe::images, &SplitRecipe::masks, &SplitRecipe::depths,
                                                &SplitRecipe::list};
constexpr int kIssueWidth = 290; ///< a wrapping label asks for too much height without one
constexpr int kSplitRows = 3;    ///< seen without scrolling

void setTextIfOther(QLineEdit& line, const std::string& text)
{
    if (const QString wanted = toQString(text); line.text() != wanted)
        line.setText(wanted);
}

} // namespace

std::optional<std::vector<int>> numbersFromText(const QString& text)
{
    std::vector<int> numbers;
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    for (const QString& part : text.split(separators, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        numbers.push_back(part.toInt(&isNumber));
        if (!isNumber)
            return std::nullopt;
    }
    return numbers;
}

RecipeCard::RecipeCard(RecipePresenter& presenter, RecipeIssue::Part part, const QString& title)
    : FormCard(title), m_presenter(presenter), m_part(part), m_issue(new QLabel)
{
    m_issue->setWordWrap(true);
    m_issue->setMinimumWidth(kIssueWidth);
    m_issue->setTextFormat(Qt::RichText);
    m_issue->setObjectName(QStringLiteral("recipeIssue%1").arg(static_cast<int>(part)));
    m_issue->hide();
    connect(&presenter, &RecipePresenter::changed, this, [this] {
        m_refused.clear();
        showRecipe();
    });
    connect(&presenter, &RecipePresenter::readingReady, this, &RecipeCard::showIssue);
}

void RecipeCard::addIssue() { addRow(QString(), m_issue); }

void RecipeCard::refuse(const QString& why)
{
    m_refused = why;
    showIssue();
}

void RecipeCard::change(const QString& what, const Recipe& wanted)
{
    refuse({});
    m_presenter.change(what, wanted);
}

void RecipeCard::showIssue()
{
    const RecipeIssue& issue = m_presenter.issue();
    const QString text = !m_refused.isEmpty() ? m_refused : issue.part == m_part ? issue.text : QString();
    m_issue->setText(text.isEmpty() ? QString() : noteHtml(NoteKind::Bad, text, palette()));
    m_issue->setAccessibleName(text);
    m_issue->setVisible(!text.isEmpty());
}

RecipeFilesCard::RecipeFilesCard(RecipePresenter& presenter)
    : RecipeCard(presenter, RecipeIssue::Part::Files, tr("Which files belong together")), m_root(new QLabel),
      m_splits(named(new QTableWidget(0, 5), QStringLiteral("recipeSplits"), tr("Splits and their folders")))
{
    m_root->setWordWrap(true);
    m_root->setProperty("role", QStringLiteral("caption"));
    addRow(tr("Below"), m_root);
    const auto ending = [this](const QString& label, const char* name, const QString& title,
                               std::string Recipe::*part) {
        auto* line = named(new QLineEdit, QLatin1String(name), title);
        line->setToolTip(tr("What a file name has after what the pair has in common, with the dot: _mask.png. Empty: "
                            "the usual endings are tried, then equal numbers"));
        addRow(label, line);
        connect(line, &QLineEdit::textEdited, this, [this, name, part](const QString& text) {
            Recipe wanted = recipe();
            wanted.*part = fromQString(text.trimmed());
            change(QLatin1String(name), wanted);
        });
        return line;
    };
    m_image = ending(tr("Photo end"), "recipeImageSuffix", tr("Ending of the photos"), &Recipe::imageSuffix);
    m_mask = ending(tr("Mask end"), "recipeMaskSuffix", tr("Ending of the masks"), &Recipe::maskSuffix);
    m_depth = ending(tr("Depth end"), "recipeDepthSuffix", tr("Ending of the depth pictures"), &Recipe::depthSuffix);
    for (QLineEdit* line : {m_image, m_mask, m_depth})
        line->setPlaceholderText(tr("any picture of the same name"));
    layout()->addWidget(makeSplits()); // all the width, for its five columns
    addIssue();
    showRecipe();
}

QWidget* RecipeFilesCard::makeSplits()
{
    m_splits->setHorizontalHeaderLabels({tr("Split"), tr("Photos"), tr("Masks"), tr("Depth"), tr("List")});
    m_splits->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_splits->verticalHeader()->hide();
    m_splits->setFixedHeight(kSplitRows * m_splits->verticalHeader()->defaultSectionSize() + 32);
    m_splits->setToolTip(tr("Folders below the data set's, several separated by a semicolon; list: a file with a name "
                            "of a picture a line. Double-click or F2 edits"));
    connect(m_splits, &QTableWidget::cellChanged, this, &RecipeFilesCard::readSplits);
    auto* add = named(new QPushButton(tr("Add split")), QStringLiteral("addSplit"), tr("Add a split"));
    auto* remove = named(new QPushButton(tr("Remove split")), QStringLiteral("removeSplit"), tr("Remove the split"));
    connect(add, &QPushButton::clicked, this, &RecipeFilesCard::addSplit);
    connect(remove, &QPushButton::clicked, this, &RecipeFilesCard::removeSplit);
    return withButtonsBelow(m_splits, {add, remove});
}

void RecipeFilesCard::addSplit()
{
    Recipe wanted = recipe();
    QString name = tr("new");
    for (int i = 2; wanted.splits.contains(fromQString(name)); ++i)
        name = tr("new %1").arg(i);
    const SplitRecipe like = wanted.splits.empty() ? SplitRecipe{".", "", "", ""} : wanted.splits.begin()->second;
    wanted.splits[fromQString(name)] = like;
    change(QStringLiteral("add split"), wanted);
}

void RecipeFilesCard::removeSplit()
{
    const QTableWidgetItem* name = m_splits->item(m_splits->currentRow(), 0);
    if (!name)
        return refuse(tr("Choose the split to remove first"));
    Recipe wanted = recipe();
    wanted.splits.erase(fromQString(name->text()));
    change(QStringLiteral("remove split ") + name->text(), wanted);
}

void RecipeFilesCard::readSplits()
{
    Recipe wanted = recipe();
    wanted.splits.clear();
    for (int row = 0; row < m_splits->rowCount(); ++row) {
        const auto text = [&](int column) {
            const QTableWidgetItem* item = m_splits->item(row, column);
            return item ? fromQString(item->text().trimmed()) : std::string();
        };
        if (text(0).empty())
            return refuse(tr("A split needs a name"));
        SplitRecipe split;
        for (int part = 0; part < 4; ++part)
            split.*kParts[part] = text(part + 1);
        if (!wanted.splits.emplace(text(0), split).second)
            return refuse(tr("Two splits are called “%1”").arg(toQString(text(0))));
    }
    change(QStringLiteral("splits"), wanted);
}

void RecipeFilesCard::showRecipe()
{
    m_root->setText(pathToQString(recipe().root));
    setTextIfOther(*m_image, recipe().imageSuffix);
    setTextIfOther(*m_mask, recipe().maskSuffix);
    setTextIfOther(*m_depth, recipe().depthSuffix);
    const QSignalBlocker quiet(m_splits);
    m_splits->setRowCount(static_cast<int>(recipe().splits.size()));
    int row = 0;
    for (const auto& [name, split] : recipe().splits) {
        const QString texts[] = {toQString(name), toQString(split.images), toQString(split.masks),
                                 toQString(split.depths), toQString(split.list)};
        for (int column = 0; column < 5; ++column) {
            QTableWidgetItem* item = m_splits->item(row, column);
            if (!item)
                m_splits->setItem(row, column, item = new QTableWidgetItem);
            item->setText(texts[column]);
            item->setToolTip(texts[column]);
        }
        ++row;
    }
}

} // namespace nectar
