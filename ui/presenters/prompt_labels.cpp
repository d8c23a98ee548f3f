// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/prompt_labels.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr double kSide = 128;

QColor mixOf(std::span<const ClassCount> counts, int patchPixels, const QList<QRgb>& colours)
{
    double red = 0, green = 0, blue = 0, labelled = 0;
    for (const ClassCount& one : counts) {
        const QRgb colour = colours.value(one.classIndex);
        red += one.count * qRed(colour);
        green += one.count * qGreen(colour);
        blue += one.count * qBlue(colour);
        labelled += one.count;
    }
    if (labelled == 0)
        return Qt::transparent;
    const auto mean = [labelled](double sum) { return static_cast<int>(std::lround(sum / labelled)); };
    const double alpha = std::min(1.0, labelled / std::max(1, patchPixels));
    return {mean(red), mean(green), mean(blue), static_cast<int>(std::lround(255 * alpha))};
}

} // namespace

QImage rememberedLabels(const MemoryBank& bank, std::uint32_t image, const QList<QRgb>& classColours)
{
    const auto labels = bank.labels();
    if (!labels || image >= bank.images().size())
        return {};
    const Size size = bank.images()[image].size;
    const double scale = kSide / std::max({1, size.width, size.height});
    const auto side = [scale](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * scale))); };
    QImage picture(side(size.width), side(size.height), QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    const RowRange rows = bank.rowsOfImage(image);
    for (std::uint32_t row = rows.first; row < rows.last; ++row) {
        const RectF& r = bank.origins()[row].rectangle;
        // To whole pixels at both ends, so that neighbouring patches touch.
        const auto pixel = [scale](double at) { return static_cast<int>(std::lround(at * scale)); };
        const QRect rect(QPoint(pixel(double(r.x)), pixel(double(r.y))),
                         QPoint(pixel(double(r.x + r.width)) - 1, pixel(double(r.y + r.height)) - 1));
        painter.fillRect(rect, mixOf(labels->counts(row), labels->patchPixels, classColours));
    }
    return picture;
}

std::vector<std::vector<PromptClass>> promptClasses(const MemoryBank& bank)
{
    std::vector<std::vector<PromptClass>> result(bank.images().size());
    const auto labels = bank.labels();
    if (!labels)
        return result;
    std::vector<double> pixels(static_cast<std::size_t>(bank.classes().count()));
    for (std::uint32_t image = 0; image < result.size(); ++image) {
        std::ranges::fill(pixels, 0);
        double all = 0;
        const RowRange rows = bank.rowsOfImage(image);
        for (std::uint32_t row = rows.first; row < rows.last; ++row)
            for (const ClassCount& one : labels->counts(row)) {
                pixels.at(one.classIndex) += one.count;
                all += one.count;
            }
        for (std::size_t c = 0; c < pixels.size(); ++c)
            if (pixels[c] > 0)
                result[image].push_back({static_cast<int>(c), pixels[c] / all});
        std::ranges::stable_sort(result[image], std::greater{}, &PromptClass::share);
    }
    return result;
}

} // namespace nectar
