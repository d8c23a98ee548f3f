// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"

#include <filesystem>

namespace nectar {

// One function for each form of file that names or colours classes. Errors: as readFile(), BadFormat naming file, place
// and reason. Repeated ids or names, and what no mask can hold, are errors; "(ignore)" after a name is honoured.

/// classes.txt: "name" (the id is the line number from 0), "id name", "id: name", "id,name" or "id;name".
ClassTable classesFromLines(const std::filesystem::path& file);
/// CVAT's labelmap.txt: "name:r,g,b:parts:actions".
ClassTable classesFromCvat(const std::filesystem::path& file);
/// CSV with a header that names the columns in any order, or by their number: name; id,name; name,r,g,b; id,name,r,g,b.
ClassTable classesFromCsv(const std::filesystem::path& file);
/// {"0":"sky",…}, {"sky":0,…}, ["sky",…], [{"id":0,"name":"sky","color":[r,g,b]},…], or an object that holds one of
/// these as classes, labels, categories or id2label.
ClassTable classesFromJson(const std::filesystem::path& file);
/// palette.txt: lines of one of the forms "r g b", "r g b name", "id r g b", "id r g b name", "name r g b" and
/// "id name r g b". Names are empty where the file has none.
ClassTable classesFromPalette(const std::filesystem::path& file);

} // namespace nectar
