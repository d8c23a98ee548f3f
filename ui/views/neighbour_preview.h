// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/neighbour_list_model.h"
#include "ui/models/patch_layer.h"
#include "ui/models/prompt_share_model.h"

#include <QFrame>

#include <memory>
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
    /// The canvas's similarity layer continued into the picture; null: none. opacity: of the canvas's layer.
    void setHeat(std::shared_ptr<const PatchLayer> heat, double opacity);
    /// Whether there is to be room for what the heat says; before fitInto().
    void setRoomForHeat(bool room) { m_roomForHeat = room; }
    /// As large as its picture needs in this width.
    void fitInto(int maxWidth);
    /// What is said of the voter or the picture in this width: one line where it fits.
    QStringList titleLines(int width) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ThumbnailCache& m_thumbnails;
    void appear();
    int captionHeight(int width) const;
    void paintPicture(QPainter& painter, const QRectF& box) const;
    void paintHeat(QPainter& painter, const QRectF& drawn) const;
    QStringList m_title; ///< parts that a line may end after
    QString m_caption;
    std::optional<RectF> m_patch;
    PromptShare m_share; ///< image and size; places only where evidence is shown
    std::shared_ptr<const PatchLayer> m_heat;
    double m_heatOpacity = 1;
    bool m_roomForHeat = false;
};

} // namespace nectar
