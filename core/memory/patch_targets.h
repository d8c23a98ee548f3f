// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/patch_grid.h"

#include <cstdint>
#include <span>
#include <vector>

namespace nectar {

/// One class of a patch: how many of its pixels have it.
struct ClassCount {
    std::uint16_t classIndex = 0;
    std::uint16_t count = 0;
    friend bool operator==(const ClassCount&, const ClassCount&) = default;
};

/// Exact class counts per entry in compressed rows (method.md 2): entry e has entries [offsets[e], offsets[e+1]),
/// sorted by class. Void pixels are in no entry: patchPixels - validCount(e). Spans may point into a mapped file.
struct LabelTargetsView {
    std::span<const std::uint32_t> offsets; ///< [n + 1]
    std::span<const ClassCount> entries;
    int patchPixels = 0; ///< pixels of a whole patch, p²

    std::int64_t size() const { return offsets.empty() ? 0 : static_cast<std::int64_t>(offsets.size()) - 1; }
    std::span<const ClassCount> counts(std::int64_t entry) const
    {
        const auto e = static_cast<std::size_t>(entry);
        return entries.subspan(offsets[e], offsets[e + 1] - offsets[e]);
    }
    int count(std::int64_t entry, int classIndex) const;
    /// Labelled pixels; 0: the entry is empty (l = ∅).
    int validCount(std::int64_t entry) const;
};

struct LabelTargets {
    std::vector<std::uint32_t> offsets{0};
    std::vector<ClassCount> entries;
    int patchPixels = 0;

    LabelTargetsView view() const { return {offsets, entries, patchPixels}; }
};

/// Mean depth of the valid pixels per entry, and how many there are; 0 valid: empty.
struct DepthTargetsView {
    std::span<const float> metres;              ///< [n]
    std::span<const std::uint16_t> validCounts; ///< [n]
    int patchPixels = 0;
    std::int64_t size() const { return static_cast<std::int64_t>(metres.size()); }
};

struct DepthTargets {
    std::vector<float> metres;
    std::vector<std::uint16_t> validCounts;
    int patchPixels = 0;

    DepthTargetsView view() const { return {metres, validCounts, patchPixels}; }
};

/// Targets of every patch of the grid, row-major; the map has the grid's input size (throws Mismatch otherwise).
LabelTargets makeLabelTargets(const LabelMap& labels, const PatchGrid& grid);
/// Valid = finite and > 0.
DepthTargets makeDepthTargets(const DepthMap& depth, const PatchGrid& grid);

} // namespace nectar
