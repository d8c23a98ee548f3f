// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"
#include "core/base/job.h"
#include "core/dataset/dataset.h"
#include "core/memory/memory_bank.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nectar {

struct HalfBuiltSource;

enum class HoldOut { Nothing, SeededFifth }; ///< of a data set without splits

struct BuildBankRequest {
    std::filesystem::path data;        ///< folder of the data set
    std::filesystem::path recipe;      ///< JSON recipe; empty: detect
    std::optional<Recipe> knownRecipe; ///< exactly this one; neither data nor recipe is looked at
    std::string split;                 ///< empty: the data set's prompt split
    BackboneRequest backbone;
    BankOptions bank;
    bool augmentLabelsOnly = false; ///< a preset's augmentation is left out of a bank with depth, not refused
    std::filesystem::path output;
    bool force = false;     ///< replace an existing bank, and start again where an unfinished one is
    bool resume = false;    ///< go on with X.bank.partial; throws Mismatch if its pictures or options are others
    bool strict = false;    ///< an ambiguous guess about the data is an error
    std::int64_t limit = 0; ///< the first N pictures by name; 0: all
    HoldOut holdOut = HoldOut::Nothing;
};

/// What a build would do and need, before it starts.
struct BuildForecast {
    Detection detection;
    BackboneSpec backbone;
    std::string split;
    std::vector<Task> tasks;
    Size networkInput; ///< of the first picture
    std::int64_t images = 0;
    std::int64_t rows = 0; ///< at most
    std::int64_t bankBytes = 0;
    std::int64_t diskBytes = 0;   ///< twice the bank while building
    std::int64_t memoryBytes = 0; ///< resident while building
    std::vector<std::string> warnings;
};
BuildForecast forecastBuild(const BuildBankRequest& request, const JobContext& ctx);

/// State of a running build after a picture was read.
struct BuildTick {
    std::shared_ptr<const HalfBuiltSource> source; ///< for a bank of what was read so far (writeHalfBuiltBank())
    std::int64_t imagesDone = 0, imagesTotal = 0;
    std::int64_t rows = 0;
    std::vector<std::int64_t> rowsPerClass; ///< rows that contain the class
    std::string lastImage;                  ///< name of the picture just read
};
using BuildListener = std::function<void(const BuildTick&)>;

struct BuildReport {
    std::filesystem::path bank;
    std::string hash;
    std::int64_t images = 0;
    std::int64_t rows = 0;
    std::vector<std::int64_t> rowsPerClass;
    ClassTable classes;
    std::vector<SkippedFile> skipped;
    std::vector<std::string> notes, warnings;
    double openSeconds = 0, readSeconds = 0, encodeSeconds = 0, finishSeconds = 0;
};

/// openBackbone(), unless a test puts another in its place.
using BackboneOpener = std::function<std::unique_ptr<Backbone>(const BackboneRequest&, const JobContext&)>;

/// Reads the prompt images and writes the bank (architecture.md 7). Stopped by its token, it throws Cancelled and
/// leaves a resumable partial file. Errors: BadOption, Exists, Empty, what the modules throw.
BuildReport buildBank(const BuildBankRequest& request, const JobContext& ctx, const BuildListener& listener = {},
                      const BackboneOpener& opener = openBackbone);

std::string buildReportToJson(const BuildReport& report);

/// The dataset a request means: its recipe file, or the detected one. strict refuses ambiguous guesses.
Detection resolveDataset(const std::filesystem::path& data, const std::filesystem::path& recipe, bool strict,
                         const JobContext& ctx);
/// The same of a request, whose recipe may be known.
Detection resolveDataset(const BuildBankRequest& request, const JobContext& ctx);
/// A seeded fifth of the samples (by hash of the name): the hold-out of a data set without splits.
bool isHeldOut(const std::string& sampleName);

} // namespace nectar
