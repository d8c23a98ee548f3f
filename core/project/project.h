// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/hash.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace nectar {

/// How pictures are read from the bank.
struct ProjectReading {
    Task task = Task::Segmentation;
    int neighbours = 30;              ///< 1 to 256
    float temperature = 0.02f;        ///< 0.0001 to 10
    std::vector<std::string> leftOut; ///< names in the bank of the prompt images that do not count
    friend bool operator==(const ProjectReading&, const ProjectReading&) = default;
};

/// A place in a picture that somebody gave a class.
struct ProjectClick {
    std::size_t picture = 0; ///< which of ProjectLabels::pictures
    float x = 0, y = 0;      ///< pixels of the upright picture
    std::size_t classIndex = 0;
    friend bool operator==(const ProjectClick&, const ProjectClick&) = default;
};

/// Labels by clicking.
struct ProjectLabels {
    std::vector<std::filesystem::path> pictures;
    std::vector<std::string> names;   ///< of the pictures, as their masks will be called
    std::vector<std::string> classes; ///< the first: none of the others
    std::vector<ProjectClick> clicks; ///< in the order in which they were made
    std::optional<float> threshold;   ///< none: from the clicks
    friend bool operator==(const ProjectLabels&, const ProjectLabels&) = default;
};

/// Where somebody looks: no part of the work, but found again.
struct ProjectView {
    std::filesystem::path picture;               ///< empty: none
    std::vector<int> patches;                    ///< numbers in the picture's grid, ascending
    std::vector<std::filesystem::path> pictures; ///< query images that are listed beside the data set's own
    std::string page;                            ///< "inspect", "label"; "": the start page
    friend bool operator==(const ProjectView&, const ProjectView&) = default;
};

/// What somebody works on in the studio: a bank, how it is read, labels in the making, and where they look. In memory
/// every path is absolute; a file has those relative to its folder.
struct Project {
    std::filesystem::path bank; ///< empty: none
    ProjectReading reading;
    ProjectLabels labels;
    ProjectView view;
    friend bool operator==(const Project&, const Project&) = default;
};

/// JSON, paths relative to the folder of the file it is for.
std::string projectToJson(const Project& project, const std::filesystem::path& folder);
/// file: for error texts. Errors: BadFormat naming file and key, Unsupported for a newer version.
Project projectFromJson(const std::string& json, const std::filesystem::path& folder,
                        const std::filesystem::path& file);

/// Errors: NotFound, Unreadable, and those of projectFromJson().
Project readProject(const std::filesystem::path& file);
/// As a whole or not at all. Errors: as AtomicFile.
void writeProject(const std::filesystem::path& file, const Project& project);

/// Of the work alone, wherever its file is and wherever somebody looks: two projects with the same are the same work.
Hash projectHash(const Project& project);

/// What differs between two states, one line for people each: "3 clicks more", "another bank: town.bank".
std::vector<std::string> projectDifferences(const Project& before, const Project& after);

} // namespace nectar
