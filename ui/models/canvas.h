// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/patch_grid.h"

#include <QImage>
#include <QList>
#include <QString>

#include <memory>

namespace nectar {

/// The picture on the canvas: its levels (full size first, then halves) and the patches that cover it.
struct CanvasPhoto {
    QString name;
    QList<QImage> levels;
    Size size;
    PatchGrid grid;
};

struct PatchLayer;

/// What is laid over the picture: class indices or metres per pixel of the photo, and the colours they mean; or colours
/// per patch. They are looked up while painting, so another palette, highlight or opacity never waits for a new map.
struct CanvasLayer {
    Task task = Task::Segmentation;
    std::shared_ptr<const LabelMap> labels;                   ///< segmentation
    std::shared_ptr<const DepthMap> depth;                    ///< depth
    std::shared_ptr<const std::vector<std::uint8_t>> guessed; ///< depth: 1 = no known patch around; null: none
    QList<QRgb> palette;                                      ///< one colour per class, or from near to far
    float nearMetres = 0;                                     ///< depth: first colour
    float farMetres = 1;                                      ///< depth: last colour
    bool isError = false;                                     ///< depth: predicted minus true metres
    std::shared_ptr<const PatchLayer> patches;                ///< instead of labels and depth

    bool isEmpty() const { return !labels && !depth && !patches; }
    Size size() const; ///< of the photo, or columns and rows of the patches
};

/// "road" or "12.4 m" or "unknown" at a pixel of the photo.
QString layerValueText(const CanvasLayer& layer, const ClassTable& classes, int x, int y);
/// "12.4 m", "0.83 m".
QString metresText(float metres);
/// "+1.2 m": predicted minus true; "" where either is missing.
QString errorText(const CanvasLayer& predicted, const CanvasLayer& truth, int x, int y);
/// "x 496, y 112": a pixel of the original picture, and never the other way round.
QString pointText(int x, int y);
/// "row 14, column 9", counted from 0 as on the command line.
QString patchText(PatchIndex patch);

} // namespace nectar
