// SPDX-License-Identifier: Apache-2.0
#include "core/memory/patch_targets.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace nectar {

int LabelTargetsView::count(std::int64_t entry, int classIndex) const
{
    for (const ClassCount& part : counts(entry))
        if (part.classIndex == classIndex)
            return part.count;
    return 0;
}

int LabelTargetsView::validCount(std::int64_t entry) const
{
    int valid = 0;
    for (const ClassCount& part : counts(entry))
        valid += part.count;
    return valid;
}

namespace {

void requireInputSize(Size map, const PatchGrid& grid, const char* what)
{
    const Size input = grid.inputSize();
    if (map != input)
        throw Error(ErrorCode::Mismatch, std::string("cannot compute patch targets: the ") + what + " is " +
                                             std::to_string(map.width) + "x" + std::to_string(map.height) +
                                             ", the network input " + std::to_string(input.width) + "x" +
                                             std::to_string(input.height));
    if (grid.patchSize > 255)
        throw Error(ErrorCode::Unsupported, "patches larger than 255 pixels are not supported");
}

/// Appends the counts of one patch, sorted by class.
void appendPatch(const LabelMap& labels, const PatchGrid& grid, PatchIndex patch, LabelTargets& targets)
{
    // A patch shows few classes: a short sorted list beats a table of all classes.
    const std::size_t first = targets.entries.size();
    for (int y = patch.row * grid.patchSize; y < (patch.row + 1) * grid.patchSize; ++y)
        for (int x = patch.col * grid.patchSize; x < (patch.col + 1) * grid.patchSize; ++x) {
            const std::uint16_t id = labels.at(x, y);
            if (id == kVoid)
                continue;
            auto place =
                std::find_if(targets.entries.begin() + static_cast<std::ptrdiff_t>(first), targets.entries.end(),
                             [id](const ClassCount& entry) { return entry.classIndex >= id; });
            if (place == targets.entries.end() || place->classIndex != id)
                place = targets.entries.insert(place, ClassCount{id, 0});
            ++place->count;
        }
    targets.offsets.push_back(static_cast<std::uint32_t>(targets.entries.size()));
}

} // namespace

LabelTargets makeLabelTargets(const LabelMap& labels, const PatchGrid& grid)
{
    requireInputSize(labels.size(), grid, "label map");
    LabelTargets targets;
    targets.patchPixels = grid.patchSize * grid.patchSize;
    for (int patch = 0; patch < grid.count(); ++patch)
        appendPatch(labels, grid, patchAt(grid, patch), targets);
    return targets;
}

DepthTargets makeDepthTargets(const DepthMap& depth, const PatchGrid& grid)
{
    requireInputSize(depth.size(), grid, "depth map");
    DepthTargets targets;
    targets.patchPixels = grid.patchSize * grid.patchSize;
    for (int patch = 0; patch < grid.count(); ++patch) {
        const PatchIndex at = patchAt(grid, patch);
        double sum = 0;
        int valid = 0;
        for (int y = at.row * grid.patchSize; y < (at.row + 1) * grid.patchSize; ++y)
            for (int x = at.col * grid.patchSize; x < (at.col + 1) * grid.patchSize; ++x)
                if (const float metres = depth.at(x, y); std::isfinite(metres) && metres > 0) {
                    sum += metres;
                    ++valid;
                }
        targets.metres.push_back(valid > 0 ? static_cast<float>(sum / valid) : 0.f);
        targets.validCounts.push_back(static_cast<std::uint16_t>(valid));
    }
    return targets;
}

} // namespace nectar
