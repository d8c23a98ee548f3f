// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/why_not.h"
#include "core/pipeline/open_scene.h"

namespace nectar {

// Answers of core/explain that ask the index as well. All const: they may run beside the lane that opens pictures.

/// Why a patch is not of this class, with up to five of the class's closest entries from the whole bank.
std::optional<WhyNot> whyNot(const OpenScene& scene, const OpenImage& image, int patch, std::uint16_t classIndex,
                             const DecodeOptions& options, const JobContext& ctx);

/// A picture's neighbours as if some prompt images had never been in the bank.
struct Rereading {
    NeighbourTable table;  ///< its first k columns are what a search without them finds, bit for bit
    int searchedAgain = 0; ///< patches of which the old table held too few others
};
Rereading rereadWithout(const OpenScene& scene, const OpenImage& image, std::span<const std::uint32_t> prompts, int k,
                        const JobContext& ctx);

/// What a picture's prediction owes to one prompt image.
struct PromptInfluence {
    std::uint32_t image = 0;
    double share = 0;         ///< of the vote, over all patches
    int changedPatches = 0;   ///< whose class is another one without it, or unknown
    double changedMetres = 0; ///< depth: mean change of the patches that stay known
    int searchedAgain = 0;    ///< patches that the table could not answer
};

/// Leaves these prompt images out together; image is the first of them.
PromptInfluence influenceOf(const OpenScene& scene, const OpenImage& image, std::span<const std::uint32_t> prompts,
                            Task task, const DecodeOptions& options, const JobContext& ctx);

/// Leaves out each prompt image that has a share, one at a time: most changes first, then the larger share.
std::vector<PromptInfluence> promptInfluences(const OpenScene& scene, const OpenImage& image, Task task,
                                              const DecodeOptions& options, const JobContext& ctx);

} // namespace nectar
