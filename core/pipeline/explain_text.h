// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/confidence.h"
#include "core/explain/why_not.h"
#include "core/pipeline/explain_answers.h"

#include <string>
#include <vector>

namespace nectar {

/// The patches that the question is about: one, those of its region, or all.
std::vector<int> patchesAsked(const Question& question);
/// "Patch 7,12 of street.jpg"
std::string subjectText(const Question& question);
/// Where an entry comes from: "street.jpg at x 28, y 112".
std::string placeText(const MemoryBank& bank, std::uint32_t row);
const std::string& className(const MemoryBank& bank, std::uint16_t index);
/// Throws BadOption with the names there are.
std::uint16_t classNamed(const MemoryBank& bank, const std::string& name);
/// Throws BadOption with an example.
std::uint32_t promptNamed(const MemoryBank& bank, const std::string& name);
/// One line.
std::string whyNotText(const MemoryBank& bank, std::uint16_t classIndex, const WhyNot& answer);
/// A line for each of the class's closest patches.
std::string closestText(const MemoryBank& bank, const WhyNot& answer);
/// What changes without a prompt image, as a part of a sentence.
std::string influenceText(const PromptInfluence& influence, Task task, std::int64_t patches);
/// Lines of how sure a patch is, or patches are on average.
std::string confidenceText(const PatchConfidence& mean, Task task, int neighbours);

} // namespace nectar
