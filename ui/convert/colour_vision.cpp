// SPDX-License-Identifier: Apache-2.0
#include "ui/convert/colour_vision.h"

#include "core/report/oklab.h"

#include <algorithm>
#include <array>

namespace nectar {

namespace {

constexpr int kSteps = 4096; ///< of linear light; fine enough that no byte is off by more than one

/// What a whole picture needs once: light of each byte, byte of each step of light, and what the eyes make of pure red,
/// green and blue, by rows.
struct Tables {
    std::array<float, 256> light{};
    std::array<std::uint8_t, kSteps + 1> byte{};
    std::array<std::array<float, 3>, 3> seen{};
};

Tables tablesFor(Deficiency deficiency)
{
    Tables tables;
    for (int value = 0; value < 256; ++value) {
        const auto b = static_cast<std::uint8_t>(value);
        tables.light[b] = static_cast<float>(linearFromRgb({b, b, b})[0]);
    }
    for (int step = 0; step <= kSteps; ++step) {
        const double light = static_cast<double>(step) / kSteps;
        tables.byte[static_cast<std::size_t>(step)] = rgbFromLinear({light, light, light}).r;
    }
    // What seenWith() does is linear as long as nothing is held at 0 or 1: so it is at a grey a little off.
    const LinearRgb grey{0.5, 0.5, 0.5};
    const LinearRgb seenGrey = seenWith(deficiency, grey);
    for (std::size_t column = 0; column < 3; ++column) {
        LinearRgb off = grey;
        off[column] += 0.1;
        const LinearRgb seenOff = seenWith(deficiency, off);
        for (std::size_t row = 0; row < 3; ++row)
            tables.seen[row][column] = static_cast<float>((seenOff[row] - seenGrey[row]) / 0.1);
    }
    return tables;
}

const Tables& tablesOf(ColourVision eyes)
{
    static const std::array<Tables, 3> tables{tablesFor(Deficiency::Red), tablesFor(Deficiency::Green),
                                              tablesFor(Deficiency::Blue)};
    return tables[static_cast<std::size_t>(eyes) - 1];
}

QRgb seenPixel(const Tables& tables, QRgb colour)
{
    const std::array light{tables.light[static_cast<std::size_t>(qRed(colour))],
                           tables.light[static_cast<std::size_t>(qGreen(colour))],
                           tables.light[static_cast<std::size_t>(qBlue(colour))]};
    std::array<int, 3> seen{};
    for (std::size_t row = 0; row < 3; ++row) {
        const auto& m = tables.seen[row];
        const float value = std::clamp(m[0] * light[0] + m[1] * light[1] + m[2] * light[2], 0.f, 1.f);
        seen[row] = tables.byte[static_cast<std::size_t>(value * kSteps + 0.5f)];
    }
    return qRgb(seen[0], seen[1], seen[2]);
}

} // namespace

QImage seenBy(ColourVision eyes, const QImage& picture)
{
    QImage seen = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    if (eyes == ColourVision::All)
        return seen;
    const Tables& tables = tablesOf(eyes);
    for (int y = 0; y < seen.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(seen.scanLine(y));
        QRgb former = 0, formerSeen = 0; // neighbours are often alike
        for (int x = 0; x < seen.width(); ++x) {
            const QRgb colour = row[x];
            if (qAlpha(colour) == 0)
                continue;
            if (colour != former) {
                former = colour;
                formerSeen = qAlpha(colour) == 255
                                 ? seenPixel(tables, colour)
                                 : qPremultiply((seenPixel(tables, qUnpremultiply(colour)) & RGB_MASK) |
                                                (colour & ~static_cast<QRgb>(RGB_MASK)));
            }
            row[x] = formerSeen;
        }
    }
    return seen;
}

} // namespace nectar
