// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/click_bank.h"

namespace nectar {

/// Similarities of all patches of one picture to all clicks, kept between clicks: a new click costs one column, a click
/// that was taken back nothing. Each is exactSimilarity() of two
/// fp32 vectors.
class ClickSimilarities {
public:
    /// Brings the columns up to date with the bank. queries [patches, dim], L2-normalised: the same at each call, as
    /// the bank is. Returns how many columns were computed. Cancelled: they are as they were. Throws Mismatch where
    /// queries and clicks have different dims.
    std::int64_t follow(MatrixView queries, const ClickBank& bank, const JobContext& ctx);

    std::int64_t patches() const { return m_patches; }
    /// [patches] similarities to the bank's click at this position.
    std::span<const float> column(std::int64_t click) const { return m_columns[static_cast<std::size_t>(click)]; }
    /// Is there a column for each click of the bank, and no other?
    bool belongsTo(const ClickBank& bank) const;

private:
    std::int64_t m_patches = 0;
    std::vector<std::uint32_t> m_ids; ///< of the clicks, ascending
    std::vector<std::vector<float>> m_columns;
};

} // namespace nectar
