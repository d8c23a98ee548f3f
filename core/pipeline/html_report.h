// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/open_scene.h"

#include <optional>
#include <string>

namespace nectar {

struct HtmlReportRequest {
    DecodeOptions options;
    float opacity = 0.55f;           ///< of the overlays
    std::optional<PatchIndex> patch; ///< whose evidence is shown; nothing: of none
};

/// What is seen of a picture as one page that opens without a network: the picture, every task of the bank over it with
/// its legend, the evidence of a patch, options and hashes. No script, no reference to anything outside, below 5 MB;
/// the same input gives the same bytes. Errors: BadOption (no such patch), Cancelled.
std::string htmlReport(const OpenImage& image, const MemoryBank& bank, const HtmlReportRequest& request,
                       const JobContext& ctx);

} // namespace nectar
