// SPDX-License-Identifier: Apache-2.0
#include "core/decode/click_similarities.h"

#include "core/base/parallel.h"
#include "core/base/similarity.h"

#include <algorithm>

namespace nectar {

std::int64_t ClickSimilarities::follow(MatrixView queries, const ClickBank& bank, const JobContext& ctx)
{
    const MatrixView keys = bank.keys();
    if (bank.size() > 0 && queries.cols != keys.cols)
        throw Error(ErrorCode::Mismatch, "the patches of a picture have " + std::to_string(queries.cols) +
                                             " features, and the clicks " + std::to_string(keys.cols) +
                                             "; all pictures need the same backbone");
    const auto columnOf = [this](std::uint32_t id) -> std::vector<float>* {
        const auto found = std::ranges::lower_bound(m_ids, id);
        return found == m_ids.end() || *found != id ? nullptr
                                                    : &m_columns[static_cast<std::size_t>(found - m_ids.begin())];
    };
    std::vector<std::int64_t> missing; // positions in the bank
    for (std::int64_t click = 0; click < bank.size(); ++click)
        if (m_patches != queries.rows || !columnOf(bank.ids()[static_cast<std::size_t>(click)]))
            missing.push_back(click);
    std::vector<std::vector<float>> computed(missing.size(),
                                             std::vector<float>(static_cast<std::size_t>(queries.rows)));
    parallelFor(missing.empty() ? 0 : queries.rows, 64, ctx.stop, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t patch = first; patch < last; ++patch)
            for (std::size_t c = 0; c < missing.size(); ++c)
                computed[c][static_cast<std::size_t>(patch)] =
                    exactSimilarity(queries.row(patch), keys.row(missing[c]));
    });

    std::vector<std::vector<float>> columns;
    auto next = missing.begin();
    for (std::int64_t click = 0; click < bank.size(); ++click)
        if (next != missing.end() && *next == click)
            columns.push_back(std::move(computed[static_cast<std::size_t>(next++ - missing.begin())]));
        else
            columns.push_back(std::move(*columnOf(bank.ids()[static_cast<std::size_t>(click)])));
    m_columns = std::move(columns);
    m_ids.assign(bank.ids().begin(), bank.ids().end());
    m_patches = queries.rows;
    return static_cast<std::int64_t>(missing.size());
}

bool ClickSimilarities::belongsTo(const ClickBank& bank) const { return std::ranges::equal(m_ids, bank.ids()); }

} // namespace nectar
