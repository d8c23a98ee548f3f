// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/memory/bank_parts.h"

#include <filesystem>
#include <memory>

namespace nectar {

/// One finished (image, epoch) unit as it lies in the partial file.
struct LoggedUnit {
    std::uint32_t image = 0;
    int epoch = 0;
    std::int64_t rows = 0;
    std::int64_t keysOffset = 0; ///< of its fp16 keys [rows, dim] in the file
};

/// The append-only partial file X.bank.partial: a header with the configuration's hash, then one record per unit
/// (length, checksum, payload). A torn last record is recognised and cut off, so the process may die at any moment.
class PartialLog {
public:
    /// Start refuses a file that holds pictures, Replace empties it; Resume reads one of the same configuration
    /// (Mismatch otherwise) or starts. reserveBytes of disk space are taken at once, so that a full disk shows at the
    /// start.
    PartialLog(std::filesystem::path file, const Hash& configuration, int dim, std::int64_t reserveBytes,
               PartialFile mode);
    /// Reads the file of a build that may go on meanwhile: what it has by now. Errors: NotFound, Mismatch.
    static std::unique_ptr<PartialLog> openToRead(std::filesystem::path file, const Hash& configuration, int dim);
    ~PartialLog();
    PartialLog(const PartialLog&) = delete;
    PartialLog& operator=(const PartialLog&) = delete;

    /// Units found when resuming, handed to the callback with their rows (keys left empty) in file order.
    void replay(const std::function<void(const BankRows&, std::span<const std::byte> jpeg)>& onUnit,
                const std::function<void(std::uint32_t, int, const std::string&)>& onSkip);
    /// keys: normalised fp16 [rows, dim].
    void append(const BankRows& rows, std::span<const std::uint16_t> keys);
    void appendSkip(std::uint32_t image, int epoch, const std::string& reason);

    const std::vector<LoggedUnit>& units() const { return m_units; }
    /// Reads `count` rows of fp16 keys beginning at a file offset.
    void readKeys(std::int64_t offset, std::span<std::uint16_t> keys) const;

private:
    PartialLog(std::filesystem::path file, int dim) : m_file(std::move(file)), m_dim(dim) {}
    bool holdsRecords() const;
    void start(const Hash& configuration, std::int64_t reserveBytes);
    bool resume(const Hash& configuration);
    void appendRecord(std::uint32_t kind, const std::string& payload);

    std::filesystem::path m_file;
    int m_descriptor = -1;
    int m_dim;
    std::int64_t m_end = 0;
    std::vector<LoggedUnit> m_units;
};

} // namespace nectar
