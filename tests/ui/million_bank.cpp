// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/million_bank.h"

#include "core/backbone/backbone.h"
#include "core/base/paths.h"
#include "core/dataset/recipe.h"
#include "core/memory/memory_builder.h"

#include <QBuffer>
#include <QImage>

#include <fmt/format.h>

namespace nectar {

namespace {

constexpr int kPictures = 1000, kPatches = 1000, kClasses = 151;

std::vector<std::byte> jpegOf(int number)
{
    QImage picture(256, 192, QImage::Format_RGB888);
    picture.fill(QColor::fromHsv(number * 137 % 360, 120, 200));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    picture.save(&buffer, "JPEG");
    const auto data = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    return {data.begin(), data.end()};
}

/// Pictures have a character of their own, so that some resemble a query more than others.
BankRows rowsOf(int picture, int dim)
{
    BankRows rows;
    rows.image = static_cast<std::uint32_t>(picture);
    rows.keys = Matrix(kPatches, dim);
    rows.labels.emplace();
    rows.labels->patchPixels = 196;
    std::uint64_t state = 0x9E3779B97F4A7C15ULL * static_cast<std::uint64_t>(picture + 1);
    const auto next = [&state] {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return static_cast<float>(static_cast<double>(state >> 40) / (1 << 24) - 0.5);
    };
    std::vector<float> own(static_cast<std::size_t>(dim));
    for (float& value : own)
        value = 0.5f * next();
    for (int patch = 0; patch < kPatches; ++patch) {
        for (int i = 0; i < dim; ++i)
            rows.keys.row(patch)[static_cast<std::size_t>(i)] = own[static_cast<std::size_t>(i)] + next();
        const auto first = static_cast<std::uint16_t>((picture * 7 + patch * 31) % (kClasses - 1));
        rows.labels->entries.push_back({first, 150});
        rows.labels->entries.push_back({static_cast<std::uint16_t>(first + 1), 46});
        rows.labels->offsets.push_back(static_cast<std::uint32_t>(rows.labels->entries.size()));
        rows.patches.push_back(patch);
        rows.rectangles.push_back({static_cast<float>(patch % 37) * 14, static_cast<float>(patch / 37) * 14, 14, 14});
    }
    rows.originalSize = {518, 518};
    rows.contentHash = {7, static_cast<std::uint64_t>(picture)};
    rows.jpeg = jpegOf(picture);
    return rows;
}

} // namespace

const char* whyNoMillionBank(const std::filesystem::path& folder)
{
    if (starterBackboneDir().empty())
        return "the starter backbone is not installed (packaging/setup.sh installs it)";
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    return error || space.available < std::uintmax_t{3} << 30 ? "3 GB of disk are needed for temporary files" : "";
}

void writeMillionBank(const std::filesystem::path& file)
{
    BackboneRequest request;
    request.source = "starter";
    const BackboneSpec spec = openBackbone(request, JobContext{})->spec(); // with the hash of its weights
    BankInfo info;
    info.dim = spec.dim;
    info.patchSize = spec.patchSize;
    info.options.width = info.options.height = 518;
    info.options.resize = Resize::Squash; // 37 x 37 patches of any picture
    info.options.tasks = {Task::Segmentation};
    info.backboneJson = specToJson(spec);
    info.backboneIdentity = spec.identity();
    Recipe recipe;
    recipe.root = ".";
    for (int c = 0; c < kClasses; ++c)
        recipe.classes.classes.push_back({c, fmt::format("class {}", c), {}});
    info.classes = recipe.classes;
    info.recipeJson = recipeToJson(recipe);
    info.dataRoot = "/nowhere";
    info.split = "all";
    std::vector<std::string> names;
    for (int picture = 0; picture < kPictures; ++picture)
        names.push_back(fmt::format("picture_{:04}.jpg", picture));
    MemoryBuilder builder(file, info, names, std::int64_t{kPictures} * kPatches, PartialFile::Start);
    for (int picture = 0; picture < kPictures; ++picture)
        builder.add(rowsOf(picture, spec.dim));
    builder.finish(JobContext{});
}

} // namespace nectar
