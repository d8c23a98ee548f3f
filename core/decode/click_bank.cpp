// SPDX-License-Identifier: Apache-2.0
#include "core/decode/click_bank.h"

#include "core/base/parallel.h"
#include "core/base/similarity.h"
#include "core/decode/click_similarities.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

namespace nectar {

namespace {

constexpr std::int64_t kBlock = 64;

void requireClassCount(int count, int lowest)
{
    if (count < lowest || count > kVoid)
        throw Error(ErrorCode::BadOption, "there cannot be " + std::to_string(count) +
                                              " classes of clicks; allowed are " + std::to_string(lowest) + " to " +
                                              std::to_string(kVoid));
}

/// A click and its similarity to a patch as one number: the better of two is the larger, at equal similarity that of
/// the earlier click. Such numbers are sorted several times as fast as pairs.
std::uint64_t rankOf(float similarity, std::size_t click)
{
    constexpr std::uint32_t kSign = 0x80000000;
    const auto bits = std::bit_cast<std::uint32_t>(similarity + 0.f); // -0 as 0
    const std::uint32_t ascending = bits & kSign ? ~bits : bits | kSign;
    return std::uint64_t{ascending} << 32 | ~static_cast<std::uint32_t>(click);
}

std::size_t clickOf(std::uint64_t rank) { return ~static_cast<std::uint32_t>(rank); }

/// The k best of some ranks come first, in order.
void selectBest(std::vector<std::uint64_t>& ranks, std::size_t k)
{
    const auto end = ranks.begin() + static_cast<std::ptrdiff_t>(k);
    if (end != ranks.end())
        std::nth_element(ranks.begin(), end, ranks.end(), std::greater{});
    std::sort(ranks.begin(), end, std::greater{});
}

} // namespace

ClickBank::ClickBank(int classCount) : m_classCount(classCount) { requireClassCount(classCount, 1); }

std::uint32_t ClickBank::add(std::span<const float> feature, std::uint16_t classIndex)
{
    const std::uint32_t id = m_nextId;
    insert(id, feature, classIndex);
    return id;
}

void ClickBank::insert(std::uint32_t id, std::span<const float> feature, std::uint16_t classIndex)
{
    if (classIndex >= m_classCount)
        throw Error(ErrorCode::BadOption, "a click has class " + std::to_string(classIndex) + ", and there are " +
                                              std::to_string(m_classCount) + " classes; add the class first");
    if (size() >= kMostClicks)
        throw Error(ErrorCode::BadOption, "there are " + std::to_string(kMostClicks) +
                                              " clicks, and no more are possible; take some back, or build a bank from "
                                              "the masks");
    const auto dim = static_cast<std::int64_t>(feature.size());
    if (size() > 0 && dim != m_keys.cols)
        throw Error(ErrorCode::Mismatch, "a clicked patch has " + std::to_string(dim) +
                                             " features, and those before it " + std::to_string(m_keys.cols) +
                                             "; all pictures need the same backbone");
    const auto place = std::ranges::lower_bound(m_ids, id);
    if (place != m_ids.end() && *place == id)
        throw Error(ErrorCode::BadOption, "click " + std::to_string(id) + " is there already; erase it first");
    const auto position = place - m_ids.begin();
    m_keys.cols = dim;
    m_keys.values.insert(m_keys.values.begin() + position * dim, feature.begin(), feature.end());
    ++m_keys.rows;
    normaliseRow(m_keys.row(position));
    m_classes.insert(m_classes.begin() + position, classIndex);
    m_ids.insert(place, id);
    m_nextId = std::max(m_nextId, id + 1);
}

bool ClickBank::erase(std::uint32_t id)
{
    const auto found = std::ranges::lower_bound(m_ids, id);
    if (found == m_ids.end() || *found != id)
        return false;
    const auto position = found - m_ids.begin();
    const auto first = m_keys.values.begin() + position * m_keys.cols;
    m_keys.values.erase(first, first + m_keys.cols);
    --m_keys.rows;
    m_classes.erase(m_classes.begin() + position);
    m_ids.erase(found);
    return true;
}

void ClickBank::setClassCount(int classCount)
{
    requireClassCount(classCount, m_classCount);
    m_classCount = classCount;
}

PatchVotes ClickBank::votes(const ClickSimilarities& similarities, const DecodeOptions& options, float threshold,
                            const JobContext& ctx) const
{
    throwIfIssues(optionIssues(options));
    if (!std::isfinite(threshold))
        throw Error(ErrorCode::BadOption, "the threshold of similarity is no number; give one from -1 to 1");
    if (!similarities.belongsTo(*this))
        throw Error(ErrorCode::Mismatch, "the similarities are those of other clicks; bring them up to date first");
    PatchVotes votes;
    votes.scores = Matrix(similarities.patches(), m_classCount);
    votes.mass.assign(static_cast<std::size_t>(similarities.patches()), 0.f);
    const auto clicks = static_cast<std::size_t>(size());
    const std::size_t k = std::min(static_cast<std::size_t>(options.neighbours), clicks);
    parallelFor(clicks == 0 ? 0 : similarities.patches(), kBlock, ctx.stop, [&](std::int64_t first, std::int64_t last) {
        const auto count = static_cast<std::size_t>(last - first);
        std::vector<float> block(count * clicks); // [patches, clicks]: a patch's similarities side by side
        for (std::size_t click = 0; click < clicks; ++click) {
            const auto column = similarities.column(static_cast<std::int64_t>(click));
            for (std::size_t patch = 0; patch < count; ++patch)
                block[patch * clicks + click] = column[static_cast<std::size_t>(first) + patch];
        }
        std::vector<std::uint64_t> ranks(clicks);
        std::vector<float> best(k);
        for (std::size_t patch = 0; patch < count; ++patch) {
            const std::span<const float> row(block.data() + patch * clicks, clicks);
            if (!(*std::max_element(row.begin(), row.end()) >= threshold))
                continue;
            for (std::size_t click = 0; click < clicks; ++click)
                ranks[click] = rankOf(row[click], click);
            selectBest(ranks, k);
            for (std::size_t i = 0; i < k; ++i)
                best[i] = row[clickOf(ranks[i])];
            const std::vector<float> weights = neighbourWeights(best, static_cast<int>(k), options.temperature);
            const std::int64_t q = first + static_cast<std::int64_t>(patch);
            const std::span<float> scores = votes.scores.row(q);
            float mass = 0;
            for (std::size_t i = 0; i < k; ++i) {
                scores[m_classes[clickOf(ranks[i])]] += weights[i];
                mass += weights[i];
            }
            for (float& score : scores)
                score /= mass;
            votes.mass[static_cast<std::size_t>(q)] = mass;
        }
    });
    return votes;
}

PatchVotes ClickBank::votes(MatrixView queries, const DecodeOptions& options, float threshold,
                            const JobContext& ctx) const
{
    ClickSimilarities similarities;
    similarities.follow(queries, *this, ctx);
    return votes(similarities, options, threshold, ctx);
}

} // namespace nectar
