// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/image.h"
#include "core/base/job.h"

#include <filesystem>

namespace nectar {

/// A rendered scene with exact annotation: labels and depth are those of the pixels' centres.
struct ToyScene {
    Image photo;
    LabelMap labels;
    DepthMap depth; ///< metres along the camera's axis, up to 60; NaN: sky and farther
};

/// The 12 classes of toy town: sky, ground, road, pavement, building, roof, tree, water, car, person, animal, fence.
ClassTable toyTownClasses();

/// Scene number `scene` of the seeded town. Same seed, scene and size: same pixels, on any number of threads.
ToyScene renderToyScene(std::uint64_t seed, int scene, Size size, const JobContext& ctx);

struct ToyTownOptions {
    std::uint64_t seed = 4;
    int prompts = 24, validations = 8, queries = 8;
    Size size{512, 512};
};

inline constexpr const char* kTownStamp = ".toy-town"; ///< a file that marks a folder as written by writeToyTown()

/// Writes the data set as ordinary files: {train,val,query}/{images,masks,depth}, classes.txt, class_dict.csv (their
/// colours) and a README.
/// The folder appears whole or not at all. If it is there already with the same options, only the
/// pictures and class files that are missing are written. Returns the folder. Errors: NoSpace, NoPermission, Exists
/// (another folder with contents is in the way), BadOption (it is a file).
std::filesystem::path writeToyTown(const std::filesystem::path& folder, const ToyTownOptions& options,
                                   const JobContext& ctx);

/// The user's own copy (in the cache), written on first use.
std::filesystem::path demoDataset(const JobContext& ctx);
/// Bytes on the disk of that copy, 0: there is none.
std::int64_t demoDatasetBytes(const JobContext& ctx);
/// Removes that copy; demoDataset() writes the same again. A folder of that name which Nectar did not write stays.
/// Errors: NoPermission, Io.
void removeDemoDataset(const JobContext& ctx);

} // namespace nectar
