// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/session.h"
#include "core/pipeline/feature_views.h"

#include <vector>

namespace nectar::cli {

struct ViewRequest {
    ViewKind kind;
    BackboneRequest backbone;
    std::vector<std::filesystem::path> images;
    std::filesystem::path out; ///< of one picture: the file if it ends in .png; else the folder
    InputSize size;
    Enlarge enlarge = Enlarge::Squares;
    bool force = false;
};

/// Looks at the features of pictures and writes a PNG of each: components and scales are those of all of them together.
int viewFeatures(Session& session, const ViewRequest& request);

} // namespace nectar::cli
