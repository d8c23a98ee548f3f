// SPDX-License-Identifier: Apache-2.0
#include "core/explain/principal_directions.h"

#include "core/base/parallel.h"
#include "core/explain/symmetric_eigen.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

namespace nectar {

namespace {

constexpr int kTile = 32; ///< the covariance is computed in squares of this side, each by one thread
/// Variances below this part of the largest are what float features are rounded to, not a direction.
constexpr double kLeastVariance = 1e-12;
/// Likewise below this part of the mean squared length of a row: what is left of equal rows after centring.
constexpr double kLeastOfSquare = 1e-24;

std::size_t at(std::int64_t index) { return static_cast<std::size_t>(index); }

std::int64_t rowCount(std::span<const MatrixView> parts)
{
    return std::accumulate(parts.begin(), parts.end(), std::int64_t{0},
                           [](std::int64_t sum, const MatrixView& part) { return sum + part.rows; });
}

std::vector<double> meanRow(std::span<const MatrixView> parts)
{
    std::vector<double> mean(at(parts.front().cols));
    for (const MatrixView& part : parts)
        for (std::int64_t row = 0; row < part.rows; ++row)
            for (std::size_t i = 0; i < mean.size(); ++i)
                mean[i] += double(part.row(row)[i]);
    const auto rows = double(rowCount(parts));
    for (double& value : mean)
        value /= rows;
    return mean;
}

using TileSums = std::array<std::array<double, kTile>, kTile>;

/// Sums over all rows of (value - mean) of the columns from `first` times those of the columns from `second`.
TileSums tileSums(std::span<const MatrixView> parts, std::span<const double> mean, std::int64_t first,
                  std::int64_t second)
{
    TileSums sums{};
    std::array<double, kTile> left{}, right{}; // zero beyond the last column
    const auto centre = [&mean](std::array<double, kTile>& out, std::span<const float> row, std::int64_t from) {
        const std::size_t count = std::min<std::size_t>(kTile, row.size() - at(from));
        for (std::size_t i = 0; i < count; ++i)
            out[i] = double(row[at(from) + i]) - mean[at(from) + i];
    };
    for (const MatrixView& part : parts)
        for (std::int64_t row = 0; row < part.rows; ++row) {
            centre(left, part.row(row), first);
            centre(right, part.row(row), second);
            for (std::size_t i = 0; i < kTile; ++i)
                for (std::size_t j = 0; j < kTile; ++j)
                    sums[i][j] += left[i] * right[j];
        }
    return sums;
}

/// [dim, dim]
std::vector<double> covariance(std::span<const MatrixView> parts, std::span<const double> mean, const JobContext& ctx)
{
    const auto dim = static_cast<std::int64_t>(mean.size());
    const auto rows = double(rowCount(parts));
    const std::int64_t tiles = (dim + kTile - 1) / kTile;
    std::vector<double> result(mean.size() * mean.size());
    parallelFor(tiles * tiles, 1, ctx.stop, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t tile = from; tile < to; ++tile) {
            const std::int64_t first = tile / tiles * kTile;
            const std::int64_t second = tile % tiles * kTile;
            if (second < first)
                continue; // the mirror image of another
            const TileSums sums = tileSums(parts, mean, first, second);
            for (std::int64_t i = first; i < std::min(dim, first + kTile); ++i)
                for (std::int64_t j = second; j < std::min(dim, second + kTile); ++j)
                    result[at(i * dim + j)] = result[at(j * dim + i)] = sums[at(i - first)][at(j - second)] / rows;
        }
    });
    return result;
}

double meanSquare(std::span<const double> mean, double variance)
{
    return std::inner_product(mean.begin(), mean.end(), mean.begin(), variance);
}

/// Turned so that the value of the largest magnitude is positive.
std::vector<double> withSign(std::vector<double> direction)
{
    const auto largest =
        std::ranges::max_element(direction, [](double x, double y) { return std::abs(x) < std::abs(y); });
    if (*largest < 0)
        for (double& value : direction)
            value = -value;
    return direction;
}

} // namespace

PrincipalDirections principalDirections(std::span<const MatrixView> parts, int count, const JobContext& ctx)
{
    assert(count > 0 && rowCount(parts) > 0 && parts.front().cols <= kMostDimensions);
    ctx.step(0, 2, "finding the main components");
    PrincipalDirections result;
    result.mean = meanRow(parts);
    const std::size_t dim = result.mean.size();
    const std::vector<double> matrix = covariance(parts, result.mean, ctx);
    ctx.step(1, 2, "finding the main components");
    Eigenvectors eigen = largestEigenvectors(matrix, std::min(count, static_cast<int>(dim)), ctx);
    double variance = 0;
    for (std::size_t i = 0; i < dim; ++i)
        variance += matrix[i * dim + i];
    const double least = std::max(kLeastVariance * eigen.values[0], kLeastOfSquare * meanSquare(result.mean, variance));
    for (std::size_t k = 0; k < eigen.values.size() && eigen.values[k] > least; ++k) {
        result.directions.push_back(withSign(std::move(eigen.vectors[k])));
        result.shares.push_back(eigen.values[k] / variance);
    }
    ctx.step(2, 2, "finding the main components");
    return result;
}

} // namespace nectar
