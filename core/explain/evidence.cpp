// SPDX-License-Identifier: Apache-2.0
#include "core/explain/evidence.h"

#include "core/explain/votes.h"

#include <algorithm>
#include <numeric>

namespace nectar {

namespace {

void require(const NeighbourTable& table, std::span<const int> patches, const DecodeOptions& options)
{
    throwIfIssues(optionIssues(options));
    for (const int patch : patches)
        requirePatch(table, patch);
}

/// Patches that have a neighbour: what a sum of weights is divided by.
double voters(const NeighbourTable& table, std::span<const int> patches)
{
    const auto count =
        std::ranges::count_if(patches, [&](int patch) { return table.k > 0 && table.idsOf(patch)[0] != kNoRow; });
    return std::max(double(count), 1.);
}

/// Sums the shares of equal rows; rows ascending.
std::vector<RowShare> summed(std::vector<RowShare> parts, double voters)
{
    std::ranges::stable_sort(parts, {}, &RowShare::row); // stable: a sum of doubles depends on its order
    std::vector<RowShare> rows;
    for (const RowShare& part : parts) {
        if (rows.empty() || rows.back().row != part.row)
            rows.push_back({part.row, 0});
        rows.back().share += part.share;
    }
    for (RowShare& row : rows)
        row.share /= voters;
    return rows;
}

} // namespace

std::vector<ImageShare> imageShares(const NeighbourTable& table, const MemoryBank& bank, std::span<const int> patches,
                                    const DecodeOptions& options)
{
    require(table, patches, options);
    std::vector<ImageShare> shares(bank.images().size());
    const auto origins = bank.origins();
    for (const int patch : patches)
        forNeighbours(table, patch, options, [&](std::uint32_t row, int, float similarity, float weight) {
            ImageShare& share = shares[origins[row].image];
            share.best = share.entries == 0 ? similarity : std::max(share.best, similarity);
            share.share += weight;
            ++share.entries;
        });
    const double divisor = voters(table, patches);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        shares[i].image = static_cast<std::uint32_t>(i);
        shares[i].share /= divisor;
    }
    std::erase_if(shares, [](const ImageShare& share) { return share.entries == 0; });
    std::ranges::stable_sort(shares, std::ranges::greater{}, &ImageShare::share);
    return shares;
}

std::vector<RowShare> rowShares(const NeighbourTable& table, const MemoryBank& bank, std::span<const int> patches,
                                std::uint32_t image, const DecodeOptions& options)
{
    require(table, patches, options);
    const RowRange range = bank.rowsOfImage(image);
    std::vector<RowShare> parts;
    for (const int patch : patches)
        forNeighbours(table, patch, options, [&](std::uint32_t row, int, float, float weight) {
            if (range.first <= row && row < range.last)
                parts.push_back({row, weight});
        });
    return summed(std::move(parts), voters(table, patches));
}

std::vector<RowShare> strongestRows(const NeighbourTable& table, std::span<const int> patches, std::size_t most,
                                    const DecodeOptions& options)
{
    require(table, patches, options);
    std::vector<RowShare> parts;
    for (const int patch : patches)
        forNeighbours(table, patch, options, [&](std::uint32_t row, int, float, float weight) {
            parts.push_back({row, weight});
        });
    std::vector<RowShare> rows = summed(std::move(parts), voters(table, patches));
    std::ranges::stable_sort(rows, std::ranges::greater{}, &RowShare::share);
    rows.resize(std::min(rows.size(), most));
    return rows;
}

std::vector<int> allPatches(const NeighbourTable& table)
{
    std::vector<int> patches(static_cast<std::size_t>(table.queries));
    std::iota(patches.begin(), patches.end(), 0);
    return patches;
}

} // namespace nectar
