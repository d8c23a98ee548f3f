// SPDX-License-Identifier: Apache-2.0
#include "ui/convert/images.h"

namespace nectar {

namespace {

/// Mean of each 2×2 block; an odd last row or column is dropped.
QImage halved(const QImage& image)
{
    const int width = image.width() / 2;
    const int height = image.height() / 2;
    QImage result(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        const auto* above = reinterpret_cast<const QRgb*>(image.constScanLine(2 * y));
        const auto* below = reinterpret_cast<const QRgb*>(image.constScanLine(2 * y + 1));
        auto* out = reinterpret_cast<QRgb*>(result.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const QRgb p[] = {above[2 * x], above[2 * x + 1], below[2 * x], below[2 * x + 1]};
            int r = 2, g = 2, b = 2; // rounds
            for (const QRgb pixel : p) {
                r += qRed(pixel);
                g += qGreen(pixel);
                b += qBlue(pixel);
            }
            out[x] = qRgb(r / 4, g / 4, b / 4);
        }
    }
    return result;
}

} // namespace

QImage toQImage(const Image& image)
{
    QImage result(image.width, image.height, QImage::Format_RGB32);
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* in = image.pixel(0, y);
        auto* out = reinterpret_cast<QRgb*>(result.scanLine(y));
        for (int x = 0; x < image.width; ++x, in += 3)
            out[x] = qRgb(in[0], in[1], in[2]);
    }
    return result;
}

Image fromQImage(const QImage& image)
{
    const QImage source = image.convertToFormat(QImage::Format_RGB888);
    Image result(source.width(), source.height());
    for (int y = 0; y < source.height(); ++y)
        std::copy_n(source.constScanLine(y), 3 * static_cast<std::size_t>(source.width()), result.pixel(0, y));
    return result;
}

QList<QImage> photoPyramid(const Image& image)
{
    QList<QImage> levels{toQImage(image)};
    while (std::min(levels.last().width(), levels.last().height()) >= 128)
        levels.append(halved(levels.last()));
    return levels;
}

QRgb toQRgb(Rgb colour) { return qRgb(colour.r, colour.g, colour.b); }

QList<QRgb> toQRgbs(std::span<const Rgb> palette)
{
    QList<QRgb> colours;
    colours.reserve(static_cast<qsizetype>(palette.size()));
    for (const Rgb colour : palette)
        colours.append(toQRgb(colour));
    return colours;
}

std::vector<Rgb> toRgbs(const QList<QRgb>& palette)
{
    std::vector<Rgb> colours;
    for (const QRgb c : palette)
        colours.push_back({static_cast<std::uint8_t>(qRed(c)), static_cast<std::uint8_t>(qGreen(c)),
                           static_cast<std::uint8_t>(qBlue(c))});
    return colours;
}

} // namespace nectar
