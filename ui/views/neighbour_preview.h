// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/neighbour_list_model.h"
#include "ui/models/prompt_share_model.h"

#include <QFrame>

#include <optional>

namespace nectar {

class ThumbnailCache;

/// The source of a voter large, beside the canvas: its picture with the patch framed, and where it comes from.
class NeighbourPreview : public QFrame {
    Q_OBJECT

public:
    NeighbourPreview(ThumbnailCache& thumbnails, QWidget* parent);
    void showCard(const NeighbourCard& card);
    /// A prompt image with the places where the evidence lies.
    void showShare(const PromptShare& share);
    /// As large as its picture needs in this width.
    void fitInto(int maxWidth);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThumbnailCache& m_thumbnails;
    void appear();
    QString m_title, m_caption;
    std::optional<RectF> m_patch;
    PromptShare m_share; ///< image and size; places only where evidence is shown
};

} // namespace nectar
