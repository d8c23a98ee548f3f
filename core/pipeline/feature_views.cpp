// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/feature_views.h"

#include "core/base/error.h"
#include "core/image/resize.h"
#include "core/report/palette.h"

#include <fmt/format.h>

#include <map>

namespace nectar {

namespace fs = std::filesystem;

namespace {

std::vector<float> patchValues(MatrixView numbers, const ViewKind& kind)
{
    if (kind.view == FeatureView::Norm)
        return featureNorms(numbers);
    if (!kind.head)
        return meanOverHeads(numbers);
    const auto row = numbers.row(*kind.head);
    return {row.begin(), row.end()};
}

} // namespace

Image networkInput(const Image& photo, const BackboneSpec& spec, const InputSize& size, const std::string& name)
{
    const int side = spec.defaultInputSide();
    const Size target{size.width > 0 ? size.width : side, size.height > 0 ? size.height : side};
    return resizePhoto(photo, networkSize(photo.size(), target, spec.patchSize, size.resize, name));
}

std::string viewName(const ViewKind& kind)
{
    switch (kind.view) {
    case FeatureView::Pca:
        return "pca";
    case FeatureView::Norm:
        return "norm";
    case FeatureView::Attention:
        break;
    }
    return kind.head ? fmt::format("attention_head{}", *kind.head) : "attention";
}

ViewedPicture readForView(const Image& photo, Backbone& backbone, FeatureView view, const InputSize& size,
                          const std::string& name, const JobContext& ctx)
{
    const Image input = networkInput(photo, backbone.spec(), size, name);
    const int patch = backbone.spec().patchSize;
    ViewedPicture picture;
    picture.grid = {input.height / patch, input.width / patch, patch};
    picture.size = photo.width < input.width ? input.size() : photo.size(); // a small picture's patches stay visible
    picture.numbers = view == FeatureView::Attention
                          ? backbone.attention(input, ctx)
                          : std::move(backbone.extract(std::span(&input, 1), ctx).front().features);
    return picture;
}

ViewColours colourViews(std::span<const MatrixView> pictures, const ViewKind& kind, const JobContext& ctx)
{
    ViewColours result;
    if (kind.view == FeatureView::Pca) {
        result.components = featureComponents(pictures, ctx);
        result.colours = featureColours(result.components);
        return result;
    }
    std::vector<float> all;
    for (const MatrixView& picture : pictures) {
        ctx.checkStop();
        result.values.push_back(patchValues(picture, kind));
        all.insert(all.end(), result.values.back().begin(), result.values.back().end());
    }
    result.scale = {robustRange(std::move(all)), heatPalette()};
    return result;
}

Image viewPicture(const ViewColours& colours, std::size_t picture, const PatchGrid& grid, Size size, Enlarge enlarge)
{
    return colours.values.empty() ? featurePicture(colours.colours.at(picture), grid, size, enlarge)
                                  : valuePicture(colours.values.at(picture), grid, size, enlarge, colours.scale);
}

std::vector<fs::path> viewFiles(std::span<const fs::path> pictures, const fs::path& folder, const ViewKind& kind)
{
    std::map<fs::path, int> stems;
    for (const fs::path& picture : pictures)
        ++stems[picture.stem()];
    std::vector<fs::path> files;
    std::map<fs::path, fs::path> writers;
    for (const fs::path& picture : pictures) {
        const fs::path stem = stems[picture.stem()] > 1 ? picture.filename() : picture.stem();
        files.push_back(folder / fmt::format("{}_{}.png", stem.string(), viewName(kind)));
        const auto [writer, isNew] = writers.emplace(files.back(), picture);
        if (!isNew)
            throw Error(ErrorCode::BadOption,
                        fmt::format("{} and {} would share the view {}; view them one by one, into different folders",
                                    writer->second.string(), picture.string(), files.back().string()));
    }
    return files;
}

} // namespace nectar
