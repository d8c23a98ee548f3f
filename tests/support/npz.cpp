// SPDX-License-Identifier: Apache-2.0
#include "tests/support/npz.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <cstring>

namespace nectar {

namespace {

template <class T>
T valueAt(const std::string& bytes, std::size_t at)
{
    T value{};
    if (at > bytes.size() || bytes.size() - at < sizeof value)
        throw Error(ErrorCode::BadFormat, "this .npz is cut");
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

} // namespace

std::map<std::string, NpyArray> readNpz(const std::filesystem::path& file)
{
    const std::string bytes = readFile(file);
    const std::size_t end = bytes.rfind("PK\x05\x06");
    if (end == std::string::npos)
        throw Error(ErrorCode::BadFormat, "this .npz has no directory: " + file.string());
    const auto entries = valueAt<std::uint16_t>(bytes, end + 10);
    std::size_t at = valueAt<std::uint32_t>(bytes, end + 16);
    std::map<std::string, NpyArray> arrays;
    for (int i = 0; i < entries; ++i) {
        if (valueAt<std::uint16_t>(bytes, at + 10) != 0)
            throw Error(ErrorCode::Unsupported, "this .npz is compressed: " + file.string());
        const auto size = valueAt<std::uint32_t>(bytes, at + 24);
        const auto nameLength = valueAt<std::uint16_t>(bytes, at + 28);
        const std::size_t local = valueAt<std::uint32_t>(bytes, at + 42);
        const std::string name = bytes.substr(at + 46, nameLength);
        const std::size_t data = local + 30 + valueAt<std::uint16_t>(bytes, local + 26) // the local entry repeats the
                                 + valueAt<std::uint16_t>(bytes, local + 28);           // name, with other extras
        arrays[name.substr(0, name.rfind('.'))] = npyFromBytes(std::string_view(bytes).substr(data, size), file / name);
        at += std::size_t{46} + nameLength + valueAt<std::uint16_t>(bytes, at + 30) +
              valueAt<std::uint16_t>(bytes, at + 32);
    }
    return arrays;
}

} // namespace nectar
