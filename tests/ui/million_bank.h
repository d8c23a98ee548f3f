// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace nectar {

/// A bank of a million made-up patches from a thousand pictures, of the starter's form (384 numbers each, input of 518
/// pixels) with 151 classes: 0.9 GB, and twice that while it is written.
void writeMillionBank(const std::filesystem::path& file);
/// Why it cannot be written into this folder; "": it can.
const char* whyNoMillionBank(const std::filesystem::path& folder);

} // namespace nectar
