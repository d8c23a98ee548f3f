// SPDX-License-Identifier: Apache-2.0
#include "core/report/difference.h"

#include "core/eval/metrics.h"
#include "core/report/palette.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr float kLeastRange = 0.1f; ///< metres

Verdict verdictOfAll(std::uint16_t truth, std::uint16_t predicted)
{
    if (predicted == truth)
        return Verdict::Right;
    return predicted == kVoid ? Verdict::Missed : Verdict::Wrong;
}

Verdict verdictOfOne(std::uint16_t truth, std::uint16_t predicted, std::uint16_t only)
{
    if (truth == only)
        return predicted == only ? Verdict::Right : Verdict::Missed;
    return predicted == only ? Verdict::Wrong : Verdict::Elsewhere;
}

} // namespace

LabelMap labelDifference(const LabelMap& truth, const LabelMap& predicted, std::optional<std::uint16_t> only)
{
    requireSameSize(truth.size(), predicted.size());
    LabelMap result(truth.width, truth.height);
    for (std::size_t i = 0; i < truth.ids.size(); ++i)
        if (truth.ids[i] != kVoid)
            result.ids[i] = static_cast<std::uint16_t>(only ? verdictOfOne(truth.ids[i], predicted.ids[i], *only)
                                                            : verdictOfAll(truth.ids[i], predicted.ids[i]));
    return result;
}

std::vector<Rgb> verdictPalette() { return {{86, 180, 233}, {213, 94, 0}, {240, 228, 66}, {128, 128, 128}}; }

DepthMap depthDifference(const DepthMap& truth, const DepthMap& predicted)
{
    requireSameSize(truth.size(), predicted.size());
    DepthMap result(truth.width, truth.height);
    for (std::size_t i = 0; i < truth.metres.size(); ++i)
        result.metres[i] = predicted.metres[i] - truth.metres[i]; // NaN stays NaN
    return result;
}

DepthRange differenceRange(const DepthMap& difference)
{
    std::vector<float> errors;
    for (const float error : difference.metres)
        if (std::isfinite(error))
            errors.push_back(std::abs(error));
    if (errors.empty())
        return {-kLeastRange, kLeastRange};
    const auto at = errors.begin() + static_cast<std::ptrdiff_t>(0.95 * double(errors.size() - 1));
    std::nth_element(errors.begin(), at, errors.end());
    const float reach = std::max(kLeastRange, *at);
    return {-reach, reach};
}

std::vector<Rgb> differencePalette() { return depthPalette("blue-orange"); }

} // namespace nectar
