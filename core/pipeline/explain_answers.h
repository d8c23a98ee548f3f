// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/patch_region.h"
#include "core/pipeline/scene_answers.h"

#include <string>

namespace nectar {

/// What is asked about: an open picture, and how its neighbours vote.
struct Question {
    const OpenScene& scene;
    const OpenImage& image;
    DecodeOptions options;
    std::optional<PatchIndex> patch; ///< neither patch nor region: the whole picture
    std::optional<PatchRectangle> region;
};

/// The same numbers for people and for programs.
struct Answer {
    std::string text; ///< ends in a line break
    std::string json; ///< an object, indented
};

/// Which prompt images the vote rests on, and which remembered patches; of a region every one of them.
Answer explainEvidence(const Question& question);
/// What each class, or this one (a name), would need at the patch.
Answer explainWhyNot(const Question& question, const std::string& className, const JobContext& ctx);
/// What changes without each prompt image, or without all of these (names).
Answer explainLeaveOneOut(const Question& question, const std::vector<std::string>& without, const JobContext& ctx);
/// How sure the patch or the picture is.
Answer explainConfidence(const Question& question, const JobContext& ctx);
/// What the remembered patch of this row decides in the picture; without a row: which decide most.
Answer explainReverse(const Question& question, std::optional<std::uint32_t> row);

} // namespace nectar
