// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/job.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nectar {

/// How the values of mask files mean classes.
enum class MaskEncoding {
    Index,  ///< the stored number is the raw id (grey or palette PNG, 1 to 16 bits); a palette is never applied
    Colour, ///< RGB; each class has one colour
    Binary  ///< two values: 0 and anything else
};

/// Where the files of one split lie; folders relative to the root, suffixes with the extension's dot (".color.jpg").
struct SplitRecipe {
    std::string images; ///< folder of the photos; several are separated by ";"
    std::string masks;  ///< folder of the masks; empty: none
    std::string depths; ///< folder of the depth pictures; empty: none
    std::string list;   ///< optional list file: a stem, a path, or "image mask", a line
    friend bool operator==(const SplitRecipe&, const SplitRecipe&) = default;
};

/// Everything that was guessed about a data set, as data: written to JSON, editable, used to open it again.
/// One generic reader serves every format. Documented in the README ("data set recipes").
struct Recipe {
    std::string format = "folder-pairs"; ///< folder-pairs, camvid, sevenscenes, voc2012, ade20k: for people
    std::filesystem::path root;
    std::map<std::string, SplitRecipe> splits; ///< "train", "val", …; "all" where the data has none
    std::string imageSuffix;                   ///< empty: any picture file
    std::string maskSuffix;                    ///< what a mask's name has after the photo's stem
    std::string depthSuffix;
    MaskEncoding encoding = MaskEncoding::Index;
    ClassTable classes;        ///< empty where there are no masks
    double depthScale = 0.001; ///< metres per unit of the depth picture
    std::vector<int> depthInvalid = {0, 65535};
    double depthMinMetres = 0; ///< values outside are invalid
    double depthMaxMetres = 0; ///< 0: no limit
    friend bool operator==(const Recipe&, const Recipe&) = default;
};

std::string recipeToJson(const Recipe& recipe);
/// Relative roots are taken relative to baseFolder; file: for error texts. Throws BadFormat naming file and key.
Recipe recipeFromJson(const std::string& json, const std::filesystem::path& baseFolder,
                      const std::filesystem::path& file = "JSON text");

/// Why recipeFromJson() would refuse what recipeToJson() writes of it: "depthScale must be more than 0"; empty: it is
/// fine.
std::string recipeProblem(const Recipe& recipe);

/// A guess with its reasons: notes explain ("found train/ beside trainannot/: CamVid form"), warnings say what was
/// ambiguous ("255 occurs and no class file says so: taken as ignored").
struct Detection {
    Recipe recipe;
    std::vector<std::string> notes;
    std::vector<std::string> warnings;
};

/// Looks at a folder and says what it holds. Throws NotFound, Empty ("no pictures below …") or Unsupported (what was
/// looked for and what is there). Looks at file names and at most 50 masks, unless class ids have to be found in masks.
Detection detectDataset(const std::filesystem::path& root, const JobContext& ctx);

} // namespace nectar
