// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/npy.h"

#include <map>
#include <string>

namespace nectar {

/// The arrays of a .npz whose entries are stored, not compressed (numpy.savez), by name without ".npy". For fixtures:
/// a damaged file is an error, but not a hardened one.
std::map<std::string, NpyArray> readNpz(const std::filesystem::path& file);

} // namespace nectar
