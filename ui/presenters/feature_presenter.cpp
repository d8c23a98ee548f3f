// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/feature_presenter.h"

#include "ui/convert/text.h"
#include "ui/presenters/label_engine.h"

#include <algorithm>
#include <utility>

namespace nectar {

FeaturePresenter::FeaturePresenter(QThreadPool* engine, QUndoStack* undo, BackboneOpener opener, QObject* parent)
    : QObject(parent), m_engine(std::make_shared<FeatureEngine>(std::move(opener))), m_finder(engine),
      m_inspector(engine), m_shower(QThreadPool::globalInstance()), m_reader(engine),
      m_colourer(QThreadPool::globalInstance()), m_saver(QThreadPool::globalInstance()), m_pasted(engine),
      m_undo(undo ? *undo : m_ownUndo)
{
    m_form.backbone = LabelEngine::backboneName();
}

FeaturePicture* FeaturePresenter::find(int id)
{
    const auto found = std::ranges::find(m_pictures, id, &FeaturePicture::id);
    return found == m_pictures.end() ? nullptr : &*found;
}

int FeaturePresenter::rowOf(int id) const
{
    const auto found = std::ranges::find(m_pictures, id, &FeaturePicture::id);
    return found == m_pictures.end() ? -1 : static_cast<int>(found - m_pictures.begin());
}

void FeaturePresenter::select(const QList<int>& rows)
{
    Ids ids;
    for (std::size_t row = 0; row < m_pictures.size(); ++row)
        if (rows.contains(static_cast<int>(row)))
            ids.append(m_pictures[row].id);
    if (ids == m_selected)
        return;
    m_selected = ids;
    showPhotos();
    Q_EMIT choicesChanged();
    keepColouring();
    readNext();
}

QList<int> FeaturePresenter::selected() const
{
    QList<int> rows;
    for (const int id : m_selected)
        rows.append(rowOf(id));
    return rows;
}

QList<int> FeaturePresenter::shown() const { return selected().mid(0, kMostShown); }

CanvasPhoto FeaturePresenter::photo(int row) const
{
    const FeaturePicture& picture = m_pictures.at(static_cast<std::size_t>(row));
    const auto found = std::ranges::find(m_photos, picture.id, &std::pair<int, CanvasPhoto>::first);
    CanvasPhoto photo = found == m_photos.end() ? CanvasPhoto{} : found->second;
    photo.name = picture.name;
    if (const auto& numbers = picture.numbers(m_view.view))
        photo.grid = numbers->grid;
    return photo;
}

/// Of another view than the one that is looked at would be read wrongly; other colours of this one are read right.
std::shared_ptr<const PatchLayer> FeaturePresenter::layer(int row) const
{
    const FeaturePicture& picture = m_pictures.at(static_cast<std::size_t>(row));
    return picture.colouring.kind == m_view ? picture.layer : nullptr;
}

QString FeaturePresenter::valueText(int row, int patch) const
{
    const auto shown = row < 0 || row >= std::ssize(m_pictures) ? nullptr : layer(row);
    if (!shown || patch < 0 || patch >= shown->grid.count())
        return {};
    const QString place = patchText(patchAt(shown->grid, patch));
    return shown->values.empty()
               ? place
               : tr("%1: %2").arg(place, shown->valueText(shown->values[static_cast<std::size_t>(patch)]));
}

void FeaturePresenter::setForm(const FeatureForm& form)
{
    if (form == m_form && !m_backboneProblem) // else the file may have been mended
        return;
    m_form = form;
    forgetNumbers();
    inspect();
}

void FeaturePresenter::wake()
{
    if (!m_spec && !m_backboneProblem && !m_inspector.isRunning())
        inspect();
}

QString FeaturePresenter::whyNoAttention() const
{
    if (!m_spec || m_spec->heads > 0)
        return {};
    return tr("The descriptor counts colours and edges; only a network looks at parts of a picture more than at "
              "others. Choose another backbone.");
}

void FeaturePresenter::setView(const ViewKind& view)
{
    ViewKind wanted = view;
    if (wanted.view != FeatureView::Attention || !m_spec || (wanted.head && *wanted.head >= m_spec->heads))
        wanted.head.reset();
    if (wanted == m_view || (wanted.view == FeatureView::Attention && !whyNoAttention().isEmpty()))
        return Q_EMIT choicesChanged(); // the button springs back
    if ((wanted.view == FeatureView::Attention) != (m_view.view == FeatureView::Attention))
        m_isStopped = false; // other numbers are to be read
    m_view = wanted;
    Q_EMIT choicesChanged();
    Q_EMIT shownChanged();
    Q_EMIT picturesChanged();
    keepColouring();
    readNext();
}

void FeaturePresenter::setShared(bool shared)
{
    if (std::exchange(m_isShared, shared) == shared)
        return;
    Q_EMIT choicesChanged();
    keepColouring();
}

bool FeaturePresenter::isWaiting(const FeaturePicture& picture) const
{
    return picture.problem.isEmpty() && !picture.numbers(m_view.view);
}

/// Those whose colours mean the same, once all of them that will be read are; else nobody shares yet.
FeaturePresenter::Ids FeaturePresenter::sharingIds() const
{
    Ids ids;
    for (const FeaturePicture& picture : m_pictures) {
        if (!m_isShared || (m_selected.size() > 1 && !m_selected.contains(picture.id)))
            continue;
        if (isWaiting(picture) && !m_isStopped)
            return {};
        if (picture.numbers(m_view.view) && picture.problem.isEmpty())
            ids.append(picture.id);
    }
    return ids;
}

QList<int> FeaturePresenter::sharing() const
{
    QList<int> rows;
    for (const int id : sharingIds())
        rows.append(rowOf(id));
    return rows;
}

Colouring FeaturePresenter::wanted(const FeaturePicture& picture, const Ids& sharing) const
{
    return {m_view, sharing.contains(picture.id) ? sharing : Ids{picture.id}};
}

std::vector<const FeaturePicture*> FeaturePresenter::byUrgency() const
{
    std::vector<const FeaturePicture*> pictures;
    for (const bool isSelected : {true, false})
        for (const FeaturePicture& picture : m_pictures)
            if (m_selected.contains(picture.id) == isSelected)
                pictures.push_back(&picture);
    return pictures;
}

void FeaturePresenter::cancel()
{
    if (!m_progress.isReading)
        return;
    m_isStopped = true;
    m_reader.cancel();
    tellProgress();
    keepColouring();
}

void FeaturePresenter::goOn()
{
    m_isStopped = false;
    readNext();
    keepColouring();
}

bool FeaturePresenter::isBusy() const
{
    return m_finder.isRunning() || m_inspector.isRunning() || m_shower.isRunning() || m_reader.isRunning() ||
           m_colourer.isRunning() || m_saver.isRunning() || m_pasted.isBusy();
}

void FeaturePresenter::fail(const std::exception_ptr& error)
{
    if (!isCancellation(error))
        Q_EMIT problemOccurred(problemFrom(error));
}

} // namespace nectar
