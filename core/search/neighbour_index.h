// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"
#include "core/base/matrix.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace nectar {

inline constexpr std::uint32_t kNoRow = 0xFFFFFFFF;
inline constexpr int kMaxNeighbours = 256;

/// Which row ids may be neighbours; the default allows all.
class RowFilter {
public:
    RowFilter() = default;
    /// Everything allowed, to be narrowed by forbid().
    explicit RowFilter(std::int64_t rows);
    void forbid(std::uint32_t first, std::uint32_t last); ///< row ids [first, last)
    void allow(std::uint32_t first, std::uint32_t last);
    bool allowsAll() const { return m_words.empty(); }
    bool allows(std::uint32_t row) const { return m_words.empty() || (m_words[row / 64] >> (row % 64) & 1u); }

private:
    std::vector<std::uint64_t> m_words;
};

struct SearchRequest {
    int k = 30; ///< 1 to kMaxNeighbours
    RowFilter allowed;
};

/// Result of a search: [queries, k], best first; missing results at the end: id kNoRow, similarity −inf.
struct Neighbours {
    std::int64_t queries = 0;
    int k = 0;
    std::vector<std::uint32_t> ids;
    std::vector<float> similarities;

    Neighbours() = default;
    Neighbours(std::int64_t q, int neighbours)
        : queries(q), k(neighbours), ids(static_cast<std::size_t>(q * neighbours), kNoRow),
          similarities(static_cast<std::size_t>(q * neighbours), -std::numeric_limits<float>::infinity())
    {}
    std::span<const std::uint32_t> idsOf(std::int64_t query) const
    {
        return std::span(ids).subspan(static_cast<std::size_t>(query * k), static_cast<std::size_t>(k));
    }
    std::span<const float> similaritiesOf(std::int64_t query) const
    {
        return std::span(similarities).subspan(static_cast<std::size_t>(query * k), static_cast<std::size_t>(k));
    }
};

/// The neighbours of all patches of one image with k = kMaxNeighbours: all interaction is arithmetic on it.
using NeighbourTable = Neighbours;

/// k nearest keys by cosine similarity. Immutable after making; search() is const and thread-safe.
class NeighbourIndex {
public:
    virtual ~NeighbourIndex() = default;
    /// queries [q, dim], L2-normalised. Order and similarities are those of exactSimilarity(), ties by lower row id.
    /// Errors: BadOption (k, dim, a query that is not finite), Cancelled within 100 ms of a stop request.
    virtual Neighbours search(MatrixView queries, const SearchRequest& request, const JobContext& ctx) const = 0;
    virtual std::string describe() const = 0; ///< "exact (AVX-512)"
};

/// Scans every key: the reference.
std::unique_ptr<NeighbourIndex> makeExactIndex(std::shared_ptr<const KeyRows> keys);

} // namespace nectar
