// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/open_scene.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace nectar {

/// The phase of its progress in which writePredictions() counts files.
inline constexpr const char* kFilesPhase = "files";

/// What is written beside each other for one picture.
struct PredictionExports {
    std::vector<Task> tasks;              ///< empty: all the bank has
    float opacity = 0.55f;                ///< of the overlays
    bool index = true;                    ///< NAME_labels.png: raw ids with the palette
    bool colour = false;                  ///< NAME_colours.png, NAME_depth_colours.png
    bool overlay = true;                  ///< NAME_overlay.png, NAME_depth_overlay.png
    bool depth16 = true;                  ///< NAME_depth.png: millimetres
    bool npy = true;                      ///< NAME_depth.npy: metres, float32
    bool html = false;                    ///< NAME_report.html: all that is seen, whatever the tasks
    std::optional<PatchIndex> patch = {}; ///< whose evidence the report shows
};

struct WrittenPrediction {
    std::vector<std::filesystem::path> files;
    std::vector<std::string> notes;    ///< depth that is a guess
    std::vector<std::string> warnings; ///< depth clamped to the 16-bit range, pixels without label
};

/// The files that writePredictions() writes for a stem, as FOLDER/NAME; empty if bank, tasks and kinds of file share
/// nothing.
std::vector<std::filesystem::path> predictionFiles(const MemoryBank& bank, const PredictionExports& exports,
                                                   const std::filesystem::path& stem);

/// Predicts each task and writes the files, each atomically; what is there is replaced.
WrittenPrediction writePredictions(const OpenImage& image, const MemoryBank& bank, const DecodeOptions& options,
                                   const PredictionExports& exports, const std::filesystem::path& stem,
                                   const JobContext& ctx);

} // namespace nectar
