// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
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
    Hash contentHash;    ///< of the photo's file
    Hash annotationHash; ///< of the mask's and depth picture's files: only a resumed build asks for it
};

/// What happens to a partial file that is there: Start: kept if it holds pictures (throws Exists), Replace: emptied,
/// Resume: gone on with.
enum class PartialFile { Start, Replace, Resume };

/// A picture in a partial file and what its files held when they were read.
struct FinishedPicture {
    std::uint32_t image = 0;
    Hash contentHash, annotationHash;
};

/// Fills X.bank.partial picture by picture and turns it into X.bank. Pictures come in (image, epoch) order, each once;
/// a picture that cannot be used is skip()ped. Every add() ends in a resumable state. Not thread-safe.
class MemoryBuilder {
public:
    /// imageNames: sorted, all prompt images. Resume goes on with a partial file if it was made with the same options,
    /// backbone and image list (throws Mismatch otherwise) and starts if there is none.
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
    /// Pictures with rows, in order: a resumed build compares them with what is there now.
    std::vector<FinishedPicture> finishedPictures() const;
    /// Pictures that were skipped, also before a resume: image and reason.
    std::vector<std::pair<std::uint32_t, std::string>> skipped() const;

    std::int64_t rowCount() const;
    /// Rows so far that contain each of the bank's classes.
    std::vector<std::int64_t> rowsPerClass() const;
    /// Writes X.bank (rows in a seeded permutation, checksums), fsyncs, renames, removes the partial file. Keep: throws
    /// Exists if the bank came into being meanwhile; the partial file stays.
    std::shared_ptr<const MemoryBank> finish(const JobContext& ctx, Existing existing = Existing::Replace);

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
