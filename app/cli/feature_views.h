// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/session.h"
#include "core/backbone/backbone.h"
#include "core/report/feature_picture.h"

#include <optional>
#include <vector>

namespace nectar::cli {

/// At which size the backbone reads a picture; 0: its own.
struct InputSize {
    int width = 0, height = 0;
    Resize resize = Resize::Aspect;
};

/// A photo as the backbone reads it; name is for the error text.
Image networkInput(const Image& photo, const BackboneSpec& spec, const InputSize& size, const std::string& name);

enum class FeatureView { Pca, Norm, Attention };

struct ViewRequest {
    FeatureView view = FeatureView::Pca;
    BackboneRequest backbone;
    std::vector<std::filesystem::path> images;
    std::filesystem::path out; ///< of one picture: the file if it ends in .png; else the folder
    InputSize size;
    std::optional<int> head; ///< of the attention; none: the mean of all
    Enlarge enlarge = Enlarge::Squares;
    bool force = false;
};

/// Looks at the features of pictures and writes a PNG of each: components and scales are those of all of them together.
int viewFeatures(Session& session, const ViewRequest& request);

} // namespace nectar::cli
