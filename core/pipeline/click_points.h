// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace nectar {

/// A place in a picture that somebody gave a class.
struct ClickPoint {
    int line = 0;        ///< of the file, from 1
    std::string picture; ///< as written
    float x = 0, y = 0;  ///< pixels of the upright picture, from its top left corner
    std::uint16_t classIndex = 0;
};

struct ClickPoints {
    std::vector<ClickPoint> points; ///< at most kMostClicks, as in the file
    ClassTable classes;             ///< kOtherClass is "other"; then the classes as they appear; id = class index
};

/// Points of a CSV file whose first line names the columns picture (or image), x, y and class, in any order. classes:
/// of readClickClasses(), and no others then; none: as they appear. Errors: as readCsv(); BadFormat names every line
/// that is wrong, the first ten of them with the reason; Empty: no point.
ClickPoints readClickPoints(const std::filesystem::path& file, const std::optional<ClassTable>& classes = {});

/// Classes with ids and colours from the classes.csv of a labelled folder. Errors: as readFile(), BadFormat (no class
/// file, or one whose first class is not "other").
ClassTable readClickClasses(const std::filesystem::path& file);

/// What is wrong with a class's name, and what to do; empty: nothing.
std::string clickClassIssue(const std::string& name);

/// The text of a file of points: readClickPoints() gives the same points in the same order.
std::string clickPointsCsv(const ClickPoints& points);

} // namespace nectar
