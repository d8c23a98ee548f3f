// SPDX-License-Identifier: Apache-2.0
#include "core/base/npy.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>

namespace nectar {

namespace {

constexpr std::string_view kMagic = "\x93NUMPY";

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& why)
{
    throw Error(
        ErrorCode::BadFormat,
        fmt::format("cannot read the array: {}: {}; a .npy file of float32 in C order is needed", file.string(), why));
}

/// Value of a key of the header's Python dictionary, up to the next top-level comma.
std::string_view headerValue(std::string_view header, std::string_view key)
{
    const std::size_t at = header.find(key);
    if (at == std::string_view::npos)
        return {};
    const std::size_t begin = header.find(':', at + key.size());
    if (begin == std::string_view::npos)
        return {};
    std::string_view value = header.substr(begin + 1);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    const std::size_t end = value.starts_with('(') ? value.find(')') : value.find_first_of(",}");
    return value.substr(0, end == std::string_view::npos ? value.size() : end + (value.starts_with('(') ? 1 : 0));
}

std::vector<std::int64_t> parseShape(const std::filesystem::path& file, std::string_view text)
{
    std::vector<std::int64_t> shape;
    if (!text.starts_with('('))
        fail(file, "its header has no shape");
    for (std::size_t i = 1; i < text.size();) {
        if (text[i] == ' ' || text[i] == ',' || text[i] == ')') {
            ++i;
            continue;
        }
        std::int64_t number = 0;
        const auto result = std::from_chars(text.data() + i, text.data() + text.size(), number);
        if (result.ec != std::errc{} || number < 0 || shape.size() > 8)
            fail(file, "its shape cannot be read");
        shape.push_back(number);
        i = static_cast<std::size_t>(result.ptr - text.data());
    }
    return shape;
}

std::int64_t product(const std::vector<std::int64_t>& shape)
{
    std::int64_t count = 1;
    for (const std::int64_t side : shape)
        if (__builtin_mul_overflow(count, side, &count))
            return -1;
    return count;
}

template <class T>
void write(const std::filesystem::path& file, const char* type, const std::vector<std::int64_t>& shape,
           std::span<const T> values)
{
    static_assert(std::endian::native == std::endian::little);
    if (product(shape) != static_cast<std::int64_t>(values.size()))
        throw Error(ErrorCode::Mismatch, fmt::format("cannot write the array: {}: its shape does not fit {} values",
                                                     file.string(), values.size()));
    std::string header = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}{}), }}", type,
                                     fmt::join(shape, ", "), shape.size() == 1 ? "," : "");
    constexpr std::size_t kPrefix = 10;
    header.append(63 - (kPrefix + header.size()) % 64, ' '); // the data begins at a multiple of 64
    header += '\n';
    const auto length = static_cast<std::uint16_t>(header.size());
    AtomicFile out(file);
    out.write(kMagic);
    out.write(std::string_view("\x01\x00", 2));
    out.write(std::as_bytes(std::span(&length, 1)));
    out.write(header);
    out.write(std::as_bytes(values));
    out.commit();
}

} // namespace

NpyArray readNpy(const std::filesystem::path& file) { return npyFromBytes(readFile(file), file); }

NpyArray npyFromBytes(std::string_view contents, const std::filesystem::path& file)
{
    if (contents.size() < 12 || !contents.starts_with(kMagic))
        fail(file, "it is not a .npy file");
    const int version = static_cast<unsigned char>(contents[6]);
    std::size_t headerSize = static_cast<unsigned char>(contents[8]) |
                             static_cast<std::size_t>(static_cast<unsigned char>(contents[9])) << 8;
    std::size_t begin = 10;
    if (version >= 2) {
        std::uint32_t size = 0;
        std::memcpy(&size, contents.data() + 8, sizeof size);
        headerSize = size;
        begin = 12;
    }
    if (version < 1 || version > 3 || headerSize > contents.size() - begin)
        fail(file, "its header is damaged");
    const std::string_view header = contents.substr(begin, headerSize);
    const std::string_view type = headerValue(header, "'descr'");
    if (type != "'<f4'")
        fail(file, fmt::format("its type is {}", type));
    if (headerValue(header, "'fortran_order'") != "False")
        fail(file, "it is in Fortran order");
    NpyArray array;
    array.shape = parseShape(file, headerValue(header, "'shape'"));
    const std::string_view data = contents.substr(begin + headerSize);
    const std::int64_t count = product(array.shape);
    if (count < 0 || data.size() / sizeof(float) != static_cast<std::uint64_t>(count) ||
        data.size() % sizeof(float) != 0)
        fail(file, fmt::format("it has {} bytes of data, its shape [{}] needs another number", data.size(),
                               fmt::join(array.shape, ", ")));
    array.values.resize(static_cast<std::size_t>(count));
    if (count > 0)
        std::memcpy(array.values.data(), data.data(), data.size());
    return array;
}

void writeNpy(const std::filesystem::path& file, const std::vector<std::int64_t>& shape, std::span<const float> values)
{
    write(file, "<f4", shape, values);
}

void writeNpy(const std::filesystem::path& file, const std::vector<std::int64_t>& shape,
              std::span<const std::uint32_t> values)
{
    write(file, "<u4", shape, values);
}

} // namespace nectar
