// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"
#include "core/memory/memory_bank.h"

#include <filesystem>

namespace nectar {

/// The chosen rows of one picture and epoch, in ascending patch order.
struct BankRows {
    std::uint32_t image = 0; ///< index into the builder's images, which are sorted by name
    int epoch = 0;
    std::vector<int> patches;           ///< [m] patch numbers
    Matrix keys;                        ///< [m, dim] features, not yet normalised
    std::optional<LabelTargets> labels; ///< of the m rows, in the same order
    std::optional<DepthTargets> depths;
    std::vector<RectF> rectangles; ///< [m] in the original picture
    std::vector<std::byte> jpeg;   ///< prompt picture, with the first epoch of an image only
    Size originalSize;
    Hash contentHash;
};

enum class PartialFile { Start, Resume };

/// Fills X.bank.partial picture by picture and turns it into X.bank. Pictures come in (image, epoch) order, each once;
/// a picture that cannot be used is skip()ped. Every add() ends in a resumable state. Not thread-safe.
class MemoryBuilder {
public:
    /// imageNames: sorted, all prompt images. Start truncates an older partial file; Resume goes on with one if it was
    /// made with the same options, backbone and image list (throws Mismatch otherwise) and starts if there is none.
    /// The disk must have room for twice the bank of expectedRows; once is reserved at the start. Errors: NoSpace,
    /// NoPermission.
    MemoryBuilder(std::filesystem::path output, BankInfo info, std::vector<std::string> imageNames,
                  std::int64_t expectedRows, PartialFile partial);
    ~MemoryBuilder(); ///< without finish(): the partial file stays, resumable

    /// (image, epoch) units that a resumed file already holds: they must not be added again. units are counted in
    /// order image · max(E, 1) + epoch.
    std::int64_t finishedUnits() const;
    void add(const BankRows& rows);
    void skip(std::uint32_t image, int epoch, const std::string& reason);
    /// Pictures that were skipped, also before a resume: image and reason.
    std::vector<std::pair<std::uint32_t, std::string>> skipped() const;

    std::int64_t rowCount() const;
    /// Rows so far that contain each of the bank's classes.
    std::vector<std::int64_t> rowsPerClass() const;
    /// Writes X.bank (rows in a seeded permutation, checksums), fsyncs, renames, removes the partial file.
    std::shared_ptr<const MemoryBank> finish(const JobContext& ctx);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Path of the partial file of a bank, and its removal (Cancel = stop, then discard).
std::filesystem::path partialPath(const std::filesystem::path& output);
void discardPartial(const std::filesystem::path& output);

/// A bank in memory, for tests and small sets (same rules, nothing written).
std::shared_ptr<const MemoryBank> bankInMemory(BankInfo info, std::vector<std::string> imageNames,
                                               std::span<const BankRows> units);

/// Bytes that X.bank will take, rows, targets, origins and pictures (10 %).
std::int64_t bankBytes(std::int64_t rows, int dim, std::int64_t images, double entriesPerRow, bool labels, bool depths);

} // namespace nectar
