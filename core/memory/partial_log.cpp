// SPDX-License-Identifier: Apache-2.0
#include "core/memory/partial_log.h"

#include "core/base/error.h"
#include "core/memory/record_bytes.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nectar {

namespace {

constexpr char kMagic[8] = {'N', 'E', 'C', 'T', 'A', 'R', 'P', '2'};
constexpr std::uint32_t kRecordMagic = 0x5543454Eu;
constexpr std::uint32_t kUnit = 1, kSkip = 2;
constexpr std::uint64_t kLargestRecord = std::uint64_t{1} << 32;

struct FileHeader {
    char magic[8];
    std::uint64_t configurationHigh, configurationLow;
    std::uint32_t dim, reserved;
};

struct RecordHeader {
    std::uint32_t magic, kind;
    std::uint64_t size, checksum;
};

void writeAll(int descriptor, const void* data, std::size_t size, std::int64_t offset,
              const std::filesystem::path& file)
{
    const auto* bytes = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t written = ::pwrite(descriptor, bytes, size, offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            throw systemError(errno, "cannot write the bank", file.string());
        bytes += written;
        offset += written;
        size -= static_cast<std::size_t>(written);
    }
}

bool readAll(int descriptor, void* data, std::size_t size, std::int64_t offset)
{
    auto* bytes = static_cast<char*>(data);
    while (size > 0) {
        const ssize_t got = ::pread(descriptor, bytes, size, offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        bytes += got;
        offset += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

/// May this file be overwritten? A build's own log is empty, begins with its mark (of any version), or was only
/// reserved before a kill.
bool isOurs(int descriptor)
{
    struct stat info {};
    if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode))
        return false;
    char start[sizeof kMagic] = {};
    constexpr char kReserved[sizeof kMagic] = {};
    if (info.st_size == 0)
        return true;
    return readAll(descriptor, start, sizeof start, 0) &&
           (std::memcmp(start, kMagic, sizeof start - 1) == 0 || std::memcmp(start, kReserved, sizeof start) == 0);
}

[[noreturn]] void failForeign(const std::filesystem::path& file)
{
    throw Error(ErrorCode::Exists, "cannot write the bank: " + file.string() +
                                       ": exists and is no unfinished bank; move it away or choose another name");
}

} // namespace

PartialLog::PartialLog(std::filesystem::path file, const Hash& configuration, int dim, std::int64_t reserveBytes,
                       PartialFile mode)
    : m_file(std::move(file)), m_dim(dim)
{
    m_descriptor = ::open(m_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
    if (m_descriptor < 0 && (errno == ELOOP || errno == EISDIR || errno == ENXIO))
        failForeign(m_file);
    if (m_descriptor < 0)
        throw systemError(errno, "cannot write the bank", m_file.string());
    try {
        if (!isOurs(m_descriptor))
            failForeign(m_file);
        if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0)
            throw Error(ErrorCode::Exists,
                        "cannot write the bank: " + m_file.string() +
                            ": another Nectar is building it now; wait for it or choose another name");
        if (mode == PartialFile::Start && holdsRecords())
            throw Error(ErrorCode::Exists, "an unfinished build is there: " + m_file.string() +
                                               ": add --resume to go on with it, or --force to start again");
        if (mode != PartialFile::Resume || !resume(configuration))
            start(configuration, reserveBytes);
    } catch (...) {
        ::close(m_descriptor);
        throw;
    }
}

std::unique_ptr<PartialLog> PartialLog::openToRead(std::filesystem::path file, const Hash& configuration, int dim)
{
    std::unique_ptr<PartialLog> log(new PartialLog(std::move(file), dim));
    log->m_descriptor = ::open(log->m_file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (log->m_descriptor < 0)
        throw systemError(errno, "cannot read the unfinished bank", log->m_file.string());
    if (!isOurs(log->m_descriptor))
        failForeign(log->m_file);
    log->resume(configuration);
    return log;
}

PartialLog::~PartialLog()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool PartialLog::holdsRecords() const
{
    RecordHeader record{};
    return readAll(m_descriptor, &record, sizeof record, sizeof(FileHeader)) && record.magic == kRecordMagic;
}

void PartialLog::start(const Hash& configuration, std::int64_t reserveBytes)
{
    if (::ftruncate(m_descriptor, 0) != 0)
        throw systemError(errno, "cannot write the bank", m_file.string());
    if (::fallocate(m_descriptor, 0, 0, reserveBytes) != 0 && errno != EOPNOTSUPP && errno != ENOSYS) {
        const Error error = systemError(
            errno, "cannot reserve " + std::to_string((reserveBytes >> 20) + 1) + " MB for the bank", m_file.string());
        ::unlink(m_file.c_str());
        throw error;
    }
    FileHeader header{{}, configuration.high, configuration.low, static_cast<std::uint32_t>(m_dim), 0};
    std::memcpy(header.magic, kMagic, sizeof kMagic);
    writeAll(m_descriptor, &header, sizeof header, 0, m_file);
    m_end = sizeof header;
}

bool PartialLog::resume(const Hash& configuration)
{
    FileHeader header{};
    if (!readAll(m_descriptor, &header, sizeof header, 0) || header.magic[0] == 0)
        return false; // empty, or killed before its first record: nothing to go on with
    if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0)
        throw Error(ErrorCode::Mismatch, "cannot resume: " + m_file.string() +
                                             ": another version of Nectar began it; go on with that one, or start "
                                             "again with --force instead of --resume");
    if (Hash{header.configurationHigh, header.configurationLow} != configuration ||
        header.dim != static_cast<std::uint32_t>(m_dim))
        throw Error(ErrorCode::Mismatch,
                    "cannot resume: " + m_file.string() +
                        ": it was begun with other pictures, options or another backbone; use the same "
                        "ones, or start again with --force instead of --resume");
    m_end = sizeof header;
    return true;
}

void PartialLog::replay(const std::function<void(const BankRows&, std::span<const std::byte>)>& onUnit,
                        const std::function<void(std::uint32_t, int, const std::string&)>& onSkip)
{
    std::string payload;
    for (;;) {
        RecordHeader record{};
        if (!readAll(m_descriptor, &record, sizeof record, m_end) || record.magic != kRecordMagic ||
            record.size > kLargestRecord)
            break;
        struct stat info {};
        if (::fstat(m_descriptor, &info) != 0 || record.size > static_cast<std::uint64_t>(info.st_size - m_end))
            break;
        payload.resize(record.size);
        const std::int64_t payloadOffset = m_end + std::int64_t{sizeof record};
        if (!readAll(m_descriptor, payload.data(), payload.size(), payloadOffset) ||
            checksum(std::as_bytes(std::span(payload))) != record.checksum)
            break; // torn by a crash: everything before it is whole
        RecordReader reader{payload};
        const auto image = reader.value<std::uint32_t>();
        const auto epoch = static_cast<int>(reader.value<std::uint32_t>());
        if (record.kind == kSkip) {
            const std::vector<char> reason = reader.list<char>();
            onSkip(image, epoch, std::string(reason.begin(), reason.end()));
        } else {
            BankRows rows;
            rows.image = image;
            rows.epoch = epoch;
            rows.patches = reader.list<int>();
            rows.originalSize = reader.value<Size>();
            rows.contentHash = reader.value<Hash>();
            rows.annotationHash = reader.value<Hash>();
            rows.rectangles = reader.list<RectF>();
            if (reader.value<std::uint32_t>() != 0) {
                const auto pixels = reader.value<std::uint32_t>();
                rows.labels =
                    LabelTargets{reader.list<std::uint32_t>(), reader.list<ClassCount>(), static_cast<int>(pixels)};
            }
            if (reader.value<std::uint32_t>() != 0) {
                const auto pixels = reader.value<std::uint32_t>();
                rows.depths =
                    DepthTargets{reader.list<float>(), reader.list<std::uint16_t>(), static_cast<int>(pixels)};
            }
            rows.jpeg = reader.list<std::byte>();
            rows.keys.rows = static_cast<std::int64_t>(rows.patches.size()); // the values stay in the file
            const auto keyCount = reader.value<std::uint64_t>();
            m_units.push_back({image, epoch, rows.keys.rows, payloadOffset + static_cast<std::int64_t>(reader.at)});
            if (keyCount != rows.patches.size() * static_cast<std::uint64_t>(m_dim))
                throw Error(ErrorCode::BadFormat,
                            "cannot resume: " + m_file.string() + ": its records are inconsistent; leave out --resume");
            onUnit(rows, rows.jpeg);
        }
        m_end = payloadOffset + static_cast<std::int64_t>(payload.size());
    }
}

void PartialLog::append(const BankRows& rows, std::span<const std::uint16_t> keys)
{
    RecordWriter writer;
    writer.value(rows.image);
    writer.value(static_cast<std::uint32_t>(rows.epoch));
    writer.list(std::span<const int>(rows.patches));
    writer.value(rows.originalSize);
    writer.value(rows.contentHash);
    writer.value(rows.annotationHash);
    writer.list(std::span<const RectF>(rows.rectangles));
    writer.value(static_cast<std::uint32_t>(rows.labels ? 1 : 0));
    if (rows.labels) {
        writer.value(static_cast<std::uint32_t>(rows.labels->patchPixels));
        writer.list(std::span<const std::uint32_t>(rows.labels->offsets));
        writer.list(std::span<const ClassCount>(rows.labels->entries));
    }
    writer.value(static_cast<std::uint32_t>(rows.depths ? 1 : 0));
    if (rows.depths) {
        writer.value(static_cast<std::uint32_t>(rows.depths->patchPixels));
        writer.list(std::span<const float>(rows.depths->metres));
        writer.list(std::span<const std::uint16_t>(rows.depths->validCounts));
    }
    writer.list(std::span<const std::byte>(rows.jpeg));
    writer.value(static_cast<std::uint64_t>(keys.size()));
    const std::int64_t keysOffset =
        m_end + std::int64_t{sizeof(RecordHeader)} + static_cast<std::int64_t>(writer.bytes.size());
    writer.bytes.append(reinterpret_cast<const char*>(keys.data()), keys.size_bytes());
    appendRecord(kUnit, writer.bytes);
    m_units.push_back({rows.image, rows.epoch, static_cast<std::int64_t>(rows.patches.size()), keysOffset});
}

void PartialLog::appendSkip(std::uint32_t image, int epoch, const std::string& reason)
{
    RecordWriter writer;
    writer.value(image);
    writer.value(static_cast<std::uint32_t>(epoch));
    writer.list(std::span<const char>(reason));
    appendRecord(kSkip, writer.bytes);
}

void PartialLog::appendRecord(std::uint32_t kind, const std::string& payload)
{
    const RecordHeader record{kRecordMagic, kind, payload.size(), checksum(std::as_bytes(std::span(payload)))};
    // Payload first: a record whose header is there but whose payload is not would only cost a checksum.
    writeAll(m_descriptor, payload.data(), payload.size(), m_end + std::int64_t{sizeof record}, m_file);
    writeAll(m_descriptor, &record, sizeof record, m_end, m_file);
    m_end += std::int64_t{sizeof record} + static_cast<std::int64_t>(payload.size());
}

void PartialLog::readKeys(std::int64_t offset, std::span<std::uint16_t> keys) const
{
    if (!readAll(m_descriptor, keys.data(), keys.size_bytes(), offset))
        throw Error(ErrorCode::Unreadable,
                    "cannot read back: " + m_file.string() + ": the file was shortened while the bank was built");
}

} // namespace nectar
