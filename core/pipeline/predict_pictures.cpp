// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/predict_pictures.h"

#include <fmt/format.h>

#include <map>

namespace nectar {

namespace fs = std::filesystem;

namespace {

/// Through links: files are compared, not names.
fs::path normal(const fs::path& path)
{
    std::error_code error;
    return fs::weakly_canonical(fs::absolute(path), error);
}

void nameResults(std::vector<NamedPicture>& pictures, const fs::path& out)
{
    std::map<fs::path, int> stems;
    for (const NamedPicture& picture : pictures)
        ++stems[picture.file.stem()];
    for (NamedPicture& picture : pictures)
        picture.stem = out / (stems[picture.file.stem()] > 1 ? picture.file.filename() : picture.file.stem());
}

} // namespace

PredictionPlan planPredictions(std::vector<NamedPicture> pictures, const MemoryBank& bank,
                               const PredictionExports& exports, const fs::path& out)
{
    PredictionPlan plan{std::move(pictures), {}, 0};
    nameResults(plan.pictures, out);
    std::map<fs::path, const NamedPicture*> writers;
    for (const NamedPicture& picture : plan.pictures)
        for (const auto& file : predictionFiles(bank, exports, picture.stem))
            writers.emplace(normal(file), &picture);
    plan.earlierResults = std::erase_if(plan.pictures, [&](const NamedPicture& picture) {
        return picture.fromFolder && writers.contains(normal(picture.file));
    });
    writers.clear();
    for (const NamedPicture& picture : plan.pictures)
        for (const auto& file : predictionFiles(bank, exports, picture.stem)) {
            if (const auto [first, isNew] = writers.emplace(normal(file), &picture); !isNew)
                throw Error(ErrorCode::BadOption,
                            fmt::format("{} and {} would both write {}; predict them into different folders",
                                        first->second->file.string(), picture.file.string(), file.string()));
            plan.files.push_back(file);
        }
    for (const NamedPicture& picture : plan.pictures)
        if (const auto writer = writers.find(normal(picture.file)); writer != writers.end())
            throw Error(ErrorCode::BadOption,
                        fmt::format("{} would be overwritten by a result of {}; choose another folder for the results",
                                    picture.file.string(), writer->second->file.string()));
    return plan;
}

std::size_t predictPictures(OpenScene& scene, std::span<const NamedPicture> pictures, const PredictionRun& run,
                            const PredictionEvents& events, const JobContext& ctx)
{
    std::size_t skipped = 0;
    for (const NamedPicture& picture : pictures) {
        ctx.checkStop();
        std::shared_ptr<const OpenImage> image;
        try {
            image = scene.openImage(picture.file, run.self, ctx);
        } catch (const Error& error) {
            if (pictures.size() == 1 || !concernsOnePicture(error))
                throw;
            if (events.skipped)
                events.skipped(picture, error.what());
            ++skipped;
            continue;
        }
        if (events.opened)
            events.opened(picture, *image);
        const WrittenPrediction written =
            writePredictions(*image, *scene.bank(), run.decode, run.exports, picture.stem, ctx);
        if (events.written)
            events.written(picture, written);
    }
    return skipped;
}

} // namespace nectar
