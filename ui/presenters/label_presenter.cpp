// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/label_presenter.h"

#include "core/report/palette.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/presenters/label_commands.h"

#include <algorithm>
#include <utility>

namespace nectar {

namespace {

const QString kOther = QStringLiteral("other");

} // namespace

LabelPresenter::LabelPresenter(QThreadPool* engine, QUndoStack* undo, QObject* parent)
    : QObject(parent), m_engine(std::make_shared<LabelEngine>()), m_reader(engine), m_saver(engine), m_finder(engine),
      m_shower(engine), m_labeller(engine), m_previewer(engine), m_undo(undo ? *undo : m_ownUndo)
{
    m_state.classes = {kOther};
    connect(&m_saver, &Job::progressed, this, &LabelPresenter::saveProgressed);
}

LabelPresenter::~LabelPresenter() = default;

QList<QRgb> LabelPresenter::colours() const { return toQRgbs(paletteFor(m_state.classTable())); }

void LabelPresenter::setActiveClass(int classIndex)
{
    if (classIndex < 0 || classIndex >= m_state.classes.size() || classIndex == m_activeClass)
        return;
    m_activeClass = classIndex;
    Q_EMIT classesChanged();
}

QString LabelPresenter::addClass(const QString& name)
{
    const QString trimmed = name.trimmed();
    if (const QString issue = classNameIssue(trimmed, m_state.classes); !issue.isEmpty())
        return issue;
    m_activeClass = static_cast<int>(m_state.classes.size());
    m_undo.push(new ClassesCommand([this](const auto& change) { apply(change); }, m_state.classes,
                                   m_state.classes + QStringList{trimmed}, tr("the class %1").arg(trimmed)));
    return {};
}

QString LabelPresenter::renameClass(int classIndex, const QString& name)
{
    const QString trimmed = name.trimmed();
    if (classIndex <= kOtherClass || classIndex >= m_state.classes.size() || m_state.classes.at(classIndex) == trimmed)
        return {};
    QStringList others = m_state.classes;
    others.removeAt(classIndex);
    if (const QString issue = classNameIssue(trimmed, others); !issue.isEmpty())
        return issue;
    QStringList after = m_state.classes;
    after[classIndex] = trimmed;
    m_undo.push(new ClassesCommand([this](const auto& change) { apply(change); }, m_state.classes, after,
                                   tr("the name %1").arg(trimmed)));
    return {};
}

int LabelPresenter::clicksOf(int classIndex) const
{
    return static_cast<int>(std::ranges::count(m_state.clicks, classIndex, &LabelClick::classIndex));
}

int LabelPresenter::clicksIn(int picture) const
{
    return static_cast<int>(
        std::ranges::count(m_state.clicks, static_cast<std::size_t>(picture), &LabelClick::picture));
}

const LabelClick* LabelPresenter::clickAt(int picture, int patch) const
{
    const LabelledPicture& shown = m_pictures.at(static_cast<std::size_t>(picture));
    for (const LabelClick& click : m_state.clicks) {
        if (click.picture != static_cast<std::size_t>(picture))
            continue;
        const auto at = patchFromImage(shown.grid, shown.size, click.x, click.y);
        if (at && patchNumber(shown.grid, *at) == patch)
            return &click;
    }
    return nullptr;
}

void LabelPresenter::click(int patch)
{
    if (m_current < 0 || m_activeClass >= m_state.classes.size())
        return;
    const LabelledPicture& picture = m_pictures[static_cast<std::size_t>(m_current)];
    if (picture.state != LabelledPicture::State::Ready || patch < 0 || patch >= picture.grid.count())
        return;
    const QString name = m_state.classes.at(m_activeClass);
    const auto active = static_cast<std::uint16_t>(m_activeClass);
    if (const LabelClick* there = clickAt(m_current, patch)) {
        if (there->classIndex == active)
            return erase(patch);
        LabelClick after = *there;
        after.classIndex = active;
        return push(*there, after, tr("the click on %1").arg(name));
    }
    if (m_state.clicks.size() >= static_cast<std::size_t>(kMostClicks)) {
        Q_EMIT problemOccurred({Problem::Kind::Note,
                                tr("There are %1 clicks, and no more are possible").arg(kMostClicks),
                                tr("Take some back, or save the labels and build a bank from them."),
                                {}});
        return;
    }
    const RectF r = imageFromPatch(picture.grid, picture.size, patchAt(picture.grid, patch));
    const LabelClick click{m_nextClick++, static_cast<std::size_t>(m_current), r.x + r.width / 2, r.y + r.height / 2,
                           active};
    push({}, click, tr("the click on %1").arg(name));
}

void LabelPresenter::erase(int patch)
{
    if (m_current < 0)
        return;
    if (const LabelClick* there = clickAt(m_current, patch))
        push(*there, {}, tr("taking back a click on %1").arg(m_state.classes.value(there->classIndex)));
}

void LabelPresenter::push(const std::optional<LabelClick>& before, const std::optional<LabelClick>& after,
                          const QString& text)
{
    m_undo.push(new ClickCommand([this](const auto& change) { apply(change); }, before, after, text));
}

void LabelPresenter::setThreshold(std::optional<float> threshold)
{
    if (threshold)
        threshold = std::clamp(*threshold, -1.f, 1.f);
    if (threshold == m_state.threshold)
        return;
    m_undo.push(new ThresholdCommand([this](const auto& change) { apply(change); }, m_state.threshold, threshold,
                                     tr("the least similarity")));
}

void LabelPresenter::apply(const std::function<void(Labelling&)>& change)
{
    change(m_state);
    ++m_change;
    m_activeClass = std::clamp(m_activeClass, 0, std::max(1, static_cast<int>(m_state.classes.size()) - 1));
    Q_EMIT classesChanged();
    Q_EMIT picturesChanged(); // numbers of clicks
    update();
}

QList<LabelMark> LabelPresenter::marks() const
{
    QList<LabelMark> marks;
    for (const LabelClick& click : m_state.clicks)
        if (m_current >= 0 && click.picture == static_cast<std::size_t>(m_current))
            marks.append({QPointF(static_cast<double>(click.x), static_cast<double>(click.y)), click.classIndex});
    return marks;
}

std::vector<double> LabelPresenter::meanShares() const
{
    std::vector<double> mean(static_cast<std::size_t>(m_state.classes.size()) + 1);
    int count = 0;
    for (const LabelledPicture& picture : m_pictures) {
        if (picture.shares.size() != mean.size())
            continue;
        ++count;
        for (std::size_t c = 0; c < mean.size(); ++c)
            mean[c] += picture.shares[c];
    }
    for (double& share : mean)
        share /= std::max(1, count);
    return mean;
}

bool LabelPresenter::isBusy() const
{
    return m_reader.isRunning() || m_saver.isRunning() || m_finder.isRunning() || m_shower.isRunning() || m_updating ||
           m_previewer.isRunning();
}

} // namespace nectar
