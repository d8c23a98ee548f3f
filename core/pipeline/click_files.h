// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/files.h"
#include "core/base/image.h"
#include "core/base/job.h"
#include "core/pipeline/click_points.h"
#include "core/report/coco.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace nectar {

/// A picture that gets a mask, and what it is called in the folder of the results: a relative path with its ending.
struct LabelTarget {
    std::filesystem::path picture;
    std::string name;
};

/// Pictures of a data set, whatever its annotations; of a folder that is none, all below it. Errors: as
/// detectDataset(), but for Unsupported.
std::vector<LabelTarget> picturesToLabel(const std::filesystem::path& folder, const JobContext& ctx);

/// A folder of pictures and their masks that is an ordinary data set: images/NAME, masks/NAME with .png (raw ids with a
/// palette, unknown pixels as 255, or 65535 where ids need 16 bits) and classes.csv; the same labels in
/// annotations.json, as COCO has them; perhaps the clicks.
class ClickFiles {
public:
    /// Nothing is written yet. Errors: BadOption (a file is in the way, two pictures would share a mask, a picture lies
    /// in the folder), Exists: the folder is not empty (Existing::Keep), or has pictures, masks or class files that are
    /// not of this run and would spoil the data set.
    ClickFiles(std::filesystem::path folder, ClassTable classes, const std::vector<LabelTarget>& targets,
               Existing existing);

    /// The classes; the first to be written.
    void writeClasses() const;
    /// A picture and its mask. The picture is copied byte for byte, unless it is turned by its EXIF tag: as the mask is
    /// of the upright picture, that is written then, as PNG. Returns the mask's file.
    std::filesystem::path write(const LabelTarget& target, const LabelMap& labels);
    /// annotations.json, of the pictures written so far. Returns the file.
    std::filesystem::path writeAnnotations() const;
    /// clicks.csv: what the labels come from. points: their pictures as their targets are called.
    std::filesystem::path writeClicks(ClickPoints points) const;

private:
    std::filesystem::path m_folder;
    ClassTable m_classes;
    std::vector<Rgb> m_palette;
    CocoAnnotations m_annotations;
    std::map<std::string, std::string> m_copies; ///< pictures written: by what they are called, relative to the folder
};

} // namespace nectar
