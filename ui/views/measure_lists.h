// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListView>

namespace nectar {

class ThumbnailCache;

/// The classes with a bar for their IoU; choosing one is asking what it was taken for.
class MeasuredClassView : public QListView {
    Q_OBJECT

public:
    explicit MeasuredClassView(QWidget* parent = nullptr);
};

/// The pictures, the worst first, with thumbnails. A click or Enter opens one.
class MeasuredPictureView : public QListView {
    Q_OBJECT

public:
    explicit MeasuredPictureView(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

Q_SIGNALS:
    void pictureChosen(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

/// Patches with their surroundings, side by side. A click or Enter opens one.
class ConfusedPatchView : public QListView {
    Q_OBJECT

public:
    explicit ConfusedPatchView(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

Q_SIGNALS:
    void patchChosen(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace nectar
