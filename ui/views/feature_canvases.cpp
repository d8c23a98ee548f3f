// SPDX-License-Identifier: Apache-2.0
#include "ui/views/feature_canvases.h"

#include "ui/presenters/feature_presenter.h"
#include "ui/views/image_view.h"

#include <QGridLayout>
#include <QSignalBlocker>

#include <algorithm>

namespace nectar {

namespace {

constexpr double kFirstOpacity = 0.7;

int columnsFor(int count) { return count <= 1 ? 1 : count <= 4 ? 2 : count <= 9 ? 3 : 4; }

} // namespace

FeatureCanvases::FeatureCanvases(FeaturePresenter& presenter, QWidget* parent)
    : QFrame(parent), m_presenter(presenter), m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("canvases"));
    m_grid->setContentsMargins({});
    m_grid->setSpacing(1);
    connect(&presenter, &FeaturePresenter::shownChanged, this, &FeatureCanvases::showPictures);
    connect(&presenter, &FeaturePresenter::picturesChanged, this, &FeatureCanvases::showPictures);
    connect(&presenter, &FeaturePresenter::layersChanged, this, &FeatureCanvases::showLayers);
    showPictures();
}

void FeatureCanvases::makePlace()
{
    auto* view = new ImageView;
    const auto place = m_places.size();
    view->setObjectName(QStringLiteral("featureCanvas%1").arg(place));
    view->setMinimumSize(96, 72); // several fit into a narrow window
    view->setOpacity(m_places.isEmpty() ? kFirstOpacity : m_places.first().view->opacity());
    connect(view, &ImageView::patchHovered, this, [this, place, view](int patch) {
        const int looked = patch >= 0 ? patch : view->selectedPatch(); // what the arrow keys reached stays
        Q_EMIT pointed(looked < 0 ? -1 : m_places.at(place).row, looked);
    });
    connect(view, &ImageView::patchClicked, this, [this, place, view](int patch) {
        view->setSelectedPatch(patch);
        Q_EMIT pointed(patch < 0 ? -1 : m_places.at(place).row, patch);
    });
    connect(view, &ImageView::opacityChanged, this, &FeatureCanvases::setOpacity);
    connect(view, &ImageView::peekingChanged, this, [this](bool on) {
        for (const Place& other : m_places)
            other.view->setPeeking(on);
    });
    m_places.append({view, -1, {}, 0, {}});
}

void FeatureCanvases::setOpacity(double opacity)
{
    for (const Place& place : m_places)
        place.view->setOpacity(opacity);
    Q_EMIT opacityChanged(m_places.first().view->opacity());
}

void FeatureCanvases::arrange(int count)
{
    if (count == m_arranged)
        return;
    m_arranged = count;
    while (m_places.size() < count)
        makePlace();
    const int columns = columnsFor(count);
    for (int i = 0; i < m_places.size(); ++i) {
        ImageView* view = m_places[i].view;
        m_grid->removeWidget(view);
        view->setVisible(i < count);
        if (i < count)
            m_grid->addWidget(view, i / columns, i % columns);
    }
}

void FeatureCanvases::showPictures()
{
    const QList<int> rows = m_presenter.shown();
    arrange(std::max(1, static_cast<int>(rows.size())));
    for (qsizetype i = 0; i < std::max<qsizetype>(1, rows.size()); ++i)
        showPicture(m_places[i], rows.value(i, -1), rows.size() <= 1);
    showLayers();
}

/// A photo that is there already keeps its place and zoom.
void FeatureCanvases::showPicture(Place& place, int row, bool isAlone)
{
    ImageView* view = place.view;
    place.row = row;
    if (row < 0) {
        if (std::exchange(place.level, 0) != 0 || !place.name.isEmpty())
            view->setPhoto({});
        place.name.clear();
        place.grid = {};
        view->setBusyText({});
        view->setNote({});
        view->setBadges({}, {});
        view->setAccessibleName(tr("Picture with its features"));
        view->setEmptyText(tr("Look at what a backbone sees\n\nAdd any pictures: a backbone, which describes patches "
                              "by numbers, colours them so that what it describes alike has the same colour. No "
                              "labels and no bank are needed.\n\nDrop pictures or a folder here, paste one, or press "
                              "Add pictures."));
        return;
    }
    const CanvasPhoto photo = m_presenter.photo(row);
    const FeaturePicture& picture = m_presenter.pictures()[static_cast<std::size_t>(row)];
    const qint64 level = photo.levels.isEmpty() ? 0 : photo.levels.first().cacheKey();
    if (level != place.level || photo.grid != place.grid || photo.name != place.name) {
        view->setPhoto(photo);
        place.level = level;
        place.grid = photo.grid;
        place.name = photo.name;
    }
    view->setAccessibleName(tr("%1 with its features").arg(picture.name));
    view->setEmptyText(picture.problem);
    view->setBusyText(level == 0 && picture.problem.isEmpty() ? tr("Reading %1 …").arg(picture.name) : QString());
    view->setBadges(isAlone ? QString() : picture.name, {});
    view->setNote(level == 0 ? QString() : picture.problem);
}

void FeatureCanvases::showLayers()
{
    for (int i = 0; i < m_arranged; ++i) {
        CanvasLayer layer;
        if (m_places[i].row >= 0 && m_places[i].row < std::ssize(m_presenter.pictures()))
            layer.patches = m_presenter.layer(m_places[i].row);
        m_places[i].view->setLayer(layer);
    }
}

} // namespace nectar
