// SPDX-License-Identifier: Apache-2.0
#include "core/explain/feature_colours.h"

#include "core/base/error.h"
#include "core/explain/principal_directions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace nectar {

namespace {

constexpr std::int64_t kChannels = 3;

void requireFinite(MatrixView features, const std::string& picture)
{
    for (std::int64_t row = 0; row < features.rows; ++row)
        if (!std::ranges::all_of(features.row(row), [](float value) { return std::isfinite(value); }))
            throw Error(ErrorCode::BadFormat,
                        fmt::format("cannot view the features: {}patch {} has values that are not numbers (NaN or "
                                    "infinite); compute them again, or choose another backbone",
                                    picture, row));
}

void requireComparable(std::span<const MatrixView> pictures)
{
    std::int64_t patches = 0;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        patches += pictures[i].rows;
        if (pictures[i].cols != pictures[0].cols)
            throw Error(ErrorCode::Mismatch,
                        fmt::format("cannot compare the features: picture {} has {} a patch, the first {}; read all "
                                    "pictures with the same backbone",
                                    i + 1, pictures[i].cols, pictures[0].cols));
        requireFinite(pictures[i], fmt::format("picture {} of {}, ", i + 1, pictures.size()));
    }
    if (patches == 0 || pictures[0].cols == 0)
        throw Error(ErrorCode::Empty, "cannot view the features: there are none; give a picture with a patch at least");
    if (pictures[0].cols > kMostDimensions)
        throw Error(ErrorCode::Unsupported,
                    fmt::format("cannot view the features: a patch has {}, and components are found of {} at most; "
                                "read fewer blocks",
                                pictures[0].cols, kMostDimensions));
}

Matrix projection(MatrixView features, const PrincipalDirections& principal)
{
    Matrix result(features.rows, kChannels);
    for (std::int64_t row = 0; row < features.rows; ++row)
        for (std::size_t k = 0; k < principal.directions.size(); ++k) {
            double sum = 0;
            for (std::size_t i = 0; i < principal.mean.size(); ++i)
                sum += (double(features.row(row)[i]) - principal.mean[i]) * principal.directions[k][i];
            result.row(row)[k] = static_cast<float>(sum);
        }
    return result;
}

std::uint8_t channelValue(float value, ValueRange range)
{
    if (!(range.low < range.high))
        return 128;
    const double part = (double(value) - double(range.low)) / (double(range.high) - double(range.low));
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(part, 0., 1.)));
}

} // namespace

FeatureComponents featureComponents(std::span<const MatrixView> pictures, const JobContext& ctx)
{
    requireComparable(pictures);
    const PrincipalDirections principal = principalDirections(pictures, kChannels, ctx);
    FeatureComponents result;
    result.shares = principal.shares;
    result.directions = Matrix(static_cast<std::int64_t>(principal.directions.size()), pictures[0].cols);
    for (std::size_t k = 0; k < principal.directions.size(); ++k)
        std::ranges::transform(principal.directions[k], result.directions.row(static_cast<std::int64_t>(k)).begin(),
                               [](double value) { return static_cast<float>(value); });
    for (const MatrixView& picture : pictures) {
        ctx.checkStop();
        result.projections.push_back(projection(picture, principal));
    }
    return result;
}

std::vector<std::vector<Rgb>> featureColours(const FeatureComponents& components)
{
    std::array<ValueRange, kChannels> ranges;
    for (std::size_t k = 0; k < ranges.size(); ++k) {
        std::vector<float> values;
        for (const Matrix& picture : components.projections)
            for (std::int64_t row = 0; row < picture.rows; ++row)
                values.push_back(picture.row(row)[k]);
        ranges[k] = robustRange(std::move(values));
    }
    std::vector<std::vector<Rgb>> result;
    for (const Matrix& picture : components.projections) {
        std::vector<Rgb>& colours = result.emplace_back();
        for (std::int64_t row = 0; row < picture.rows; ++row) {
            const auto values = picture.row(row);
            colours.push_back({channelValue(values[0], ranges[0]), channelValue(values[1], ranges[1]),
                               channelValue(values[2], ranges[2])});
        }
    }
    return result;
}

std::vector<float> featureNorms(MatrixView features)
{
    requireFinite(features, "");
    std::vector<float> norms;
    for (std::int64_t row = 0; row < features.rows; ++row) {
        double sum = 0;
        for (const float value : features.row(row))
            sum += double(value) * double(value);
        norms.push_back(static_cast<float>(std::min(std::sqrt(sum), double(std::numeric_limits<float>::max()))));
    }
    return norms;
}

std::vector<float> meanOverHeads(MatrixView attention)
{
    std::vector<float> mean(static_cast<std::size_t>(attention.cols));
    for (std::size_t i = 0; i < mean.size(); ++i) {
        double sum = 0;
        for (std::int64_t head = 0; head < attention.rows; ++head)
            sum += double(attention.row(head)[i]);
        mean[i] = static_cast<float>(sum / double(std::max<std::int64_t>(attention.rows, 1)));
    }
    return mean;
}

ValueRange robustRange(std::vector<float> values)
{
    if (values.empty())
        return {};
    std::ranges::sort(values);
    const auto percentile = [&values](double part) {
        const double place = part * double(values.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return static_cast<float>(double(values[below]) +
                                  (place - double(below)) * (double(values[above]) - double(values[below])));
    };
    const ValueRange range{percentile(0.02), percentile(0.98)};
    return range.low < range.high ? range : ValueRange{values.front(), values.back()};
}

} // namespace nectar
