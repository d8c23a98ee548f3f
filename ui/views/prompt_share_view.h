// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/prompt_share_model.h"

#include <QListView>

namespace nectar {

class ThumbnailCache;

/// The prompt images with their part of the vote: picture, name, share; where the evidence lies glows in the picture.
class PromptShareView : public QListView {
    Q_OBJECT

public:
    PromptShareView(PromptShareModel& model, ThumbnailCache& thumbnails, QWidget* parent = nullptr);

Q_SIGNALS:
    void shareLookedAt(int row);    ///< −1: none
    void openRequested(int row);    ///< as the query
    void enlargeRequested(int row); ///< to stay beside the canvas
    void leaveOutRequested(int row);
    void copyRequested();

protected:
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
};

} // namespace nectar
