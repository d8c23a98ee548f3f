// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace nectar {

struct FeatureQueryStats {
    std::int64_t queries = 0;
    double searchSeconds = 0;
    double searchCpuSeconds = 0;
    int threads = 0;
    std::int64_t residentBytes = 0;
    std::string index;
};

/// Searches the rows of a float32 .npy [n, dim] (normalised here) and writes ids (uint32) and similarities (float32),
/// both [n, k].
FeatureQueryStats queryFeatures(const std::filesystem::path& bank, const std::filesystem::path& features, int k,
                                const std::filesystem::path& idsOut, const std::filesystem::path& similaritiesOut,
                                const JobContext& ctx);
void writeStats(const std::filesystem::path& file, const FeatureQueryStats& stats);

} // namespace nectar
