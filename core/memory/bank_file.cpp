// SPDX-License-Identifier: Apache-2.0
#include "core/memory/bank_file.h"

#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/memory/bank_layout.h"
#include "core/memory/bank_parts.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <map>

namespace nectar {

namespace {

using Bytes = std::span<const std::byte>;

/// Checks a mapped file step by step and hands out its sections.
class BankReader {
public:
    explicit BankReader(std::shared_ptr<const MappedFile> file) : m_file(std::move(file)) { readHeader(); }

    const BankHeader& header() const { return m_header; }
    [[noreturn]] void fail(const std::string& why) const
    {
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot open the bank: {}: {}; build it again, or restore it from a copy",
                                m_file->path().string(), why));
    }
    bool has(BankSection section) const { return m_table.contains(section); }
    Bytes bytes(BankSection section) const
    {
        const auto found = m_table.find(section);
        if (found == m_table.end())
            fail(fmt::format("its section '{}' is missing", kBankSectionNames[static_cast<std::size_t>(section)]));
        return m_file->bytes().subspan(found->second.offset, found->second.size);
    }
    template <class T>
    std::span<const T> array(BankSection section, std::uint64_t count) const
    {
        const Bytes raw = bytes(section);
        if (raw.size() != count * sizeof(T))
            fail(fmt::format("its section '{}' has the wrong length",
                             kBankSectionNames[static_cast<std::size_t>(section)]));
        return {reinterpret_cast<const T*>(raw.data()), static_cast<std::size_t>(count)}; // sections are page-aligned
    }
    int extra(BankSection section) const { return static_cast<int>(m_table.at(section).extra); }

    /// Compares block checksums. Tables: all but features and thumbnails, whose damage cannot lead anything astray.
    void verify(Verify depth, const JobContext& ctx) const
    {
        const Bytes raw = bytes(BankSection::Checksums);
        std::uint64_t block = 0;
        for (const BankTableEntry& entry : m_entries) {
            const auto section = static_cast<BankSection>(entry.section);
            if (section == BankSection::Checksums)
                continue;
            const std::uint64_t blocks = (entry.size + kChecksumBlock - 1) / kChecksumBlock;
            if ((block + blocks) * sizeof(std::uint64_t) > raw.size())
                fail("its checksums are incomplete");
            const bool bulk = section == BankSection::Keys || section == BankSection::Jpegs;
            if (!bulk || depth == Verify::Everything)
                verifySection(entry, reinterpret_cast<const std::uint64_t*>(raw.data()) + block, ctx);
            block += blocks;
        }
        if (block * sizeof(std::uint64_t) != raw.size())
            fail("its checksums do not belong to its sections");
        if (depth == Verify::Everything)
            verifyGaps();
    }

private:
    void readHeader()
    {
        const Bytes all = m_file->bytes();
        if (all.size() < sizeof kBankMagic || std::memcmp(all.data(), kBankMagic, sizeof kBankMagic) != 0)
            throw Error(ErrorCode::BadFormat,
                        fmt::format("cannot open the bank: {}: it is not a bank of Nectar; name a file that "
                                    "'nectar build' wrote",
                                    m_file->path().string()));
        if (all.size() < 2 * kBankAlignment)
            fail("the file is truncated");
        std::memcpy(&m_header, all.data(), sizeof m_header);
        if (m_header.version != kBankVersion)
            throw Error(ErrorCode::BadFormat,
                        fmt::format("cannot open the bank: {}: its format version is {}, this program reads {}; use "
                                    "a newer Nectar or build the bank again",
                                    m_file->path().string(), m_header.version, kBankVersion));
        if (m_header.checksum != headerChecksum(m_header))
            fail("its header is damaged");
        if (m_header.fileSize != all.size())
            fail(fmt::format("it has {} bytes instead of {}: it was truncated or something was appended", all.size(),
                             m_header.fileSize));
        readTable(all);
    }

    void readTable(Bytes all)
    {
        constexpr std::size_t kMostSections = kBankAlignment / sizeof(BankTableEntry);
        if (m_header.sectionCount > kMostSections || m_header.rows > 0xFFFFFFFEu || m_header.dim == 0 ||
            m_header.dim > 65536)
            fail("its header is damaged");
        m_entries.resize(m_header.sectionCount);
        std::memcpy(m_entries.data(), all.data() + kBankTableOffset, m_entries.size() * sizeof(BankTableEntry));
        if (checksum(std::as_bytes(std::span(m_entries))) != m_header.tableChecksum)
            fail("its section table is damaged");
        for (const BankTableEntry& entry : m_entries) {
            if (entry.section >= kBankSectionNames.size() || entry.offset % kBankAlignment != 0 ||
                entry.offset > all.size() || entry.size > all.size() - entry.offset)
                fail("its section table is damaged");
            m_table[static_cast<BankSection>(entry.section)] = entry;
        }
    }

    /// Between sections there is nothing but zeros.
    void verifyGaps() const
    {
        std::vector<std::pair<std::uint64_t, std::uint64_t>> used = {
            {0, sizeof(BankHeader)}, {kBankTableOffset, kBankTableOffset + m_entries.size() * sizeof(BankTableEntry)}};
        for (const BankTableEntry& entry : m_entries)
            used.emplace_back(entry.offset, entry.offset + entry.size);
        std::sort(used.begin(), used.end());
        std::uint64_t covered = 0;
        const Bytes all = m_file->bytes();
        used.emplace_back(all.size(), all.size());
        for (const auto& [first, last] : used) {
            if (first > covered && std::any_of(all.begin() + static_cast<std::ptrdiff_t>(covered),
                                               all.begin() + static_cast<std::ptrdiff_t>(first),
                                               [](std::byte b) { return b != std::byte{0}; }))
                fail("there are stray bytes between its sections");
            covered = std::max(covered, last);
        }
    }

    void verifySection(const BankTableEntry& entry, const std::uint64_t* checksums, const JobContext& ctx) const
    {
        const Bytes data = m_file->bytes().subspan(entry.offset, entry.size);
        const auto blocks = static_cast<std::int64_t>((entry.size + kChecksumBlock - 1) / kChecksumBlock);
        std::atomic<bool> good{true};
        parallelFor(blocks, 8, ctx.stop, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t b = first; b < last; ++b) {
                const auto offset = static_cast<std::size_t>(b * kChecksumBlock);
                const std::size_t size = std::min(static_cast<std::size_t>(kChecksumBlock), data.size() - offset);
                if (checksum(data.subspan(offset, size)) != checksums[b])
                    good = false;
            }
        });
        if (!good)
            fail(fmt::format("its section '{}' is damaged", kBankSectionNames[entry.section]));
    }

    std::shared_ptr<const MappedFile> m_file;
    BankHeader m_header{};
    std::vector<BankTableEntry> m_entries;
    std::map<BankSection, BankTableEntry> m_table;
};

void readInfo(const BankReader& reader, MemoryBank::Parts& parts)
{
    const Bytes raw = reader.bytes(BankSection::Info);
    try {
        const auto json = nlohmann::json::parse(reinterpret_cast<const char*>(raw.data()),
                                                reinterpret_cast<const char*>(raw.data()) + raw.size());
        parts.info = bankInfoFromJson(json.at("bank").dump());
        parts.hash = hashFromHex(json.at("hash").get<std::string>());
    } catch (const nlohmann::json::exception&) {
        reader.fail("its description cannot be read");
    }
    if (parts.info.dim != static_cast<int>(reader.header().dim))
        reader.fail("its description contradicts its header");
}

void readImages(const BankReader& reader, MemoryBank::Parts& parts)
{
    Bytes table = reader.bytes(BankSection::Images);
    Bytes jpegs = reader.bytes(BankSection::Jpegs);
    const auto take = [&reader](Bytes& from, std::uint64_t count) {
        if (count > from.size())
            reader.fail("its list of pictures is damaged");
        const Bytes part = from.first(count);
        from = from.subspan(count);
        return part;
    };
    const auto number = [&] {
        std::uint64_t value = 0;
        std::memcpy(&value, take(table, sizeof value).data(), sizeof value);
        return value;
    };
    for (std::uint32_t i = 0; i < reader.header().images; ++i) {
        PromptImage image;
        const Bytes name = take(table, number());
        image.name.assign(reinterpret_cast<const char*>(name.data()), name.size());
        image.size.width = static_cast<int>(number());
        image.size.height = static_cast<int>(number());
        image.contentHash.high = number();
        image.contentHash.low = number();
        image.jpeg = take(jpegs, number());
        parts.images.push_back(std::move(image));
    }
}

void readTargets(const BankReader& reader, MemoryBank::Parts& parts)
{
    const std::uint64_t rows = reader.header().rows;
    if (reader.has(BankSection::LabelOffsets)) {
        LabelTargetsView labels;
        labels.offsets = reader.array<std::uint32_t>(BankSection::LabelOffsets, rows + 1);
        labels.patchPixels = reader.extra(BankSection::LabelOffsets);
        labels.entries = reader.array<ClassCount>(BankSection::LabelEntries, labels.offsets.back());
        const auto classes = static_cast<std::size_t>(parts.info.classes.count());
        if (!std::is_sorted(labels.offsets.begin(), labels.offsets.end()) || labels.offsets.front() != 0 ||
            std::any_of(labels.entries.begin(), labels.entries.end(),
                        [classes](const ClassCount& e) { return e.classIndex >= classes; }))
            reader.fail("its labels are inconsistent");
        parts.labels = labels;
    }
    if (reader.has(BankSection::DepthMetres))
        parts.depths = DepthTargetsView{reader.array<float>(BankSection::DepthMetres, rows),
                                        reader.array<std::uint16_t>(BankSection::DepthCounts, rows),
                                        reader.extra(BankSection::DepthMetres)};
}

void readRows(const BankReader& reader, MemoryBank::Parts& parts)
{
    const std::uint64_t rows = reader.header().rows;
    const std::uint64_t dim = reader.header().dim;
    parts.keys = {reader.array<std::uint16_t>(BankSection::Keys, rows * dim).data(), static_cast<std::int64_t>(rows),
                  static_cast<int>(dim)};
    parts.rowIds = reader.array<std::uint32_t>(BankSection::RowIds, rows);
    parts.positions = reader.array<std::uint32_t>(BankSection::Positions, rows);
    parts.origins = reader.array<PatchOrigin>(BankSection::Origins, rows);
    std::uint32_t image = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const PatchOrigin& origin = parts.origins[row];
        if (origin.image < image || origin.image >= reader.header().images)
            reader.fail("its origins are inconsistent");
        image = origin.image;
        if (parts.positions[row] >= rows || parts.rowIds[parts.positions[row]] != row)
            reader.fail("its order of rows is inconsistent");
    }
    parts.rowsOfImage = rowRanges(parts.origins, parts.images.size());
}

} // namespace

std::shared_ptr<const MemoryBank> openBank(const std::filesystem::path& file, Verify verify, const JobContext& ctx)
{
    const std::shared_ptr<const MappedFile> mapped = MappedFile::open(file);
    const BankReader reader(mapped);
    reader.verify(verify, ctx);
    MemoryBank::Parts parts;
    parts.owner = mapped;
    readInfo(reader, parts);
    readImages(reader, parts);
    readTargets(reader, parts);
    readRows(reader, parts);
    return std::make_shared<const MemoryBank>(std::move(parts));
}

bool isBankFile(const std::filesystem::path& file)
{
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) // a pipe could block for ever
        return false;
    std::ifstream stream(file, std::ios::binary);
    char magic[sizeof kBankMagic] = {};
    return stream.read(magic, sizeof magic) && std::memcmp(magic, kBankMagic, sizeof magic) == 0;
}

} // namespace nectar
