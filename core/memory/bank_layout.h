// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/hash.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace nectar {

// Layout of X.bank (performance.md 7): a 4 KB header, the section table, then sections that begin on 4 KB boundaries.
// Little-endian. Every section carries checksums of its 1 MiB blocks.

inline constexpr char kBankMagic[8] = {'N', 'E', 'C', 'T', 'A', 'R', 'B', 'K'};
inline constexpr std::uint32_t kBankVersion = 1;
inline constexpr std::int64_t kBankAlignment = 4096;
inline constexpr std::int64_t kChecksumBlock = 1 << 20;

struct BankHeader {
    char magic[8];
    std::uint32_t version;
    std::uint32_t sectionCount;
    std::uint64_t fileSize;
    std::uint64_t rows;
    std::uint32_t dim;
    std::uint32_t images;
    std::uint64_t tableChecksum; ///< of the section table
    std::uint64_t checksum;      ///< of this header with this field 0
};

enum class BankSection : std::uint32_t {
    Info,         ///< BankInfo as JSON
    Images,       ///< names, sizes, content hashes, where the JPEGs lie
    Checksums,    ///< u64 per block of every other section, in table order
    Keys,         ///< fp16 [rows, dim] in storage order
    RowIds,       ///< u32 [rows]: row id of each storage position
    Positions,    ///< u32 [rows]: storage position of each row id
    LabelOffsets, ///< u32 [rows + 1]
    LabelEntries, ///< ClassCount
    DepthMetres,  ///< f32 [rows]
    DepthCounts,  ///< u16 [rows]
    Origins,      ///< PatchOrigin [rows]
    Jpegs         ///< the prompt pictures, one after the other
};

inline constexpr std::array<const char*, 12> kBankSectionNames = {
    "description",   "pictures", "checksums", "features",     "row ids", "positions",
    "label offsets", "labels",   "depths",    "depth counts", "origins", "thumbnails"};

struct BankTableEntry {
    std::uint32_t section; ///< BankSection
    std::uint32_t extra;   ///< pixels of a whole patch, for target sections
    std::uint64_t offset;
    std::uint64_t size; ///< bytes, without padding
};

inline std::uint64_t headerChecksum(BankHeader header)
{
    header.checksum = 0;
    return checksum(std::as_bytes(std::span(&header, 1)));
}

/// Where the table begins.
inline constexpr std::int64_t kBankTableOffset = kBankAlignment;

} // namespace nectar
