// SPDX-License-Identifier: Apache-2.0
#include "core/image/exif.h"

#include "core/image/byte_reader.h"

namespace nectar {

namespace {

enum class Values { One, FirstOfMany };

std::optional<int> valueOf(const ByteReader& reader, std::size_t entry, Values values)
{
    constexpr unsigned kShort = 3, kLong = 4;
    const unsigned type = reader.u16(entry + 2);
    const std::uint32_t count = reader.u32(entry + 4);
    if ((type != kShort && type != kLong) || count == 0 || (values == Values::One && count != 1))
        return std::nullopt;
    const bool inside = count <= (type == kShort ? 2 : 1); // else the entry says where they lie
    const std::size_t place = inside ? entry + 8 : reader.u32(entry + 8);
    const std::uint32_t value = type == kShort ? reader.u16(place) : reader.u32(place);
    if (value > 0x7FFFFFFF)
        return std::nullopt;
    return static_cast<int>(value);
}

std::optional<int> entryOf(std::span<const std::byte> tiff, int tag, Values values)
{
    if (tiff.size() < 8)
        return std::nullopt;
    const bool little = tiff[0] == std::byte{'I'} && tiff[1] == std::byte{'I'};
    const bool big = tiff[0] == std::byte{'M'} && tiff[1] == std::byte{'M'};
    if (!little && !big)
        return std::nullopt;
    const ByteReader reader(tiff, little ? ByteOrder::Little : ByteOrder::Big);
    if (reader.u16(2) != 42)
        return std::nullopt;
    const std::size_t directory = reader.u32(4);
    const std::size_t entries = reader.u16(directory);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + 12 * i; // tag, type, count, value
        if (!reader.has(entry, 12))
            return std::nullopt;
        if (reader.u16(entry) == static_cast<unsigned>(tag))
            return valueOf(reader, entry, values);
    }
    return std::nullopt;
}

} // namespace

std::optional<int> tiffNumber(std::span<const std::byte> tiff, int tag) { return entryOf(tiff, tag, Values::One); }

std::optional<int> firstTiffNumber(std::span<const std::byte> tiff, int tag)
{
    return entryOf(tiff, tag, Values::FirstOfMany);
}

std::optional<int> exifOrientation(std::span<const std::byte> tiff)
{
    constexpr int kOrientation = 274;
    const std::optional<int> value = tiffNumber(tiff, kOrientation);
    return value && *value >= 1 && *value <= 8 ? value : std::nullopt;
}

} // namespace nectar
