// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace nectar {

/// Predictions of about one confidence: how sure, and how often right.
struct ReliabilityBin {
    double low = 0, high = 0; ///< confidences in [low, high); the last bin includes its high
    double confidence = 0;    ///< mean
    double accuracy = 0;      ///< share that is right
    std::int64_t count = 0;   ///< 0: confidence and accuracy say nothing
};

struct Reliability {
    std::vector<ReliabilityBin> bins;
    /// Expected calibration error: mean of |accuracy - confidence| over the bins, weighted by their counts.
    double error = 0;
    std::int64_t count = 0;
};

/// confidence: each 0 to 1; correct: 1 right, 0 wrong. Errors: BadOption (lengths differ, bins < 1, a confidence
/// outside).
Reliability reliability(std::span<const float> confidence, std::span<const std::uint8_t> correct, int bins = 10);

/// If only what reaches the threshold were kept.
struct CoveragePoint {
    float threshold = 0;
    double coverage = 0; ///< share that is kept
    double accuracy = 0; ///< share of the kept that is right
};

/// A point for each confidence that occurs, highest first: coverage grows to 1. Errors: as above.
std::vector<CoveragePoint> coverageCurve(std::span<const float> confidence, std::span<const std::uint8_t> correct);

} // namespace nectar
