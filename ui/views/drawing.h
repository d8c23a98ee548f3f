// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "ui/models/neighbour_list_model.h"
#include "ui/models/prompt_share_model.h"

#include <QImage>
#include <QPainter>
#include <QRectF>

namespace nectar {

struct ThemeColours;

/// Draws a picture as large as it fits into box, centred, with rounded corners; returns where it lies.
QRectF drawFitted(QPainter& painter, const QImage& picture, const QRectF& box, double radius);
/// Fills the box with the middle of a picture.
void drawCovering(QPainter& painter, const QImage& picture, const QRectF& box, double radius);
/// A place for a picture that is still being read.
void drawPlaceholder(QPainter& painter, const QRectF& box, const QColor& colour, double radius);

/// The patch and its surroundings, together `factor` patches wide, cut out of a picture (at any scale) and drawn into
/// the square box; the patch framed.
void drawCrop(QPainter& painter, const QImage& picture, Size original, const RectF& patch, double factor,
              const QRectF& box);
/// A frame in the accent colour that can be seen on any picture.
void drawPatchFrame(QPainter& painter, const QRectF& rect, double width);
/// Where in a prompt image drawn at `drawn` the evidence lies: the rest is dimmed, the strongest patch is brightest.
void drawEvidence(QPainter& painter, const QRectF& drawn, const PromptShare& share, double radius = 4);
/// The patch's rectangle inside a picture that was drawn at `drawn`.
QRectF patchInDrawing(const QRectF& drawn, Size original, const RectF& patch);

/// Shares side by side in their colours; what is missing to 1 stays the track's colour.
void drawStackedBar(QPainter& painter, const QRectF& bar, const QList<ClassShare>& shares, const QColor& track);
/// A bar in a data colour that fills a share of its track. Its outline keeps a colour like the panel's visible.
void drawShareBar(QPainter& painter, const QRectF& track, double share, QRgb colour, const ThemeColours& colours);
/// A small rounded square in a data colour, outlined as above.
void drawSwatch(QPainter& painter, const QRectF& rect, QRgb colour, const ThemeColours& colours);

} // namespace nectar
