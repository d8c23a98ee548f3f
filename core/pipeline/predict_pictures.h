// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/named_pictures.h"
#include "core/pipeline/prediction_files.h"

#include <functional>
#include <span>

namespace nectar {

/// Pictures with the places of their results.
struct PredictionPlan {
    std::vector<NamedPicture> pictures;
    std::vector<std::filesystem::path> files; ///< all that will be written
    std::size_t earlierResults = 0;           ///< files of a folder that are results by their names: not read
};

/// Names results after their picture, with its ending where two pictures differ in nothing else, and leaves out what
/// folders hold of an earlier run's results. Errors: BadOption where a result would be written twice, or over a picture
/// that is read.
PredictionPlan planPredictions(std::vector<NamedPicture> pictures, const MemoryBank& bank,
                               const PredictionExports& exports, const std::filesystem::path& out);

/// How pictures are read and what is written of them.
struct PredictionRun {
    DecodeOptions decode;
    PredictionExports exports;
    SelfMatch self = SelfMatch::Drop;
};

/// What happens meanwhile; each may be empty.
struct PredictionEvents {
    std::function<void(const NamedPicture&, const OpenImage&)> opened = {};
    std::function<void(const NamedPicture&, const WrittenPrediction&)> written = {};
    std::function<void(const NamedPicture&, const std::string& reason)> skipped = {};
};

/// Predicts one after the other and goes on past those that cannot be read; returns how many those are. Errors: that of
/// the only picture, and those that the next picture would have too.
std::size_t predictPictures(OpenScene& scene, std::span<const NamedPicture> pictures, const PredictionRun& run,
                            const PredictionEvents& events, const JobContext& ctx);

} // namespace nectar
