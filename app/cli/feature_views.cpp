// SPDX-License-Identifier: Apache-2.0
#include "app/cli/feature_views.h"

#include "app/cli/backbone_flags.h"
#include "app/cli/outputs.h"
#include "core/base/files.h"
#include "core/dataset/file_listing.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/report/palette.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace nectar::cli {

namespace fs = std::filesystem;

namespace {

/// One picture from its file to its view.
struct Viewed {
    fs::path image, out;
    Size size; ///< of the view
    PatchGrid grid;
    Matrix numbers; ///< features [patches, dim], or attention [heads, patches]
};

bool isPng(const fs::path& file)
{
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return ending == ".png";
}

std::string viewName(const ViewRequest& request)
{
    switch (request.view) {
    case FeatureView::Pca:
        return "pca";
    case FeatureView::Norm:
        return "norm";
    case FeatureView::Attention:
        break;
    }
    return request.head ? fmt::format("attention_head{}", *request.head) : "attention";
}

/// Each picture once.
std::vector<Viewed> picturesOf(const ViewRequest& request)
{
    std::vector<Viewed> pictures;
    std::set<fs::path> seen;
    for (const fs::path& image : request.images) {
        std::error_code ignored;
        if (seen.insert(fs::weakly_canonical(image, ignored)).second)
            pictures.push_back({image, {}, {}, {}, {}});
    }
    return pictures;
}

/// One file, not a folder of them?
bool isOneFile(const fs::path& out)
{
    std::error_code ignored;
    return isPng(out) && !fs::is_directory(out, ignored);
}

void requirePlace(const fs::path& out, std::size_t pictures)
{
    std::error_code ignored;
    if (fs::is_directory(out, ignored))
        return;
    if (isPng(out) && pictures > 1)
        throw Error(ErrorCode::BadOption,
                    fmt::format("{} is one file, and there are {} pictures; name a folder", out.string(), pictures));
    if (!isPng(out) && (isPictureName(out) || out.extension() == ".npy"))
        throw Error(
            ErrorCode::BadOption,
            fmt::format("cannot write: {}: views are PNG; end the name in .png, or name a folder", out.string()));
    if (!isPng(out) && fs::exists(out, ignored))
        throw Error(
            ErrorCode::BadOption,
            fmt::format("cannot write: {}: it is a file; name a folder, or a file that ends in .png", out.string()));
}

/// Views in a folder are named after their picture, with its ending where pictures differ in nothing else.
void nameViews(std::vector<Viewed>& pictures, const ViewRequest& request)
{
    std::map<fs::path, int> stems;
    for (const Viewed& picture : pictures)
        ++stems[picture.image.stem()];
    std::map<fs::path, fs::path> writers;
    for (Viewed& picture : pictures) {
        const fs::path stem = stems[picture.image.stem()] > 1 ? picture.image.filename() : picture.image.stem();
        picture.out = isOneFile(request.out) ? request.out
                                             : request.out / fmt::format("{}_{}.png", stem.string(), viewName(request));
        const auto [writer, isNew] = writers.emplace(picture.out, picture.image);
        if (!isNew)
            throw Error(ErrorCode::BadOption,
                        fmt::format("{} and {} would share the view {}; view them with different --out folders",
                                    writer->second.string(), picture.image.string(), picture.out.string()));
    }
}

/// Throws, before any work, where a view could not be written or would cost the user a file.
void planViews(std::vector<Viewed>& pictures, const ViewRequest& request)
{
    requirePlace(request.out, pictures.size());
    nameViews(pictures, request);
    std::error_code ignored;
    for (const Viewed& picture : pictures) {
        if (!isOneFile(request.out) && !fs::exists(request.out, ignored))
            return; // the folder is not there yet, so nothing is in it
        if (fs::exists(picture.out, ignored))
            for (const Viewed& read : pictures)
                refuseOverwriting(picture.out, {read.image});
        requireOutput(picture.out, request.force, {request.backbone.source, request.backbone.inputProfile});
    }
}

void requireView(const BackboneSpec& spec, const ViewRequest& request)
{
    if (request.view != FeatureView::Attention)
        return;
    if (spec.heads == 0)
        throw Error(ErrorCode::BadOption, "--view attention has no meaning for the descriptor, which is no "
                                          "transformer; name weights with --backbone, or use --view pca or norm");
    if (request.head && *request.head >= spec.heads)
        throw Error(ErrorCode::BadOption, fmt::format("--head is {}; the backbone has heads 0 to {}, or mean",
                                                      *request.head, spec.heads - 1));
}

void readPicture(Viewed& picture, Backbone& backbone, const ViewRequest& request, const JobContext& ctx)
{
    const Image photo = loadImage(picture.image, Orientation::Upright);
    const Image input = networkInput(photo, backbone.spec(), request.size, picture.image.string());
    const int patch = backbone.spec().patchSize;
    picture.grid = {input.height / patch, input.width / patch, patch};
    picture.size = photo.width < input.width ? input.size() : photo.size(); // a small picture's patches stay visible
    picture.numbers = request.view == FeatureView::Attention
                          ? backbone.attention(input, ctx)
                          : std::move(backbone.extract(std::span(&input, 1), ctx).front().features);
}

/// Reads all pictures; of several, those that cannot be read are told and left out. Result: how many those are.
std::size_t readPictures(Session& session, std::vector<Viewed>& pictures, Backbone& backbone,
                         const ViewRequest& request)
{
    const auto total = static_cast<std::int64_t>(pictures.size());
    std::vector<Viewed> read;
    std::int64_t done = 0;
    for (Viewed& picture : pictures) {
        try {
            readPicture(picture, backbone, request, session.context());
            read.push_back(std::move(picture));
        } catch (const Error& error) {
            const bool isItsFault = error.code() == ErrorCode::NotFound || error.code() == ErrorCode::Unreadable ||
                                    error.code() == ErrorCode::BadFormat || error.code() == ErrorCode::Unsupported;
            if (total == 1 || !isItsFault)
                throw;
            say(session, std::string("Skipped ") + error.what());
        }
        session.context().step(++done, total, "reading pictures");
    }
    if (read.empty())
        throw Error(ErrorCode::Empty, "none of the pictures could be read");
    pictures = std::move(read);
    return static_cast<std::size_t>(total) - pictures.size();
}

void writeView(const Viewed& picture, const Image& view)
{
    saveImage(picture.out, view);
    print(picture.out.string());
}

std::string componentSentence(const FeatureComponents& components)
{
    if (components.shares.empty())
        return "All patches have the same features: the view is grey";
    constexpr std::array kColours = {"red", "green", "blue"};
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < components.shares.size(); ++i)
        parts.push_back(fmt::format("{:.0f} % in {}", 100 * components.shares[i], kColours[i]));
    return fmt::format("How the patches differ: {}", fmt::join(parts, ", "));
}

void writeComponents(Session& session, const std::vector<Viewed>& pictures, Enlarge enlarge)
{
    std::vector<MatrixView> features;
    for (const Viewed& picture : pictures)
        features.push_back(picture.numbers);
    const FeatureComponents components = featureComponents(features, session.context());
    say(session, componentSentence(components));
    const std::vector<std::vector<Rgb>> colours = featureColours(components);
    for (std::size_t i = 0; i < pictures.size(); ++i)
        writeView(pictures[i], featurePicture(colours[i], pictures[i].grid, pictures[i].size, enlarge));
}

std::vector<float> patchValues(const Viewed& picture, const ViewRequest& request)
{
    if (request.view == FeatureView::Norm)
        return featureNorms(picture.numbers);
    if (!request.head)
        return meanOverHeads(picture.numbers);
    const auto row = picture.numbers.row(*request.head);
    return {row.begin(), row.end()};
}

std::string rangeSentence(FeatureView view, ValueRange range)
{
    const char* name = view == FeatureView::Norm ? "Norm" : "Attention";
    if (!(range.low < range.high))
        return fmt::format("{}: {:.4g} everywhere", name, range.low);
    return fmt::format("{}: {:.4g} (dark) to {:.4g} (light)", name, range.low, range.high);
}

void writeValues(Session& session, const std::vector<Viewed>& pictures, const ViewRequest& request)
{
    std::vector<std::vector<float>> values;
    std::vector<float> all;
    for (const Viewed& picture : pictures) {
        values.push_back(patchValues(picture, request));
        all.insert(all.end(), values.back().begin(), values.back().end());
    }
    const ColourScale scale{robustRange(std::move(all)), heatPalette()};
    say(session, rangeSentence(request.view, scale.range));
    for (std::size_t i = 0; i < pictures.size(); ++i)
        writeView(pictures[i], valuePicture(values[i], pictures[i].grid, pictures[i].size, request.enlarge, scale));
}

} // namespace

Image networkInput(const Image& photo, const BackboneSpec& spec, const InputSize& size, const std::string& name)
{
    const int side = spec.defaultInputSide();
    const Size target{size.width > 0 ? size.width : side, size.height > 0 ? size.height : side};
    return resizePhoto(photo, networkSize(photo.size(), target, spec.patchSize, size.resize, name));
}

int viewFeatures(Session& session, const ViewRequest& request)
{
    std::vector<Viewed> pictures = picturesOf(request);
    planViews(pictures, request);
    const auto backbone = openBackbone(request.backbone, session.context());
    say(session, backboneSentence(backbone->spec()));
    requireView(backbone->spec(), request);
    const std::size_t skipped = readPictures(session, pictures, *backbone, request);
    if (!isOneFile(request.out))
        makeFolder(request.out);
    if (request.view == FeatureView::Pca)
        writeComponents(session, pictures, request.enlarge);
    else
        writeValues(session, pictures, request);
    return session.exitAfterSkips(skipped);
}

} // namespace nectar::cli
