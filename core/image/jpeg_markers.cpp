// SPDX-License-Identifier: Apache-2.0
#include "core/image/jpeg_markers.h"

#include "core/image/byte_reader.h"
#include "core/image/exif.h"

#include <cstring>

namespace nectar {

namespace {

constexpr unsigned kEnd = 0xD9, kStartOfScan = 0xDA, kApp1 = 0xE1;

bool isFrameHeader(unsigned marker)
{
    // C4, C8 and CC are Huffman tables, an extension and arithmetic conditioning.
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Start, restart and temporary markers carry no length.
bool isBare(unsigned marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8); }

/// Offset of the next 0xFF that begins a real marker (not a stuffed zero, not a restart), or the end of the bytes.
std::size_t endOfScan(std::span<const std::byte> bytes, std::size_t position)
{
    while (position + 1 < bytes.size()) {
        const void* found = std::memchr(bytes.data() + position, 0xFF, bytes.size() - 1 - position);
        if (!found)
            break;
        position = static_cast<std::size_t>(static_cast<const std::byte*>(found) - bytes.data());
        const auto next = std::to_integer<unsigned>(bytes[position + 1]);
        if (next == 0xFF) { // fill byte
            ++position;
            continue;
        }
        if (next != 0 && !isBare(next))
            return position;
        position += 2;
    }
    return bytes.size();
}

void readSegment(JpegMarkers& markers, unsigned marker, std::span<const std::byte> segment)
{
    const ByteReader reader(segment, ByteOrder::Big);
    if (isFrameHeader(marker) && markers.size.area() == 0)
        markers.size = {static_cast<int>(reader.u16(5)), static_cast<int>(reader.u16(3))};
    if (marker == kApp1 && reader.textAt(2, std::string_view("Exif\0\0", 6)))
        markers.orientation = exifOrientation(segment.subspan(8)).value_or(markers.orientation);
}

} // namespace

JpegMarkers readJpegMarkers(std::span<const std::byte> bytes)
{
    JpegMarkers markers;
    const ByteReader reader(bytes, ByteOrder::Big);
    std::size_t position = 2; // after the start marker
    while (reader.has(position, 2)) {
        if (reader.u8(position) != 0xFF || reader.u8(position + 1) == 0xFF || reader.u8(position + 1) == 0) {
            ++position; // a fill byte, or junk that decoders pass over
            continue;
        }
        const unsigned marker = reader.u8(position + 1);
        position += 2;
        if (marker == kEnd) {
            markers.complete = true;
            return markers;
        }
        if (isBare(marker))
            continue;
        const std::size_t length = reader.u16(position); // includes its own two bytes
        if (length < 2 || !reader.has(position, length))
            return markers;
        readSegment(markers, marker, bytes.subspan(position, length));
        position += length;
        if (marker == kStartOfScan) {
            markers.hasScan = true;
            position = endOfScan(bytes, position);
        }
    }
    return markers;
}

} // namespace nectar
