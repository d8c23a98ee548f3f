// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/thumbnail_grid.h"

namespace nectar {

/// The classes of clicks: colour, name, number of clicks, share of the pictures. A click chooses the class that clicks
/// give; a double click or F2 edits its name.
class LabelClassView : public QListView {
    Q_OBJECT

public:
    explicit LabelClassView(QWidget* parent = nullptr);
    QSize sizeHint() const override; ///< all rows

Q_SIGNALS:
    void classChosen(int classIndex);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
};

/// The pictures with their labels over them.
class LabelPictureView : public ThumbnailGrid {
    Q_OBJECT

public:
    explicit LabelPictureView(QWidget* parent = nullptr);

Q_SIGNALS:
    void pictureChosen(int picture);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
};

} // namespace nectar
