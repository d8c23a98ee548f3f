// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

/// PNG files byte by byte, independent of the code under test: every bit depth and colour type, without filters and
/// without compression.
namespace nectar::testpng {

inline std::string be32(std::uint32_t value)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}

inline std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t crc = 0xFFFFFFFFu;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

inline std::string chunk(const std::string& type, const std::string& data)
{
    return be32(static_cast<std::uint32_t>(data.size())) + type + data + be32(crc32(type + data));
}

/// zlib stream of stored blocks.
inline std::string stored(const std::string& data)
{
    std::string stream = "\x78\x01";
    std::size_t at = 0;
    do {
        const std::size_t count = std::min<std::size_t>(data.size() - at, 65535);
        stream += static_cast<char>(at + count == data.size());
        stream += static_cast<char>(count & 0xFF);
        stream += static_cast<char>(count >> 8);
        stream += static_cast<char>(~count & 0xFF);
        stream += static_cast<char>(~count >> 8 & 0xFF);
        stream += data.substr(at, count);
        at += count;
    } while (at < data.size());
    std::uint32_t a = 1, b = 0;
    for (const char c : data) {
        a = (a + static_cast<unsigned char>(c)) % 65521;
        b = (b + a) % 65521;
    }
    return stream + be32(b << 16 | a);
}

enum Colour { Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6 };

/// rows: the packed bytes of all rows, one after the other, without filter bytes. extra: chunks before the pixels.
inline std::string png(std::uint32_t width, std::uint32_t height, int bitDepth, Colour colour, const std::string& rows,
                       const std::string& extra = {})
{
    std::string header = be32(width) + be32(height);
    header += static_cast<char>(bitDepth);
    header += static_cast<char>(colour);
    header += std::string(3, '\0');
    const int channels = colour == Rgb ? 3 : colour == GreyAlpha ? 2 : colour == Rgba ? 4 : 1;
    const std::size_t rowBytes = (std::size_t{width} * static_cast<std::size_t>(bitDepth * channels) + 7) / 8;
    std::string filtered;
    for (std::size_t at = 0; at < rows.size(); at += rowBytes)
        filtered += '\0' + rows.substr(at, rowBytes);
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", header) + extra + chunk("IDAT", stored(filtered)) + chunk("IEND", {});
}

inline std::filesystem::path write(const std::filesystem::path& file, std::string_view bytes)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

} // namespace nectar::testpng
