// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace nectar {

/// A NumPy array of float32 in C order.
struct NpyArray {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

/// Reads a .npy file of little-endian float32 ('<f4'), C order, format 1 to 3. Errors: NotFound, Unreadable, BadFormat
/// (not a .npy, another type, Fortran order, truncated), naming the file.
NpyArray readNpy(const std::filesystem::path& file);
/// The same from the contents of such a file, for example an entry of a .npz; name is for the error text.
NpyArray npyFromBytes(std::string_view contents, const std::filesystem::path& name);

/// Writes a .npy file atomically; shape must multiply to the number of values.
void writeNpy(const std::filesystem::path& file, const std::vector<std::int64_t>& shape, std::span<const float> values);
void writeNpy(const std::filesystem::path& file, const std::vector<std::int64_t>& shape,
              std::span<const std::uint32_t> values);

} // namespace nectar
