// SPDX-License-Identifier: Apache-2.0
#include "core/search/best_rows.h"

#include "core/base/similarity.h"

#include <algorithm>

namespace nectar {

namespace {

constexpr std::size_t kSlack = 64;

} // namespace

float scoreError(int dim, float queryNorm)
{
    // Each computed sum of n products is within n·u/(1 − n·u) · |q|·|r| of the true one (Higham), u = 2^-24; the two
    // sums differ by at most the two bounds together. exactSimilarity adds dim/16 terms a lane and 4 levels.
    constexpr double kUnit = 0x1p-24;
    constexpr double kLargestRowNorm = 1.01;
    const double terms = dim + dim / 16. + 8;
    return static_cast<float>(1.01 * terms * kUnit * queryNorm * kLargestRowNorm);
}

BestRows::BestRows(const KeyRows& keys, std::span<const float> query, int k, float error)
    : m_keys(&keys), m_query(query), m_k(static_cast<std::size_t>(k)), m_capacity(2 * m_k + kSlack), m_error(error)
{
    m_candidates.reserve(m_capacity);
}

void BestRows::compact()
{
    const auto kth = m_candidates.begin() + static_cast<std::ptrdiff_t>(m_k) - 1;
    std::nth_element(m_candidates.begin(), kth, m_candidates.end(),
                     [](const RowCandidate& a, const RowCandidate& b) { return a.score > b.score; });
    // k rows are at least kth − error; a row below kth − 2·error is less than that.
    m_threshold = std::max(m_threshold, kth->score - 2 * m_error);
    std::erase_if(m_candidates, [this](const RowCandidate& c) { return c.score < m_threshold; });
    if (m_candidates.size() > m_k + kSlack)
        keepExact(); // many rows alike: only the exact order can tell which stay
}

void BestRows::keepExact()
{
    for (RowCandidate& candidate : m_candidates)
        candidate.score = exactSimilarity(m_query, m_keys->rows.row(candidate.position));
    const std::size_t kept = std::min(m_k, m_candidates.size());
    std::partial_sort(m_candidates.begin(), m_candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                      m_candidates.end(), [this](const RowCandidate& a, const RowCandidate& b) {
                          return a.score != b.score ? a.score > b.score
                                                    : m_keys->rowId(a.position) < m_keys->rowId(b.position);
                      });
    m_candidates.resize(kept);
    if (kept == m_k)
        m_threshold = std::max(m_threshold, m_candidates.back().score - m_error);
}

void BestRows::merge(const BestRows& other)
{
    for (const RowCandidate& candidate : other.m_candidates)
        if (candidate.score >= m_threshold)
            add(candidate);
}

void BestRows::finish(std::span<std::uint32_t> ids, std::span<float> similarities)
{
    if (m_candidates.size() > m_k) // cheap cut first: each exact score reads a row of the bank
        compact();
    keepExact();
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
        ids[i] = m_keys->rowId(m_candidates[i].position);
        similarities[i] = m_candidates[i].score;
    }
}

} // namespace nectar
