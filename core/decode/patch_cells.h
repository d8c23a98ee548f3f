// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"

#include <array>

namespace nectar {

// How pixels lie between patches: what up-sampling labels and depth has in common (method.md 4).

/// Two neighbouring patches and the weight of the second: bilinear with half-pixel centres, clamped at the border.
struct Tap {
    int first, second;
    float weight;
    bool onCentre; ///< exactly on the centre of a patch that has patches on both sides
};

using FourPatches = std::array<std::int64_t, 4>;
FourPatches patchesAt(const PatchGrid& grid, const Tap& y, const Tap& x);
bool allKnown(const PatchVotes& votes, const FourPatches& patches);

/// Of the four patches at a pixel y and x of the way from the first to the last.
inline std::array<float, 4> bilinearWeights(float y, float x)
{
    return {(1 - y) * (1 - x), (1 - y) * x, y * (1 - x), y * x};
}

/// The four patches around a pixel; weight 0 where the patch is unknown.
struct Corners {
    FourPatches patch;
    std::array<float, 4> weight;
    float total = 0;
};

/// A picture over its patch grid. Pixels with the same four patches around them lie in one cell; a row of pixels has as
/// many cells as there are columns of patches.
struct PatchCells {
    /// Throws Mismatch where votes and grid do not belong together.
    PatchCells(const PatchVotes& patchVotes, const PatchGrid& patchGrid, Size pictureSize);
    /// Calls visit(cell, first pixel, pixel after the last) for the cells that pixels of a row lie in.
    template <class Visit>
    void visitRow(Visit&& visit) const
    {
        for (std::size_t cell = 0; cell + 1 < starts.size(); ++cell)
            if (starts[cell] < starts[cell + 1])
                visit(cell, starts[cell], starts[cell + 1]);
    }
    Corners cornersOf(int x, int y) const;
    const Tap& x(int pixel) const { return xs[static_cast<std::size_t>(pixel)]; }
    const Tap& y(int pixel) const { return ys[static_cast<std::size_t>(pixel)]; }

    const PatchVotes& votes;
    PatchGrid grid;
    Size size;
    std::vector<Tap> xs, ys;
    std::vector<int> starts; ///< the pixels of cell c run from starts[c] to starts[c + 1]
};

} // namespace nectar
