// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"
#include "core/dataset/dataset.h"
#include "core/decode/decode.h"
#include "core/memory/memory_bank.h"
#include "core/search/neighbour_index.h"

#include <filesystem>
#include <memory>

namespace nectar {

enum class SelfMatch { Drop, Keep }; ///< rows of the query picture itself ("the picture itself is no evidence")

/// A picture with its neighbour table; immutable, shared between threads.
struct OpenImage {
    std::string name; ///< file name, for people
    std::filesystem::path path;
    Image photo;                          ///< native size
    PatchGrid grid;                       ///< at network size; covers the whole photo
    Matrix queries;                       ///< [grid.count(), dim] its features, L2-normalised
    NeighbourTable table;                 ///< [grid.count(), kMaxNeighbours]
    std::vector<std::uint32_t> ownImages; ///< prompt images that are this picture; SelfMatch::Drop leaves them out
    SelfMatch self = SelfMatch::Drop;     ///< as it was opened
    std::optional<LabelMap> truth;        ///< native size, where the data set has it
    std::optional<DepthMap> truthDepth;
    double encodeSeconds = 0, searchSeconds = 0;
};

/// A prediction at the size of the photo.
struct Prediction {
    Task task = Task::Segmentation;
    PatchVotes votes;
    LabelMap labels;       ///< segmentation
    DepthPrediction depth; ///< depth
};

/// One neighbour of a patch, ready to be shown.
struct PatchEvidence {
    std::uint32_t row = 0;
    int rank = 0; ///< 1 = most similar
    float similarity = 0;
    float weight = 0; ///< share of the vote, all together 1
    float cumulative = 0;
    std::uint32_t image = 0; ///< index into MemoryBank::images()
    PatchOrigin origin;
    std::vector<ClassCount> counts; ///< class mix in pixels, largest first; empty: no label
    float metres = 0;               ///< depth banks; NaN: none
};

/// A picture of the data set that is not in the bank.
struct QueryImage {
    std::string name; ///< as Sample::name
    std::filesystem::path image;
    std::string split; ///< "val"; "": held out of the bank's own
    bool hasTruth = false;
};

/// Backbone + bank + index: opens pictures. One lane uses it at a time (the backbone is not thread-safe); what it
/// returns is immutable.
class OpenScene {
public:
    /// Opens the bank and the backbone it was made with. backboneFile: where the weights are now, if they moved (empty:
    /// as recorded). Errors: Mismatch if the weights or profiles differ from the bank's, what openBank/openBackbone
    /// throw.
    static std::unique_ptr<OpenScene> open(const std::filesystem::path& bank, const std::filesystem::path& backboneFile,
                                           DeviceChoice device, const JobContext& ctx);

    const std::shared_ptr<const MemoryBank>& bank() const { return m_bank; }
    const BackboneSpec& backbone() const { return m_backbone->spec(); }
    const NeighbourIndex& index() const { return *m_index; }
    std::string indexDescription() const { return m_index->describe(); }
    const std::filesystem::path& bankFile() const { return m_bankFile; }

    /// Pictures of the data set that are not in the bank's split (validation, test, query, or the held-out fifth), for
    /// the image list; empty if the data is not where it was.
    const std::vector<QueryImage>& queryImages() const { return m_queries; }
    /// Prompt images that still exist on disk, as samples (annotation included), in MemoryBank::images() order.
    const std::vector<Sample>& promptImages() const { return m_prompts; }

    /// A data set besides the bank's whose pictures are opened with their truth too; null: none.
    void setLabelled(std::shared_ptr<const Dataset> dataset) { m_labelled = std::move(dataset); }
    /// Reads, encodes and searches: the slow step. If the path belongs to a data set its truth comes along, in classes
    /// of the bank.
    std::shared_ptr<const OpenImage> openImage(const std::filesystem::path& picture, SelfMatch self,
                                               const JobContext& ctx);

private:
    OpenScene() = default;
    std::filesystem::path m_bankFile;
    std::shared_ptr<const MemoryBank> m_bank;
    std::unique_ptr<Backbone> m_backbone;
    std::unique_ptr<NeighbourIndex> m_index;
    std::optional<Dataset> m_dataset;
    std::shared_ptr<const Dataset> m_labelled;
    std::vector<QueryImage> m_queries;
    std::vector<Sample> m_prompts;
};

/// Arithmetic on the table; no search. Fast enough to follow a slider.
Prediction predict(const OpenImage& image, const MemoryBank& bank, Task task, const DecodeOptions& options,
                   const JobContext& ctx);

/// An entry of the bank as evidence; rank, similarity and weight stay 0.
PatchEvidence entryEvidence(const MemoryBank& bank, std::uint32_t row);

/// The first options.neighbours neighbours of one patch with weights.
std::vector<PatchEvidence> patchEvidence(const OpenImage& image, const MemoryBank& bank, int patch,
                                         const DecodeOptions& options);

/// The stored picture of a prompt image (long side at most 256 px).
Image promptThumbnail(const MemoryBank& bank, std::uint32_t image);

} // namespace nectar
