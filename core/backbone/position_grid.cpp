// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/position_grid.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

/// Source cells and weights of one target cell along one axis.
struct AxisTaps {
    std::vector<int> cells;
    std::vector<double> weights;
};

/// Cubic convolution kernel with parameter a (Keys 1981).
double cubic(double x, double a)
{
    x = std::abs(x);
    if (x < 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0;
}

/// Four taps, a = -0.75, no antialiasing; cells outside repeat the border. offset: DINO's 0.1 in the scale factor.
AxisTaps plainTaps(int target, int side, int count, double offset)
{
    // PyTorch computes the scale of a given scale_factor in double and the coordinates in float.
    const auto scale = static_cast<float>(offset > 0 ? 1.0 / ((count + offset) / side) : double(side) / count);
    const float source = scale * (float(target) + 0.5f) - 0.5f;
    const float whole = std::floor(source);
    const double t = double(source) - double(whole);
    AxisTaps taps;
    for (int k = -1; k <= 2; ++k) {
        taps.cells.push_back(std::clamp(static_cast<int>(whole) + k, 0, side - 1));
        taps.weights.push_back(cubic(t - k, -0.75));
    }
    return taps;
}

/// a = -0.5, kernel widened when shrinking, cells outside dropped and the rest renormalised.
AxisTaps antialiasedTaps(int target, int side, int count)
{
    const double scale = double(side) / count;
    const double widening = std::max(scale, 1.0);
    const double support = 2 * widening;
    const double centre = scale * (target + 0.5);
    const int first = std::max(0, static_cast<int>(centre - support + 0.5));
    const int last = std::min(side, static_cast<int>(centre + support + 0.5));
    AxisTaps taps;
    double sum = 0;
    for (int cell = first; cell < last; ++cell) {
        taps.cells.push_back(cell);
        taps.weights.push_back(cubic((cell - centre + 0.5) / widening, -0.5));
        sum += taps.weights.back();
    }
    for (double& weight : taps.weights)
        weight /= sum;
    return taps;
}

std::vector<AxisTaps> axisTaps(int side, int count, PositionProfile profile)
{
    std::vector<AxisTaps> axis;
    for (int target = 0; target < count; ++target) {
        if (profile == PositionProfile::Timm || profile == PositionProfile::MetaAa)
            axis.push_back(antialiasedTaps(target, side, count));
        else
            axis.push_back(plainTaps(target, side, count, profile == PositionProfile::MetaOffset ? 0.1 : 0));
    }
    return axis;
}

} // namespace

Matrix resamplePositions(MatrixView grid, int side, int rows, int cols, PositionProfile profile)
{
    Matrix result(std::int64_t{rows} * cols, grid.cols);
    if (rows == side && cols == side) {
        std::copy_n(grid.data, result.values.size(), result.data());
        return result;
    }
    const std::vector<AxisTaps> vertical = axisTaps(side, rows, profile);
    const std::vector<AxisTaps> horizontal = axisTaps(side, cols, profile);
    std::vector<double> sum(static_cast<std::size_t>(grid.cols));
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < cols; ++c) {
            std::fill(sum.begin(), sum.end(), 0.0);
            const AxisTaps& v = vertical[static_cast<std::size_t>(r)];
            const AxisTaps& h = horizontal[static_cast<std::size_t>(c)];
            for (std::size_t i = 0; i < v.cells.size(); ++i)
                for (std::size_t j = 0; j < h.cells.size(); ++j) {
                    const auto cell = grid.row(std::int64_t{v.cells[i]} * side + h.cells[j]);
                    const double weight = v.weights[i] * h.weights[j];
                    for (std::size_t d = 0; d < sum.size(); ++d)
                        sum[d] += weight * double(cell[d]);
                }
            const auto target = result.row(std::int64_t{r} * cols + c);
            std::transform(sum.begin(), sum.end(), target.begin(),
                           [](double value) { return static_cast<float>(value); });
        }
    return result;
}

} // namespace nectar
