// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/patch_grid.h"

#include <QColor>
#include <QList>
#include <QString>

#include <vector>

namespace nectar {

/// One colour for every patch of a picture, and what it means.
struct PatchLayer {
    PatchGrid grid;
    std::vector<QRgb> colours; ///< [patches]; alpha 0: nothing is known of the patch
    QString title;             ///< "Similarity to the patch in row 7, column 12"
    QString note;              ///< how to read colours that stand for no number

    std::vector<float> values; ///< [patches] numbers that the colours stand for, NaN: unknown; empty: no number
    QList<QRgb> scale;         ///< of the numbers, from `first` to `last`; empty likewise
    float first = 0, last = 0; ///< more is not always the brighter end: first may be the greater
    QString lowWord, highWord; ///< of the scale's two ends
    QString unit;              ///< behind the numbers: " m", ""
    int decimals = 2;

    bool isKnown(std::size_t patch) const { return qAlpha(colours[patch]) != 0; }
    /// 0 at `first`, 1 at `last`, the nearer of both beyond them.
    double placeOf(float value) const;
    QString valueText(float value) const;
};

/// Colours each value by its place on the layer's scale. NaN: no colour.
void colourByValue(PatchLayer& layer);

} // namespace nectar
