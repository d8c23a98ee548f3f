// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/hash.h"
#include "core/memory/bank_options.h"
#include "core/memory/patch_targets.h"

#include <memory>
#include <optional>

namespace nectar {

/// Where an entry comes from: picture, epoch, patch number in its grid, rectangle in pixels of the original picture
/// (also after scaling and cropping).
struct PatchOrigin {
    std::uint32_t image = 0; ///< index into MemoryBank::images()
    std::uint16_t epoch = 0;
    std::uint16_t reserved = 0;
    std::uint32_t patch = 0;
    RectF rectangle;
};

/// A prompt image as the bank remembers it.
struct PromptImage {
    std::string name;                ///< path relative to the data set's root
    Size size;                       ///< original size
    Hash contentHash;                ///< of the photo's bytes
    std::span<const std::byte> jpeg; ///< its picture, long side at most 256 px
};

/// What a bank knows about its making.
struct BankInfo {
    BankOptions options;      ///< width and height filled in
    std::string backboneJson; ///< BackboneSpec as JSON
    std::string backboneIdentity;
    std::string recipeJson;
    std::string dataRoot; ///< absolute path at build time: a hint for showing pictures, not part of the hash
    std::string split;
    ClassTable classes;
    int dim = 0;
    int patchSize = 0;
    std::int64_t skippedImages = 0;
};

struct RowRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0; ///< one past the end
};

/// The memory: keys (fp16, L2-normalised), targets, origins. Immutable, thread-safe. Row id = rank in (image name,
/// epoch, patch) order; targets and origins are indexed by row id, keys() by storage position (KeyRows::rowId).
class MemoryBank {
public:
    struct Parts; ///< how BankFile and MemoryBuilder make one; bank_parts.h
    explicit MemoryBank(Parts parts);
    ~MemoryBank();
    MemoryBank(const MemoryBank&) = delete;
    MemoryBank& operator=(const MemoryBank&) = delete;

    std::int64_t size() const;
    const BankInfo& info() const;
    const ClassTable& classes() const { return info().classes; }
    std::shared_ptr<const KeyRows> keys() const;
    std::optional<LabelTargetsView> labels() const;
    std::optional<DepthTargetsView> depths() const;
    bool has(Task task) const;
    std::span<const PatchOrigin> origins() const; ///< [n]
    std::span<const PromptImage> images() const;
    /// Rows of a prompt image: contiguous, since rows are ordered by image name.
    RowRange rowsOfImage(std::uint32_t image) const;
    /// The stored fp16 key of a row id.
    std::span<const std::uint16_t> keyOf(std::uint32_t row) const;
    /// Prompt images whose photo has this hash ("the picture itself is no evidence").
    std::vector<std::uint32_t> imagesWithHash(const Hash& contentHash) const;
    /// Covers rows, targets, origins and options; not time, paths, program version or threads.
    const Hash& hash() const;

private:
    std::unique_ptr<const Parts> m_parts;
};

} // namespace nectar
