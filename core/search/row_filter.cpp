// SPDX-License-Identifier: Apache-2.0
#include "core/search/neighbour_index.h"

namespace nectar {

RowFilter::RowFilter(std::int64_t rows) : m_words(static_cast<std::size_t>((rows + 63) / 64 + 1), ~std::uint64_t{0}) {}

void RowFilter::forbid(std::uint32_t first, std::uint32_t last)
{
    for (std::uint32_t row = first; row < last; ++row)
        m_words[row / 64] &= ~(std::uint64_t{1} << (row % 64));
}

void RowFilter::allow(std::uint32_t first, std::uint32_t last)
{
    if (m_words.empty())
        return;
    for (std::uint32_t row = first; row < last; ++row)
        m_words[row / 64] |= std::uint64_t{1} << (row % 64);
}

} // namespace nectar
