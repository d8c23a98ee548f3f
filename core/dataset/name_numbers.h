// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

namespace nectar {

/// Position of each relative path by its folder and numbers ("folder/#12" of frame_012.png), as far as no other has the
/// same numbers in any order: frame_012 and label_12 belong together, cam1_2 and cam2_1 are not told apart by numbers.
std::unordered_map<std::string, std::size_t> uniqueNumbers(const std::vector<std::string>& relativePaths);

} // namespace nectar
