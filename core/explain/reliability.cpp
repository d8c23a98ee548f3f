// SPDX-License-Identifier: Apache-2.0
#include "core/explain/reliability.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nectar {

namespace {

void require(std::span<const float> confidence, std::span<const std::uint8_t> correct)
{
    if (confidence.size() != correct.size())
        throw Error(ErrorCode::BadOption, "there must be as many confidences as predictions");
    if (!std::ranges::all_of(confidence, [](float value) { return value >= 0 && value <= 1; }))
        throw Error(ErrorCode::BadOption, "a confidence is not between 0 and 1");
}

} // namespace

Reliability reliability(std::span<const float> confidence, std::span<const std::uint8_t> correct, int bins)
{
    require(confidence, correct);
    if (bins < 1)
        throw Error(ErrorCode::BadOption, "a reliability plot needs at least one bin");
    Reliability result;
    result.count = std::ssize(confidence);
    result.bins.resize(static_cast<std::size_t>(bins));
    for (std::size_t i = 0; i < result.bins.size(); ++i) {
        result.bins[i].low = double(i) / bins;
        result.bins[i].high = double(i + 1) / bins;
    }
    for (std::size_t i = 0; i < confidence.size(); ++i) {
        const int place = std::min(static_cast<int>(double(confidence[i]) * bins), bins - 1);
        ReliabilityBin& bin = result.bins[static_cast<std::size_t>(place)];
        bin.confidence += confidence[i];
        bin.accuracy += correct[i] != 0;
        ++bin.count;
    }
    for (ReliabilityBin& bin : result.bins) {
        if (bin.count == 0)
            continue;
        bin.confidence /= double(bin.count);
        bin.accuracy /= double(bin.count);
        result.error += std::abs(bin.accuracy - bin.confidence) * double(bin.count) / double(result.count);
    }
    return result;
}

std::vector<CoveragePoint> coverageCurve(std::span<const float> confidence, std::span<const std::uint8_t> correct)
{
    require(confidence, correct);
    std::vector<std::size_t> order(confidence.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, std::ranges::greater{}, [&](std::size_t i) { return confidence[i]; });
    std::vector<CoveragePoint> curve;
    std::int64_t right = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        right += correct[order[i]] != 0;
        const float here = confidence[order[i]];
        if (i + 1 == order.size() || confidence[order[i + 1]] != here)
            curve.push_back({here, double(i + 1) / double(order.size()), double(right) / double(i + 1)});
    }
    return curve;
}

} // namespace nectar
