// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/canvas.h"

#include <QFrame>
#include <QList>

class QGridLayout;

namespace nectar {

class FeaturePresenter;
class ImageView;

/// The pictures that are looked at with their features over them: one large, or several in a grid.
class FeatureCanvases : public QFrame {
    Q_OBJECT

public:
    explicit FeatureCanvases(FeaturePresenter& presenter, QWidget* parent = nullptr);
    void setOpacity(double opacity);
    ImageView* view(int place) const { return m_places.at(place).view; } ///< from 0: left to right, then down

Q_SIGNALS:
    void pointed(int row, int patch); ///< a patch of a picture of the list; −1, −1: none
    void opacityChanged(double opacity);

private:
    struct Place {
        ImageView* view = nullptr;
        int row = -1; ///< of the list
        QString name; ///< of what is shown, and which
        qint64 level = 0;
        PatchGrid grid;
    };
    void showPictures();
    void showPicture(Place& place, int row, bool isAlone);
    void showLayers();
    void makePlace();
    void arrange(int count);

    FeaturePresenter& m_presenter;
    QGridLayout* m_grid;
    QList<Place> m_places;
    int m_arranged = 0;
};

} // namespace nectar
