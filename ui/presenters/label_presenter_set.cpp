// SPDX-License-Identifier: Apache-2.0
// The pictures and clicks of the label page as a whole: forgotten, brought back, kept in a project.
#include "core/project/project.h"
#include "ui/convert/text.h"
#include "ui/presenters/label_commands.h"
#include "ui/presenters/label_presenter.h"

#include <algorithm>

namespace nectar {

LabelSet LabelPresenter::set() const
{
    LabelSet set{{}, m_state};
    for (const LabelledPicture& picture : m_pictures)
        set.pictures.append(picture);
    return set;
}

void LabelPresenter::startOver()
{
    for (LatestOnly* work : {&m_finder, &m_shower, &m_labeller, &m_previewer})
        work->cancel();
    m_finding.clear();
    m_saver.cancel();
    m_updating = m_updateAgain = false;
    if (const LabelSet before = set();
        hasPictures() || before.labelling != Labelling{{m_state.classes.first()}, {}, {}})
        m_undo.push(new PicturesCommand([this](const LabelSet& wanted) { showSet(wanted); }, before,
                                        {{}, {{m_state.classes.first()}, {}, {}}}, tr("starting over")));
    m_activeClass = 1;
}

/// Those that were there stay as they are.
void LabelPresenter::setPictures(const QList<ListedPicture>& pictures)
{
    qsizetype same = 0;
    while (same < std::min(pictures.size(), static_cast<qsizetype>(m_pictures.size())) &&
           m_pictures[static_cast<std::size_t>(same)] == pictures[same])
        ++same;
    if (same < static_cast<qsizetype>(m_pictures.size())) {
        m_reader.cancel();
        m_pictures.resize(static_cast<std::size_t>(same));
    }
    if (same == 0)
        m_engine = std::make_shared<LabelEngine>(); // nothing of it is needed any more
    for (const ListedPicture& picture : pictures.mid(same))
        static_cast<ListedPicture&>(m_pictures.emplace_back()) = picture;
    if (m_current < static_cast<int>(m_pictures.size()))
        return;
    m_current = -1;
    m_photo = {};
    m_labels = {};
    Q_EMIT photoChanged();
    for (int i = 0; i < static_cast<int>(m_pictures.size()) && m_current < 0; ++i)
        if (m_pictures[static_cast<std::size_t>(i)].state == LabelledPicture::State::Ready)
            setCurrent(i);
}

void LabelPresenter::showSet(const LabelSet& set)
{
    setPictures(set.pictures);
    if (m_pictures.empty())
        m_threshold = 0;
    apply([&set](Labelling& state) { state = set.labelling; });
    Q_EMIT labelsChanged();
    readNext();
    tellBusy();
}

void LabelPresenter::wake()
{
    m_isAwake = true;
    readNext();
    tellBusy();
}

void LabelPresenter::restore(const ProjectLabels& labels)
{
    LabelSet wanted;
    for (std::size_t i = 0; i < labels.pictures.size(); ++i)
        wanted.pictures.append({pathToQString(labels.pictures[i]), toQString(labels.names[i])});
    for (const std::string& name : labels.classes)
        wanted.labelling.classes.append(toQString(name));
    if (wanted.labelling.classes.isEmpty())
        wanted.labelling.classes = {m_state.classes.first()};
    m_nextClick = 0;
    for (const ProjectClick& click : labels.clicks)
        wanted.labelling.clicks.push_back(
            {m_nextClick++, click.picture, click.x, click.y, static_cast<std::uint16_t>(click.classIndex)});
    wanted.labelling.threshold = labels.threshold;
    m_saved = {};
    m_isAwake = false;
    setPictures({});
    showSet(wanted);
}

ProjectLabels LabelPresenter::labelsForProject() const
{
    ProjectLabels labels;
    for (const LabelledPicture& picture : m_pictures) {
        labels.pictures.push_back(pathFromQString(picture.path));
        labels.names.push_back(fromQString(picture.name));
    }
    if (m_state.classes.size() > 1 || !m_state.clicks.empty()) // the one that is always there says nothing
        for (const QString& name : m_state.classes)
            labels.classes.push_back(fromQString(name));
    for (const LabelClick& click : m_state.clicks)
        labels.clicks.push_back({click.picture, click.x, click.y, click.classIndex});
    labels.threshold = m_state.threshold;
    return labels;
}

} // namespace nectar
