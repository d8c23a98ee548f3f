// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/prediction_files.h"

#include "core/base/files.h"
#include "core/base/npy.h"
#include "core/image/image_files.h"
#include "core/image/label_png.h"
#include "core/pipeline/html_report.h"
#include "core/report/overlay.h"
#include "core/report/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDepthPalette = "dusk";
constexpr const char* kReportEnding = "_report.html";

/// A kind of file: what it is of, whether it is wanted, how its name ends.
struct Ending {
    Task task;
    bool PredictionExports::*wanted;
    const char* name;
};
constexpr Ending kEndings[] = {
    {Task::Segmentation, &PredictionExports::index, "_labels.png"},
    {Task::Segmentation, &PredictionExports::colour, "_colours.png"},
    {Task::Segmentation, &PredictionExports::overlay, "_overlay.png"},
    {Task::Depth, &PredictionExports::depth16, "_depth.png"},
    {Task::Depth, &PredictionExports::npy, "_depth.npy"},
    {Task::Depth, &PredictionExports::colour, "_depth_colours.png"},
    {Task::Depth, &PredictionExports::overlay, "_depth_overlay.png"},
};

bool wants(const MemoryBank& bank, const PredictionExports& exports, Task task)
{
    return exports.tasks.empty() ? bank.has(task)
                                 : std::find(exports.tasks.begin(), exports.tasks.end(), task) != exports.tasks.end();
}

class PredictionWriter {
public:
    PredictionWriter(const OpenImage& image, const MemoryBank& bank, const PredictionExports& exports,
                     const fs::path& stem, const JobContext& ctx)
        : m_image(image), m_bank(bank), m_exports(exports), m_stem(stem), m_ctx(ctx),
          m_total(std::ssize(predictionFiles(bank, exports, stem)))
    {}

    void writeLabels(const Prediction& prediction)
    {
        const std::vector<Rgb> palette = paletteFor(m_bank.classes());
        if (const auto file = next(Task::Segmentation, &PredictionExports::index))
            saveLabelPng(*file, prediction.labels, m_bank.classes(), palette);
        if (const auto file = next(Task::Segmentation, &PredictionExports::colour))
            saveImage(*file, colourLabels(prediction.labels, palette));
        if (const auto file = next(Task::Segmentation, &PredictionExports::overlay))
            saveImage(*file, overlayLabels(m_image.photo, prediction.labels, palette, m_exports.opacity));
        const auto unknown = std::count(prediction.labels.ids.begin(), prediction.labels.ids.end(), kVoid);
        if (unknown > 0)
            m_written.warnings.push_back(
                fmt::format("{}: {} pixels have no labelled neighbour and are unknown", m_image.name, unknown));
    }

    void writeDepth(const Prediction& prediction)
    {
        const DepthMap& depth = prediction.depth.depth;
        const std::vector<std::uint8_t>& guessed = prediction.depth.guessed;
        if (const auto guesses = std::count(guessed.begin(), guessed.end(), 1); guesses > 0)
            m_written.notes.push_back(
                fmt::format("{}: {} pixels have no known depth nearby, as the sky has none; theirs "
                            "is a guess, hatched in the overlay",
                            m_image.name, guesses));
        const DepthRange range = depthRange(depth);
        if (const auto file = next(Task::Depth, &PredictionExports::depth16)) {
            const std::size_t clamped = saveDepthPng(*file, depth);
            if (clamped > 0)
                m_written.warnings.push_back(
                    fmt::format("{}: {} pixels are farther than 65.5 m and were clamped in the 16-bit picture; "
                                "the .npy file keeps them",
                                m_image.name, clamped));
        }
        if (const auto file = next(Task::Depth, &PredictionExports::npy))
            writeNpy(*file, {depth.height, depth.width}, depth.metres);
        if (const auto file = next(Task::Depth, &PredictionExports::colour))
            saveImage(*file, colourDepth(depth, range, depthPalette(kDepthPalette)));
        if (const auto file = next(Task::Depth, &PredictionExports::overlay))
            saveImage(*file, overlayDepth(m_image.photo, depth, range, depthPalette(kDepthPalette), m_exports.opacity,
                                          guessed));
    }

    void writeReport(const DecodeOptions& options)
    {
        m_ctx.step(std::ssize(m_written.files), m_total, kFilesPhase);
        const fs::path& file = m_written.files.emplace_back(m_stem.string() + kReportEnding);
        writeFile(file, htmlReport(m_image, m_bank, {options, m_exports.opacity, m_exports.patch}, m_ctx));
    }

    WrittenPrediction take() { return std::move(m_written); }

private:
    /// The file of a kind that is wanted, noted as written.
    std::optional<fs::path> next(Task task, bool PredictionExports::*wanted)
    {
        const auto ending = std::ranges::find_if(
            kEndings, [=](const Ending& each) { return each.task == task && each.wanted == wanted; });
        if (!(m_exports.*wanted) || ending == std::end(kEndings))
            return std::nullopt;
        m_ctx.step(std::ssize(m_written.files), m_total, kFilesPhase); // a stop leaves whole files
        return m_written.files.emplace_back(m_stem.string() + ending->name);
    }

    const OpenImage& m_image;
    const MemoryBank& m_bank;
    PredictionExports m_exports;
    fs::path m_stem;
    const JobContext& m_ctx;
    std::int64_t m_total;
    WrittenPrediction m_written;
};

} // namespace

std::vector<fs::path> predictionFiles(const MemoryBank& bank, const PredictionExports& exports, const fs::path& stem)
{
    std::vector<fs::path> files;
    for (const Ending& ending : kEndings)
        if (exports.*ending.wanted && wants(bank, exports, ending.task))
            files.emplace_back(stem.string() + ending.name);
    if (exports.html)
        files.emplace_back(stem.string() + kReportEnding);
    return files;
}

WrittenPrediction writePredictions(const OpenImage& image, const MemoryBank& bank, const DecodeOptions& options,
                                   const PredictionExports& exports, const fs::path& stem, const JobContext& ctx)
{
    PredictionWriter writer(image, bank, exports, stem, ctx);
    const bool onlyReport = !exports.index && !exports.colour && !exports.overlay && !exports.depth16 && !exports.npy;
    for (const Task task : {Task::Segmentation, Task::Depth}) {
        if (!wants(bank, exports, task) || onlyReport)
            continue;
        const Prediction prediction = predict(image, bank, task, options, ctx);
        if (task == Task::Segmentation)
            writer.writeLabels(prediction);
        else
            writer.writeDepth(prediction);
    }
    if (exports.html)
        writer.writeReport(options);
    return writer.take();
}

} // namespace nectar
