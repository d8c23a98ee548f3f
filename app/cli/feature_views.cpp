// SPDX-License-Identifier: Apache-2.0
#include "app/cli/feature_views.h"

#include "app/cli/backbone_flags.h"
#include "app/cli/outputs.h"
#include "core/base/files.h"
#include "core/dataset/file_listing.h"
#include "core/image/image_files.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

namespace nectar::cli {

namespace fs = std::filesystem;

namespace {

/// One picture from its file to its view.
struct Viewed {
    fs::path image, out;
    ViewedPicture read = {};
};

bool isPng(const fs::path& file)
{
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return ending == ".png";
}

/// Each picture once.
std::vector<Viewed> picturesOf(const ViewRequest& request)
{
    std::vector<Viewed> pictures;
    std::set<fs::path> seen;
    for (const fs::path& image : request.images) {
        std::error_code ignored;
        if (seen.insert(fs::weakly_canonical(image, ignored)).second)
            pictures.push_back({image, {}});
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

void nameViews(std::vector<Viewed>& pictures, const ViewRequest& request)
{
    std::vector<fs::path> images;
    for (const Viewed& picture : pictures)
        images.push_back(picture.image);
    const std::vector<fs::path> files =
        isOneFile(request.out) ? std::vector{request.out} : viewFiles(images, request.out, request.kind);
    for (std::size_t i = 0; i < pictures.size(); ++i)
        pictures[i].out = files[i];
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
    if (request.kind.view != FeatureView::Attention)
        return;
    if (spec.heads == 0)
        throw Error(ErrorCode::BadOption, "--view attention has no meaning for the descriptor, which is no "
                                          "transformer; name weights with --backbone, or use --view pca or norm");
    if (request.kind.head && *request.kind.head >= spec.heads)
        throw Error(ErrorCode::BadOption, fmt::format("--head is {}; the backbone has heads 0 to {}, or mean",
                                                      *request.kind.head, spec.heads - 1));
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
            picture.read = readForView(loadImage(picture.image, Orientation::Upright), backbone, request.kind.view,
                                       request.size, picture.image.string(), session.context());
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

std::string rangeSentence(FeatureView view, ValueRange range)
{
    const char* name = view == FeatureView::Norm ? "Norm" : "Attention";
    if (!(range.low < range.high))
        return fmt::format("{}: {:.4g} everywhere", name, range.low);
    return fmt::format("{}: {:.4g} (dark) to {:.4g} (light)", name, range.low, range.high);
}

void writeViews(Session& session, const std::vector<Viewed>& pictures, const ViewRequest& request)
{
    std::vector<MatrixView> numbers;
    for (const Viewed& picture : pictures)
        numbers.push_back(picture.read.numbers);
    const ViewColours colours = colourViews(numbers, request.kind, session.context());
    say(session, request.kind.view == FeatureView::Pca ? componentSentence(colours.components)
                                                       : rangeSentence(request.kind.view, colours.scale.range));
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const ViewedPicture& read = pictures[i].read;
        saveImage(pictures[i].out, viewPicture(colours, i, read.grid, read.size, request.enlarge));
        print(pictures[i].out.string());
    }
}

} // namespace

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
    writeViews(session, pictures, request);
    return session.exitAfterSkips(skipped);
}

} // namespace nectar::cli
