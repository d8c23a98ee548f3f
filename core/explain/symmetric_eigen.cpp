// SPDX-License-Identifier: Apache-2.0
#include "core/explain/symmetric_eigen.h"

#include "core/base/parallel.h"
#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

namespace nectar {

namespace {

constexpr std::size_t kSearched = 8; ///< columns in the search: those beyond the wanted ones make it converge faster
constexpr double kResidual = 1e-10;  ///< of the eigenvalue
constexpr double kRounding = 1e-13;  ///< of the largest eigenvalue: what double arithmetic leaves anyway
constexpr int kMostRounds = 20'000;  ///< covariances of real features need 15 to 40, of noise some hundreds

/// kSearched columns of `dim` values; a column of zeros takes no part.
struct Columns {
    explicit Columns(std::size_t dim) : rows(dim) {}
    std::vector<std::array<double, kSearched>> rows;

    double dot(std::size_t a, std::size_t b) const
    {
        return std::accumulate(rows.begin(), rows.end(), 0.,
                               [&](double sum, const auto& row) { return sum + row[a] * row[b]; });
    }
    std::vector<double> column(std::size_t k) const
    {
        std::vector<double> values;
        for (const auto& row : rows)
            values.push_back(row[k]);
        return values;
    }
    void scale(std::size_t column, double factor)
    {
        for (auto& row : rows)
            row[column] *= factor;
    }
};

/// Makes the columns orthogonal and of length 1; one that is a mixture of those before it becomes zero.
void orthonormalise(Columns& columns)
{
    constexpr double kMixture = 1e-13;
    for (std::size_t k = 0; k < kSearched; ++k) {
        const double before = std::sqrt(columns.dot(k, k));
        for (int pass = 0; pass < 2; ++pass) // the second removes what rounding left of the first
            for (std::size_t j = 0; j < k; ++j) {
                const double along = columns.dot(j, k);
                for (auto& row : columns.rows)
                    row[k] -= along * row[j];
            }
        const double length = std::sqrt(columns.dot(k, k));
        columns.scale(k, length > kMixture * before ? 1 / length : 0);
    }
}

/// Always the same one: any start will do that no direction is at right angles to.
Columns firstColumns(std::size_t dim)
{
    Columns columns(dim);
    RandomStream random(1);
    for (auto& row : columns.rows)
        for (double& value : row)
            value = random.normal();
    for (std::size_t k = dim; k < kSearched; ++k)
        columns.scale(k, 0); // there are no more directions than dimensions
    orthonormalise(columns);
    return columns;
}

Columns product(std::span<const double> matrix, const Columns& columns, const JobContext& ctx)
{
    const std::size_t dim = columns.rows.size();
    Columns result(dim);
    constexpr std::int64_t kWorthAThread = 1'000'000; // values of the matrix
    const auto grain = kWorthAThread / static_cast<std::int64_t>(dim) + 1;
    parallelFor(static_cast<std::int64_t>(dim), grain, ctx.stop, [&](std::int64_t from, std::int64_t to) {
        for (std::size_t i = static_cast<std::size_t>(from); i < static_cast<std::size_t>(to); ++i) {
            std::array<double, kSearched> sums{};
            for (std::size_t j = 0; j < dim; ++j)
                for (std::size_t k = 0; k < kSearched; ++k)
                    sums[k] += matrix[i * dim + j] * columns.rows[j][k];
            result.rows[i] = sums;
        }
    });
    return result;
}

using Small = std::array<std::array<double, kSearched>, kSearched>;

/// Turns rows and columns p and q of m, so that m[p][q] becomes 0; `turns` collects the turns.
void turn(Small& m, Small& turns, std::size_t p, std::size_t q)
{
    if (m[p][q] == 0)
        return;
    const double ratio = (m[q][q] - m[p][p]) / (2 * m[p][q]);
    const double tangent = std::copysign(1., ratio) / (std::abs(ratio) + std::hypot(ratio, 1.));
    const double c = 1 / std::hypot(tangent, 1.);
    const double s = tangent * c;
    const auto mix = [c, s](double& x, double& y) {
        const double old = x;
        x = c * x - s * y;
        y = s * old + c * y;
    };
    for (std::size_t k = 0; k < kSearched; ++k)
        mix(m[k][p], m[k][q]);
    for (std::size_t k = 0; k < kSearched; ++k) {
        mix(m[p][k], m[q][k]);
        mix(turns[k][p], turns[k][q]);
    }
}

struct SmallEigen {
    std::array<double, kSearched> values{}; ///< descending
    Small vectors{};                        ///< column k belongs to values[k]
};

/// Eigenvalues and -vectors of a symmetric matrix (Jacobi's method).
SmallEigen smallEigen(Small m)
{
    Small turns{};
    for (std::size_t k = 0; k < kSearched; ++k)
        turns[k][k] = 1;
    constexpr int kSweeps = 16; // converges quadratically: 6 to 8 are enough for a matrix of this size
    for (int sweep = 0; sweep < kSweeps; ++sweep)
        for (std::size_t p = 0; p < kSearched; ++p)
            for (std::size_t q = p + 1; q < kSearched; ++q)
                turn(m, turns, p, q);
    std::array<std::size_t, kSearched> order{};
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&m](std::size_t x, std::size_t y) { return m[x][x] > m[y][y]; });
    SmallEigen result;
    for (std::size_t k = 0; k < kSearched; ++k) {
        result.values[k] = m[order[k]][order[k]];
        for (std::size_t i = 0; i < kSearched; ++i)
            result.vectors[i][k] = turns[i][order[k]];
    }
    return result;
}

Columns mixed(const Columns& columns, const Small& weights)
{
    Columns result(columns.rows.size());
    for (std::size_t i = 0; i < columns.rows.size(); ++i)
        for (std::size_t j = 0; j < kSearched; ++j)
            for (std::size_t k = 0; k < kSearched; ++k)
                result.rows[i][k] += columns.rows[i][j] * weights[j][k];
    return result;
}

double residual(const Columns& images, const Columns& columns, std::size_t k, double value)
{
    double sum = 0;
    for (std::size_t i = 0; i < columns.rows.size(); ++i)
        sum += std::pow(images.rows[i][k] - value * columns.rows[i][k], 2);
    return std::sqrt(sum);
}

/// What the columns have of their images: columnsᵀ · images, symmetric.
Small within(const Columns& columns, const Columns& images)
{
    Small result{};
    for (std::size_t i = 0; i < columns.rows.size(); ++i)
        for (std::size_t j = 0; j < kSearched; ++j)
            for (std::size_t k = j; k < kSearched; ++k)
                result[j][k] += columns.rows[i][j] * images.rows[i][k];
    for (std::size_t j = 0; j < kSearched; ++j)
        for (std::size_t k = 0; k < j; ++k)
            result[j][k] = result[k][j];
    return result;
}

Eigenvectors firstOf(const Columns& columns, const SmallEigen& best, std::size_t count)
{
    Eigenvectors result;
    for (std::size_t k = 0; k < count; ++k) {
        result.values.push_back(best.values[k]);
        result.vectors.push_back(columns.column(k));
    }
    return result;
}

} // namespace

// Simultaneous iteration, each round followed by the best mixture within the columns (Rayleigh and Ritz).
Eigenvectors largestEigenvectors(std::span<const double> matrix, int count, const JobContext& ctx)
{
    const auto dim = static_cast<std::size_t>(std::llround(std::sqrt(double(matrix.size()))));
    const auto wanted = static_cast<std::size_t>(count);
    assert(count >= 1 && count <= kMostEigenvectors && wanted <= dim);
    Columns columns = firstColumns(dim);
    for (int round = 1;; ++round) {
        Columns images = product(matrix, columns, ctx);
        const SmallEigen best = smallEigen(within(columns, images));
        columns = mixed(columns, best.vectors);
        images = mixed(images, best.vectors);
        bool areFound = true;
        for (std::size_t k = 0; k < wanted; ++k)
            areFound = areFound && residual(images, columns, k, best.values[k]) <=
                                       std::max(kResidual * best.values[k], kRounding * best.values[0]);
        if (areFound || round == kMostRounds)
            return firstOf(columns, best, wanted);
        columns = std::move(images);
        orthonormalise(columns);
    }
}

} // namespace nectar
