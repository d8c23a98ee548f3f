// SPDX-License-Identifier: Apache-2.0
#include "core/eval/metrics.h"

#include <algorithm>
#include <cmath>

namespace nectar {

std::optional<DepthPair> depthPair(float truth, float predicted)
{
    constexpr double kNearest = 1e-3; // metres: keeps ratios and logarithms finite where nothing at all was predicted
    if (!std::isfinite(truth) || !(truth > 0))
        return std::nullopt;
    return DepthPair{double(truth), std::isfinite(predicted) ? std::max(double(predicted), kNearest) : kNearest};
}

void DepthErrors::add(const DepthMap& truth, const DepthMap& prediction)
{
    requireSameSize(truth.size(), prediction.size());
    for (std::size_t i = 0; i < truth.metres.size(); ++i) {
        const auto pair = depthPair(truth.metres[i], prediction.metres[i]);
        if (!pair)
            continue;
        const auto [t, p] = *pair;
        m_squared += pair->error() * pair->error();
        m_relative += std::abs(p - t) / t;
        m_log10 += std::abs(std::log10(p) - std::log10(t));
        m_within += std::max(p / t, t / p) < 1.25 ? 1 : 0;
        ++m_pixels;
    }
}

void DepthErrors::add(const DepthErrors& other)
{
    m_squared += other.m_squared;
    m_relative += other.m_relative;
    m_log10 += other.m_log10;
    m_within += other.m_within;
    m_pixels += other.m_pixels;
}

DepthReport DepthErrors::report() const
{
    if (m_pixels == 0)
        return {};
    const auto pixels = static_cast<double>(m_pixels);
    return {std::sqrt(m_squared / pixels), m_relative / pixels, double(m_within) / pixels, m_log10 / pixels, m_pixels};
}

} // namespace nectar
