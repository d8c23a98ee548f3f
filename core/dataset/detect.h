// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dataset/recipe.h"

namespace nectar {

// One function per known form: a recipe if the folder has it, nothing otherwise.
std::optional<Detection> detectRecipeFile(const std::filesystem::path& root);
std::optional<Detection> detectVoc(const std::filesystem::path& root);
std::optional<Detection> detectAde20k(const std::filesystem::path& root);
std::optional<Detection> detectCamVid(const std::filesystem::path& root);
std::optional<Detection> detectSevenScenes(const std::filesystem::path& root);
std::optional<Detection> detectFolderPairs(const std::filesystem::path& root, const JobContext& ctx);

/// Class table and encoding of a recipe whose folders are known, from name files and from the masks themselves.
void detectClasses(Detection& detection, const JobContext& ctx);
/// Unit of the depth pictures, by the values of a few.
void detectDepthScale(Detection& detection, const JobContext& ctx);

/// Whether a class file has names, or only colours: the classes are called "class N" then.
enum class NamesAre { Written, Numbers };

struct NamedClasses {
    ClassTable table;
    std::filesystem::path file; ///< where the names are from
    NamesAre names = NamesAre::Written;
    std::vector<std::string> notes; ///< where the colours are from, and what was guessed
};
/// Class table of a folder. Names come from the first of these that is there; where they have no colours, these come
/// from another of them, by name or else by id:
///   classes.txt, labels.txt, label_map.txt, class_names.txt (a name, or "id name", a line), CVAT's labelmap.txt,
///   *class_dict.csv,
///   classes.json, labels.json, class_names.json, id2label.json, label_map.json,
///   classes.csv, labels.csv, class_names.csv,
///   palette.txt, label_colors.txt, colormap.txt (a colour a line, with or without id and name).
/// class_forms.h describes each. Files without names name the classes only if no other does.
/// Errors: BadFormat naming file, line and reason; also where the file has no class in it. But labels.json and
/// labels.csv may be annotations: where they name no classes they are passed over, and `passedOver` says so.
std::optional<NamedClasses> readClassFile(const std::filesystem::path& folder,
                                          std::vector<std::string>* passedOver = nullptr);

inline constexpr int kLargestMaskValue = 65535;
inline constexpr int kLargestClassId = kLargestMaskValue - 1; ///< the largest value is "no label" in what Nectar writes
inline constexpr int kMostClasses = 4096;                     ///< a confusion matrix has a cell for each pair
inline constexpr std::size_t kLongestClassName = 200;         ///< bytes: they stand in tables and messages
/// "there are more than … classes", why and what to do.
std::string tooManyClasses();

} // namespace nectar
