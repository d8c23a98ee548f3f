// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/build_bank.h"

namespace nectar {

/// A request with every choice made: what buildBank() and forecastBuild() share.
struct ResolvedBuild {
    Detection detection;
    Dataset dataset;
    std::string split;
    std::vector<Sample> samples; ///< sorted by name
    std::vector<Task> tasks;
    BankOptions options; ///< input size filled in
    std::vector<std::string> notes, warnings;
};

/// Errors: BadOption (options, a task the data has not, augmentation with depth), Empty, what the dataset module
/// throws.
ResolvedBuild resolveBuild(const BuildBankRequest& request, const BackboneSpec& backbone, const JobContext& ctx);

/// Entries the build will hold at most, from the sizes of the pictures (at most 200 are looked at).
std::int64_t expectedRows(const ResolvedBuild& build, int patchSize);

} // namespace nectar
