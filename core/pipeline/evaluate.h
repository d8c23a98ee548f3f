// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/eval/metrics.h"
#include "core/eval/protocol.h"
#include "core/pipeline/open_scene.h"
#include "core/pipeline/picture_scores.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace nectar {

struct EvaluateRequest {
    std::filesystem::path bank;
    std::filesystem::path backboneFile; ///< where the weights are now; empty: as recorded in the bank
    std::filesystem::path data;
    std::filesystem::path recipe;
    std::optional<Recipe> knownRecipe; ///< of the data, as a bank remembers it: nothing is detected then
    std::string split;                 ///< empty: the data set's evaluation split
    Protocol protocol = Protocol::Ours;
    std::vector<Task> tasks; ///< empty: all that bank and data have
    std::vector<int> neighbours{30};
    std::vector<float> temperatures{0.02f};
    MassRule mass = MassRule::Labelled;
    SelfMatch self = SelfMatch::Drop;
    std::vector<std::uint32_t> leftOut; ///< prompt images of the bank that do not vote
    bool perImage = false;              ///< what single pictures score too; for one k and one temperature
    std::int64_t limit = 0;
    bool strict = false;
    DeviceChoice device = DeviceChoice::Auto;
};

/// One cell of the k × τ table.
struct EvaluationCell {
    int neighbours = 0;
    float temperature = 0;
    std::optional<SegmentationReport> segmentation;
    std::optional<DepthReport> depth;
};

struct EvaluationReport {
    std::string protocol; ///< sentence with deviations and sample size
    std::string bank, bankHash, split;
    ClassTable classes;
    std::int64_t images = 0;
    std::vector<EvaluationCell> cells;
    std::optional<EvaluationDetails> details; ///< perImage
    std::int64_t purePatches = 0;             ///< query patches with ≥ 90 % of one class
    std::int64_t purePatchesMatched = 0;      ///< whose best neighbour has their class
    std::int64_t selfMatchedImages = 0;
    std::vector<SkippedFile> skipped;
    std::vector<std::string> notes, warnings;
    double openSeconds = 0, encodeSeconds = 0, searchSeconds = 0, decodeSeconds = 0;
};

/// Reads the pictures of a split through the bank and scores them; all cells from one search with the largest k.
EvaluationReport evaluateBank(const EvaluateRequest& request, const JobContext& ctx);

std::string evaluationToJson(const EvaluationReport& report);
/// For people: figures, per-class table, protocol and warnings.
std::string evaluationToText(const EvaluationReport& report);

} // namespace nectar
