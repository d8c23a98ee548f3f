// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"
#include "core/report/feature_picture.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace nectar {

// Features to look at, without labels and without a bank: what the command line and the window have in common.

/// At which size the backbone reads a picture; 0: its own.
struct InputSize {
    int width = 0, height = 0;
    Resize resize = Resize::Aspect;
};
/// A photo as the backbone reads it; name is for the error text.
Image networkInput(const Image& photo, const BackboneSpec& spec, const InputSize& size, const std::string& name);

enum class FeatureView { Pca, Norm, Attention };
/// What is looked at.
struct ViewKind {
    FeatureView view = FeatureView::Pca;
    std::optional<int> head; ///< of the attention, from 0; none: the mean of all

    friend bool operator==(const ViewKind&, const ViewKind&) = default;
};
std::string viewName(const ViewKind& kind); ///< pca, norm, attention, attention_head3

/// What a backbone says of a picture.
struct ViewedPicture {
    Size size; ///< of its views: the photo's, or the network input's where that is larger
    PatchGrid grid;
    Matrix numbers; ///< features [patches, dim], not normalised; or attention [heads, patches]
};
/// Reads the attention for that view, the features for the others. Errors: as Backbone.
ViewedPicture readForView(const Image& photo, Backbone& backbone, FeatureView view, const InputSize& size,
                          const std::string& name, const JobContext& ctx);

/// Colours of some pictures: their components and scales are those of all of them together.
struct ViewColours {
    FeatureComponents components;           ///< of a view of components
    std::vector<std::vector<Rgb>> colours;  ///< of a view of components: [patches] of each picture
    std::vector<std::vector<float>> values; ///< of the others: norm or attention [patches] of each picture
    ColourScale scale;                      ///< of these values
};
/// pictures: numbers of each as readForView() gave them. Errors: as featureComponents().
ViewColours colourViews(std::span<const MatrixView> pictures, const ViewKind& kind, const JobContext& ctx);
/// The view of one of them at this size.
Image viewPicture(const ViewColours& colours, std::size_t picture, const PatchGrid& grid, Size size, Enlarge enlarge);

/// The files of views in a folder: named after their picture, with its ending where pictures differ in nothing else.
/// Errors: BadOption (two would share one).
std::vector<std::filesystem::path> viewFiles(std::span<const std::filesystem::path> pictures,
                                             const std::filesystem::path& folder, const ViewKind& kind);

} // namespace nectar
