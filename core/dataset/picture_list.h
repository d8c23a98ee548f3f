// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dataset/dataset.h"

#include <string_view>
#include <unordered_map>

namespace nectar {

/// A line of a list of pictures: "a", "images/a.jpg", or "images/a.jpg masks/a.png".
struct ListedPicture {
    std::string line;  ///< the whole of it: names may hold blanks
    std::string first; ///< up to the first blank, comma or semicolon
    std::string second;
};
/// Lines of a list file but empty ones and those that begin with '#'. Errors: as readTextLines().
std::vector<ListedPicture> readPictureList(const std::filesystem::path& list);

/// Finds pictures by what lists call them: a stem, a file name, or a path of which the longest end counts, since lists
/// carry other people's prefixes. A name that several pictures share finds none of them.
class PictureNames {
public:
    struct Found {
        const Sample* sample = nullptr;
        bool shared = false; ///< several pictures are called so
    };

    /// The samples must outlive this. imageSuffix: as in the recipe.
    PictureNames(std::span<const Sample> samples, const std::string& imageSuffix);
    Found find(const std::string& listed) const;
    /// By the whole line, else by its first word.
    Found find(const ListedPicture& listed) const;

private:
    void add(std::string_view path, const Sample& sample);

    std::unordered_map<std::string, const Sample*> m_samples; ///< nullptr: shared
};

/// The longest end of a listed path that exists below a folder; empty if none does.
std::filesystem::path rebased(const std::filesystem::path& folder, const std::string& listed);

} // namespace nectar
