// SPDX-License-Identifier: Apache-2.0
#include "core/eval/depth_histogram.h"

#include "core/eval/metrics.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

/// The smallest 1, 2 or 5 times a power of ten that is at least this many steps.
int roundSteps(double steps)
{
    for (int power = 1;; power *= 10)
        for (const int factor : {1, 2, 5})
            if (factor * power >= steps)
                return factor * power;
}

} // namespace

void DepthErrorHistogram::add(const DepthMap& truth, const DepthMap& prediction)
{
    requireSameSize(truth.size(), prediction.size());
    for (std::size_t i = 0; i < truth.metres.size(); ++i)
        if (const auto pair = depthPair(truth.metres[i], prediction.metres[i])) {
            const double step = std::clamp(std::floor(pair->error() * kStepsPerMetre), double(-kSide), kSide - 1.);
            ++m_steps[static_cast<std::size_t>(static_cast<int>(step) + kSide)];
            ++m_pixels;
        }
}

double DepthErrorHistogram::quantile(double share) const
{
    if (m_pixels == 0)
        return 0;
    const double wanted = std::max(1., share * double(m_pixels));
    std::int64_t seen = 0;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        seen += m_steps[i];
        if (double(seen) >= wanted)
            return (double(i) + 1 - kSide) / kStepsPerMetre;
    }
    return double(kSide) / kStepsPerMetre;
}

ErrorBins DepthErrorHistogram::bins() const
{
    if (m_pixels == 0)
        return {};
    constexpr int kBinsASide = 10;
    const double reach = std::max(std::abs(quantile(0.01)), std::abs(quantile(0.99))) * kStepsPerMetre;
    const int width = roundSteps(reach / kBinsASide);
    const int aSide = std::max(1, static_cast<int>(std::ceil(reach / width)));
    ErrorBins bins{-double(aSide) * width / kStepsPerMetre, double(width) / kStepsPerMetre,
                   std::vector<std::int64_t>(static_cast<std::size_t>(2 * aSide))};
    for (int step = -kSide; step < kSide; ++step) {
        const int bin = static_cast<int>(std::floor(double(step) / width)) + aSide;
        bins.counts[static_cast<std::size_t>(std::clamp(bin, 0, 2 * aSide - 1))] +=
            m_steps[static_cast<std::size_t>(step + kSide)];
    }
    return bins;
}

} // namespace nectar
