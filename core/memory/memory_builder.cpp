// SPDX-License-Identifier: Apache-2.0
#include "core/memory/memory_builder.h"

#include "core/base/files.h"
#include "core/base/half.h"
#include "core/base/similarity.h"
#include "core/memory/bank_file.h"
#include "core/memory/bank_writer.h"
#include "core/memory/gathered_bank.h"
#include "core/memory/partial_log.h"

#include <algorithm>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace nectar {

namespace fs = std::filesystem;

namespace {

/// Room per row besides its key: targets, origin, tables.
constexpr std::int64_t kBytesBesideKey = 64;
constexpr std::int64_t kBytesPerPicture = 24 << 10;

std::vector<std::uint16_t> halfKeys(const Matrix& keys)
{
    Matrix normalised = keys;
    for (std::int64_t row = 0; row < normalised.rows; ++row)
        normaliseRow(normalised.row(row));
    std::vector<std::uint16_t> halves(normalised.values.size());
    halvesFromFloats(normalised.values, halves);
    return halves;
}

void requireDiskSpace(const fs::path& output, std::int64_t bytes)
{
    struct statvfs info {};
    const fs::path folder = output.parent_path().empty() ? fs::path(".") : output.parent_path();
    if (::statvfs(folder.c_str(), &info) != 0)
        return; // the write itself will tell
    const auto available = static_cast<std::int64_t>(info.f_bavail) * static_cast<std::int64_t>(info.f_frsize);
    if (available < bytes)
        throw Error(ErrorCode::NoSpace, "not enough disk space for the bank: " + output.string() + ": about " +
                                            std::to_string((bytes >> 20) + 1) + " MB are needed while building, " +
                                            std::to_string(available >> 20) +
                                            " MB are free; choose another folder or a smaller --memory");
}

void syncFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

struct MemoryBuilder::Impl {
    fs::path output;
    GatheredBank bank;
    std::unique_ptr<PartialLog> log;
};

MemoryBuilder::MemoryBuilder(fs::path output, BankInfo info, std::vector<std::string> imageNames,
                             std::int64_t expectedRows, PartialFile partial)
{
    if (!std::is_sorted(imageNames.begin(), imageNames.end()) || info.dim < 1)
        throw Error(ErrorCode::Mismatch, "cannot start the bank: pictures must be sorted by name");
    m_impl = std::make_unique<Impl>(Impl{std::move(output), GatheredBank(std::move(info), imageNames), nullptr});
    Impl& d = *m_impl;
    const int dim = d.bank.info.dim;
    const std::int64_t bytes = expectedRows * (std::int64_t{dim} * 2 + kBytesBesideKey) +
                               static_cast<std::int64_t>(imageNames.size()) * kBytesPerPicture;
    std::error_code ignored;
    if (partial != PartialFile::Resume || !fs::exists(partialPath(d.output), ignored))
        requireDiskSpace(d.output, 2 * bytes);
    d.log = std::make_unique<PartialLog>(partialPath(d.output), d.bank.configuration, dim, bytes, partial);
    d.bank.replay(*d.log, JobContext{});
}

MemoryBuilder::~MemoryBuilder() = default;

std::int64_t MemoryBuilder::finishedUnits() const { return m_impl->bank.finishedUnits; }
std::int64_t MemoryBuilder::rowCount() const { return static_cast<std::int64_t>(m_impl->bank.arrays.origins.size()); }
std::vector<std::pair<std::uint32_t, std::string>> MemoryBuilder::skipped() const { return m_impl->bank.skipped; }

std::vector<FinishedPicture> MemoryBuilder::finishedPictures() const { return m_impl->bank.finished; }

std::vector<std::int64_t> MemoryBuilder::rowsPerClass() const
{
    const GatheredBank& bank = m_impl->bank;
    std::vector<std::int64_t> rows(static_cast<std::size_t>(bank.info.classes.count()));
    if (bank.arrays.labels)
        for (const ClassCount& entry : bank.arrays.labels->entries)
            ++rows.at(entry.classIndex);
    return rows;
}

void MemoryBuilder::add(const BankRows& rows)
{
    Impl& d = *m_impl;
    d.bank.expectNext(rows.image, rows.epoch);
    if (rows.keys.cols != d.bank.info.dim)
        throw Error(ErrorCode::Mismatch, "cannot add to the bank: features have another width than the bank");
    d.bank.add(rows); // checks everything before the file sees it
    d.log->append(rows, halfKeys(rows.keys));
}

void MemoryBuilder::skip(std::uint32_t image, int epoch, const std::string& reason)
{
    m_impl->bank.expectNext(image, epoch);
    m_impl->log->appendSkip(image, epoch, reason);
    m_impl->bank.skip(image, epoch, reason);
}

std::shared_ptr<const MemoryBank> MemoryBuilder::finish(const JobContext& ctx, Existing existing)
{
    Impl& d = *m_impl;
    GatheredBank& bank = d.bank;
    if (bank.arrays.origins.empty())
        throw Error(ErrorCode::Empty, "there is nothing to write: " + d.output.string() + ": the bank has no patches");
    bank.info.skippedImages = static_cast<std::int64_t>(bank.skipped.size());
    const KeyOfRow keyOf = bank.keyReader(*d.log);
    const Hash hash = bankHash(bank.configuration, bank.arrays, keyOf, ctx);
    writeBank(d.output, {bank.info, bank.arrays, bank.images, hash, keyOf, existing}, ctx);
    syncFolder(d.output.parent_path());
    discardPartial(d.output);
    return openBank(d.output, Verify::Tables, JobContext{}); // a stop that comes now is too late: the bank is whole
}

fs::path partialPath(const fs::path& output)
{
    fs::path path = output;
    path += ".partial";
    return path;
}

void discardPartial(const fs::path& output)
{
    std::error_code ignored;
    fs::remove(partialPath(output), ignored);
}

std::shared_ptr<const MemoryBank> bankInMemory(BankInfo info, std::vector<std::string> imageNames,
                                               std::span<const BankRows> units)
{
    struct Owner {
        BankArrays arrays;
        std::vector<std::uint16_t> keys;
        std::vector<std::vector<std::byte>> jpegs;
    };
    auto owner = std::make_shared<Owner>();
    owner->arrays = emptyArrays(info);
    owner->jpegs.resize(imageNames.size());
    MemoryBank::Parts parts;
    const Hash configuration = configurationHash(info, imageNames);
    for (std::string& name : imageNames)
        parts.images.push_back({std::move(name), {}, {}, {}});
    for (const BankRows& rows : units) {
        owner->arrays.add(rows);
        const std::vector<std::uint16_t> halves = halfKeys(rows.keys);
        owner->keys.insert(owner->keys.end(), halves.begin(), halves.end());
        PromptImage& image = parts.images.at(rows.image);
        if (rows.epoch == 0) {
            owner->jpegs[rows.image] = rows.jpeg;
            image.size = rows.originalSize;
            image.contentHash = rows.contentHash;
            image.jpeg = owner->jpegs[rows.image];
        }
    }
    const auto rows = static_cast<std::int64_t>(owner->arrays.origins.size());
    parts.keys = {owner->keys.data(), rows, info.dim};
    if (owner->arrays.labels)
        parts.labels = owner->arrays.labels->view();
    if (owner->arrays.depths)
        parts.depths = owner->arrays.depths->view();
    parts.origins = owner->arrays.origins;
    parts.rowsOfImage = rowRanges(parts.origins, parts.images.size());
    parts.hash = bankHash(
        configuration, owner->arrays, [&](std::uint32_t row) { return parts.keys.row(row); }, JobContext{});
    parts.info = std::move(info);
    parts.owner = owner;
    return std::make_shared<const MemoryBank>(std::move(parts));
}

std::int64_t bankBytes(std::int64_t rows, int dim, std::int64_t images, double entriesPerRow, bool labels, bool depths)
{
    const double perRow = 2. * dim + 4 + 4 + double(sizeof(PatchOrigin)) +
                          (labels ? 4 + entriesPerRow * double(sizeof(ClassCount)) : 0) + (depths ? 6 : 0);
    constexpr double kTypicalJpeg = 14 << 10;
    return static_cast<std::int64_t>(double(rows) * perRow + double(images) * kTypicalJpeg) + 12 * 4096;
}

} // namespace nectar
