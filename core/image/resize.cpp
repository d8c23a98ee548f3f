// SPDX-License-Identifier: Apache-2.0
#include "core/image/resize.h"

#include "core/base/error.h"
#include "core/image/resampling.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

void requireSizes(Size from, Size to)
{
    if (from.area() == 0 || to.width <= 0 || to.height <= 0)
        throw Error(ErrorCode::BadOption, "cannot resize a picture from or to a size without pixels");
}

template <class Value>
void copyNearest(const std::vector<Value>& source, Size from, std::vector<Value>& target, Size to)
{
    const std::vector<int> columns = nearestSources(from.width, to.width, 0, to.width);
    const std::vector<int> rows = nearestSources(from.height, to.height, 0, to.height);
    auto* next = target.data();
    for (const int y : rows) {
        const Value* row = source.data() + Size{from.width, y}.area();
        for (const int x : columns)
            *next++ = row[x];
    }
}

} // namespace

Image resizePhoto(const Image& image, Size size)
{
    requireSizes(image.size(), size);
    return size == image.size() ? image : resampleWindow(image, {size, 0, 0, size});
}

LabelMap resizeLabels(const LabelMap& labels, Size size)
{
    requireSizes(labels.size(), size);
    if (size == labels.size())
        return labels;
    LabelMap result(size.width, size.height);
    copyNearest(labels.ids, labels.size(), result.ids, size);
    return result;
}

DepthMap resizeDepth(const DepthMap& depth, Size size)
{
    requireSizes(depth.size(), size);
    if (size == depth.size())
        return depth;
    DepthMap result(size.width, size.height);
    copyNearest(depth.metres, depth.size(), result.metres, size);
    return result;
}

Image shrinkToFit(const Image& image, int longSide)
{
    const int current = std::max(image.width, image.height);
    if (current <= longSide)
        return image;
    const double factor = static_cast<double>(longSide) / current;
    const auto scaled = [factor](int side) { return std::max(1, static_cast<int>(std::lround(side * factor))); };
    return resizePhoto(image, {scaled(image.width), scaled(image.height)});
}

} // namespace nectar
