// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListView>

namespace nectar {

/// Small pictures with a caption in two or more columns that fill the width.
class ThumbnailGrid : public QListView {
    Q_OBJECT

public:
    explicit ThumbnailGrid(QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace nectar
