// SPDX-License-Identifier: Apache-2.0
#include "core/decode/click_threshold.h"

#include "core/base/parallel.h"
#include "core/base/similarity.h"
#include "core/decode/click_similarities.h"

#include <algorithm>

namespace nectar {

namespace {

float middle(float a, float b) { return a + (b - a) / 2; }

float medianOf(const std::vector<float>& sorted)
{
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : middle(sorted[half - 1], sorted[half]);
}

/// How many of some ascending values are below a similarity.
std::int64_t countBelow(const std::vector<float>& sorted, float similarity)
{
    return std::ranges::lower_bound(sorted, similarity) - sorted.begin();
}

} // namespace

ClickPairs clickPairs(const ClickBank& bank, const JobContext& ctx)
{
    const MatrixView keys = bank.keys();
    const auto classes = bank.classes();
    std::vector<ClickPairs> pairsOf(static_cast<std::size_t>(bank.size())); // of each click with those before it
    parallelFor(bank.size(), 16, ctx.stop, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t a = first; a < last; ++a)
            for (std::int64_t b = 0; b < a; ++b) {
                const std::uint16_t classA = classes[static_cast<std::size_t>(a)];
                const bool isSame = classA == classes[static_cast<std::size_t>(b)];
                if (isSame && classA == kOtherClass)
                    continue;
                ClickPairs& pairs = pairsOf[static_cast<std::size_t>(a)];
                (isSame ? pairs.same : pairs.different).push_back(exactSimilarity(keys.row(a), keys.row(b)));
            }
    });
    ClickPairs all;
    for (const ClickPairs& pairs : pairsOf) {
        all.same.insert(all.same.end(), pairs.same.begin(), pairs.same.end());
        all.different.insert(all.different.end(), pairs.different.begin(), pairs.different.end());
    }
    return all;
}

float separatingThreshold(ClickPairs pairs)
{
    std::vector<float>&same = pairs.same, &different = pairs.different;
    std::ranges::sort(same);
    std::ranges::sort(different);
    if (same.empty())
        return different.empty() ? kUsualThreshold : medianOf(different);
    if (different.empty())
        return same.front();
    std::vector<float> values;
    std::ranges::merge(same, different, std::back_inserter(values));
    values.erase(std::unique(values.begin(), values.end()), values.end());
    // Shares times both counts, as whole numbers: equally good is exactly equal.
    const auto sameCount = static_cast<std::int64_t>(same.size());
    const auto differentCount = static_cast<std::int64_t>(different.size());
    std::size_t best = 0;
    std::int64_t bestScore = -1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::int64_t score =
            (sameCount - countBelow(same, values[i])) * differentCount + countBelow(different, values[i]) * sameCount;
        if (score > bestScore) {
            bestScore = score;
            best = i;
        }
    }
    return best == 0 ? values[0] : middle(values[best - 1], values[best]);
}

float defaultThreshold(const ClickBank& bank, const JobContext& ctx)
{
    return separatingThreshold(clickPairs(bank, ctx));
}

} // namespace nectar
