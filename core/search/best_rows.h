// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/matrix.h"
#include "core/search/neighbour_index.h"

namespace nectar {

/// A candidate neighbour: its score, approximate or exact, and where its key lies.
struct RowCandidate {
    float score;
    std::uint32_t position; ///< storage position
};

/// Keeps what can still be among the k best rows of one query, in bounded memory (2 k + 64 candidates). Scores may be
/// off by `error` from exactSimilarity(); nothing that the exact order would keep is ever dropped. Ties go to the lower
/// row id.
class BestRows {
public:
    BestRows(const KeyRows& keys, std::span<const float> query, int k, float error);

    /// A score below it cannot matter any more.
    float threshold() const { return m_threshold; }
    void add(RowCandidate candidate)
    {
        m_candidates.push_back(candidate);
        if (m_candidates.size() == m_capacity)
            compact();
    }
    void merge(const BestRows& other);
    /// Exact similarities, best first, into ids and similarities [k].
    void finish(std::span<std::uint32_t> ids, std::span<float> similarities);

private:
    void compact();
    void keepExact();

    const KeyRows* m_keys;
    std::span<const float> m_query;
    std::size_t m_k;
    std::size_t m_capacity;
    float m_error;
    float m_threshold = -std::numeric_limits<float>::infinity();
    std::vector<RowCandidate> m_candidates;
};

/// Bound on |computed − exactSimilarity| for any order of summation in fp32, for norms up to queryNorm and 1.01.
float scoreError(int dim, float queryNorm);

} // namespace nectar
