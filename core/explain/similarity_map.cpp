// SPDX-License-Identifier: Apache-2.0
#include "core/explain/similarity_map.h"

#include "core/base/error.h"
#include "core/base/similarity.h"

#include <string>

namespace nectar {

std::vector<float> meanQuery(MatrixView queries, std::span<const int> patches)
{
    if (patches.empty())
        throw Error(ErrorCode::BadOption, "similarity to nothing: no patch is chosen; choose one at least");
    std::vector<double> sum(static_cast<std::size_t>(queries.cols));
    for (const int patch : patches) {
        if (patch < 0 || patch >= queries.rows)
            throw Error(ErrorCode::BadOption, "there is no patch " + std::to_string(patch) +
                                                  ": the picture has patches 0 to " + std::to_string(queries.rows - 1));
        const auto row = queries.row(patch);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += double(row[i]);
    }
    std::vector<float> mean(sum.size());
    for (std::size_t i = 0; i < sum.size(); ++i)
        mean[i] = static_cast<float>(sum[i] / double(patches.size()));
    return mean;
}

std::vector<float> similarityMap(MatrixView queries, std::span<const int> patches)
{
    const std::vector<float> query = meanQuery(queries, patches);
    std::vector<float> similarities(static_cast<std::size_t>(queries.rows));
    for (std::int64_t row = 0; row < queries.rows; ++row)
        similarities[static_cast<std::size_t>(row)] = exactSimilarity(query, queries.row(row));
    return similarities;
}

std::vector<float> similaritiesInImage(const MemoryBank& bank, std::uint32_t image, std::span<const float> query)
{
    if (image >= bank.images().size())
        throw Error(ErrorCode::BadOption, "there is no prompt image " + std::to_string(image) + ": the bank has " +
                                              std::to_string(bank.images().size()));
    if (std::ssize(query) != bank.info().dim)
        throw Error(ErrorCode::Mismatch, "picture and bank do not belong together: its features have " +
                                             std::to_string(query.size()) + " numbers, the bank's " +
                                             std::to_string(bank.info().dim) + "; read it with the bank's backbone");
    const RowRange rows = bank.rowsOfImage(image);
    std::vector<float> similarities;
    similarities.reserve(rows.last - rows.first);
    for (std::uint32_t row = rows.first; row < rows.last; ++row)
        similarities.push_back(exactSimilarity(query, bank.keyOf(row)));
    return similarities;
}

} // namespace nectar
