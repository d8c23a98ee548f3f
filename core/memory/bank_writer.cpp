// SPDX-License-Identifier: Apache-2.0
#include "core/memory/bank_writer.h"

#include "core/base/files.h"
#include "core/base/random.h"
#include "core/memory/bank_layout.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>

namespace nectar {

namespace {

/// Seeded order of the rows in the file: any prefix is then a fair sample of the bank.
std::vector<std::uint32_t> storageOrder(std::size_t rows, std::uint64_t seed)
{
    std::vector<std::uint32_t> order(rows);
    std::iota(order.begin(), order.end(), 0u);
    RandomStream random = RandomStream::keyed(seed, "storage order", {}, 0);
    for (std::size_t i = rows; i > 1; --i)
        std::swap(order[i - 1], order[random.below(i)]);
    return order;
}

std::string imageTable(const std::vector<PromptImage>& images)
{
    std::string bytes;
    const auto number = [&bytes](std::uint64_t value) {
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    for (const PromptImage& image : images) {
        number(image.name.size());
        bytes += image.name;
        number(static_cast<std::uint64_t>(image.size.width));
        number(static_cast<std::uint64_t>(image.size.height));
        number(image.contentHash.high);
        number(image.contentHash.low);
        number(image.jpeg.size());
    }
    return bytes;
}

/// A section before it is written: its size and a source of its bytes.
struct PendingSection {
    BankSection section;
    std::uint32_t extra = 0;
    std::uint64_t size = 0;
    std::function<void(const std::function<void(std::span<const std::byte>)>&)> produce;
};

class BankWriter {
public:
    BankWriter(const std::filesystem::path& file, const BankContents& contents, const JobContext& ctx)
        : m_out(file), m_contents(contents), m_ctx(ctx), m_rows(contents.arrays.origins.size())
    {
        m_rowIds = storageOrder(m_rows, contents.info.options.seed);
        m_positions.resize(m_rows);
        for (std::size_t p = 0; p < m_rows; ++p)
            m_positions[m_rowIds[p]] = static_cast<std::uint32_t>(p);
        m_info = "{\"bank\":" + bankInfoToJson(contents.info) + ",\"hash\":\"" + toHex(contents.hash) + "\"}";
        m_images = imageTable(contents.images);
    }

    void write()
    {
        listSections();
        std::vector<BankTableEntry> table;
        const std::uint64_t fileSize = placeSections(table);
        writeHeader(table, fileSize);
        std::vector<std::uint64_t> checksums;
        for (std::size_t i = 0; i < m_sections.size(); ++i) {
            padTo(table[i].offset);
            if (m_sections[i].section == BankSection::Checksums)
                writeBytes(std::as_bytes(std::span(checksums)));
            else
                writeSection(m_sections[i], checksums);
        }
        padTo(fileSize);
        m_out.commit(m_contents.existing);
    }

private:
    void listSections()
    {
        const BankArrays& arrays = m_contents.arrays;
        add(BankSection::Info, std::as_bytes(std::span(m_info)));
        add(BankSection::Images, std::as_bytes(std::span(m_images)));
        m_sections.push_back({BankSection::Keys, 0, m_rows * static_cast<std::uint64_t>(m_contents.info.dim) * 2,
                              [this](const auto& sink) { produceKeys(sink); }});
        add(BankSection::RowIds, std::as_bytes(std::span(m_rowIds)));
        add(BankSection::Positions, std::as_bytes(std::span(m_positions)));
        if (arrays.labels) {
            const auto pixels = static_cast<std::uint32_t>(arrays.labels->patchPixels);
            add(BankSection::LabelOffsets, std::as_bytes(std::span(arrays.labels->offsets)), pixels);
            add(BankSection::LabelEntries, std::as_bytes(std::span(arrays.labels->entries)), pixels);
        }
        if (arrays.depths) {
            const auto pixels = static_cast<std::uint32_t>(arrays.depths->patchPixels);
            add(BankSection::DepthMetres, std::as_bytes(std::span(arrays.depths->metres)), pixels);
            add(BankSection::DepthCounts, std::as_bytes(std::span(arrays.depths->validCounts)), pixels);
        }
        add(BankSection::Origins, std::as_bytes(std::span(arrays.origins)));
        std::uint64_t jpegBytes = 0;
        for (const PromptImage& image : m_contents.images)
            jpegBytes += image.jpeg.size();
        m_sections.push_back({BankSection::Jpegs, 0, jpegBytes, [this](const auto& sink) {
                                  for (const PromptImage& image : m_contents.images)
                                      sink(image.jpeg);
                              }});
        std::uint64_t blocks = 0;
        for (const PendingSection& section : m_sections)
            blocks += (section.size + kChecksumBlock - 1) / kChecksumBlock;
        m_sections.push_back({BankSection::Checksums, 0, blocks * sizeof(std::uint64_t), {}}); // last: known only then
    }

    void add(BankSection section, std::span<const std::byte> bytes, std::uint32_t extra = 0)
    {
        m_sections.push_back({section, extra, bytes.size(), [bytes](const auto& sink) { sink(bytes); }});
    }

    std::uint64_t placeSections(std::vector<BankTableEntry>& table) const
    {
        std::uint64_t offset = 2 * kBankAlignment; // header and table, one page each
        for (const PendingSection& section : m_sections) {
            table.push_back({static_cast<std::uint32_t>(section.section), section.extra, offset, section.size});
            offset += (section.size + kBankAlignment - 1) / kBankAlignment * kBankAlignment;
        }
        return offset;
    }

    void writeHeader(const std::vector<BankTableEntry>& table, std::uint64_t fileSize)
    {
        BankHeader header{};
        std::memcpy(header.magic, kBankMagic, sizeof kBankMagic);
        header.version = kBankVersion;
        header.sectionCount = static_cast<std::uint32_t>(table.size());
        header.fileSize = fileSize;
        header.rows = m_rows;
        header.dim = static_cast<std::uint32_t>(m_contents.info.dim);
        header.images = static_cast<std::uint32_t>(m_contents.images.size());
        header.tableChecksum = checksum(std::as_bytes(std::span(table)));
        header.checksum = headerChecksum(header);
        writeBytes(std::as_bytes(std::span(&header, 1)));
        padTo(kBankTableOffset);
        writeBytes(std::as_bytes(std::span(table)));
    }

    void writeSection(const PendingSection& section, std::vector<std::uint64_t>& checksums)
    {
        std::vector<std::byte> block;
        const auto flush = [&] {
            if (block.empty())
                return;
            checksums.push_back(checksum(block));
            writeBytes(block);
            block.clear();
            m_ctx.checkStop();
        };
        section.produce([&](std::span<const std::byte> bytes) {
            while (!bytes.empty()) {
                const std::size_t part =
                    std::min(bytes.size(), static_cast<std::size_t>(kChecksumBlock) - block.size());
                block.insert(block.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(part));
                bytes = bytes.subspan(part);
                if (block.size() == static_cast<std::size_t>(kChecksumBlock))
                    flush();
            }
        });
        flush();
    }

    void produceKeys(const std::function<void(std::span<const std::byte>)>& sink)
    {
        for (std::size_t p = 0; p < m_rows; ++p) {
            sink(std::as_bytes(m_contents.keyOf(m_rowIds[p])));
            if (p % 4096 == 0)
                m_ctx.step(static_cast<std::int64_t>(p), static_cast<std::int64_t>(m_rows), "writing");
        }
        m_ctx.step(static_cast<std::int64_t>(m_rows), static_cast<std::int64_t>(m_rows), "writing");
    }

    void writeBytes(std::span<const std::byte> bytes)
    {
        m_out.write(bytes);
        m_written += bytes.size();
    }

    void padTo(std::uint64_t offset)
    {
        const std::vector<std::byte> zeros(static_cast<std::size_t>(offset - m_written));
        writeBytes(zeros);
    }

    AtomicFile m_out;
    const BankContents& m_contents;
    const JobContext& m_ctx;
    std::size_t m_rows;
    std::uint64_t m_written = 0;
    std::vector<std::uint32_t> m_rowIds, m_positions;
    std::string m_info, m_images;
    std::vector<PendingSection> m_sections;
};

} // namespace

void writeBank(const std::filesystem::path& file, const BankContents& contents, const JobContext& ctx)
{
    BankWriter(file, contents, ctx).write();
}

} // namespace nectar
