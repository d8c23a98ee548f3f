// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "core/dataset/recipe.h"

#include <span>

namespace nectar {

/// One picture with the annotation files that belong to it; nothing is read before loadSample().
struct Sample {
    std::string name; ///< path of the photo relative to the root with '/': the key of seeds and row order
    std::filesystem::path image;
    std::filesystem::path mask;  ///< empty: none
    std::filesystem::path depth; ///< empty: none
    bool has(Task task) const { return !(task == Task::Segmentation ? mask : depth).empty(); }
};

/// A file that was left out while pairing, and why.
struct SkippedFile {
    std::filesystem::path file;
    std::string reason;
};

/// A picture as read, at its native size; labels and depth have the picture's size.
struct LoadedSample {
    Image image;
    std::optional<LabelMap> labels;
    std::optional<DepthMap> depth;
};

/// The pairs of a data set, sorted by name within each split.
class Dataset {
public:
    Dataset(Recipe recipe, std::map<std::string, std::vector<Sample>> splits, std::vector<SkippedFile> skipped);

    const Recipe& recipe() const { return m_recipe; }
    const ClassTable& classes() const { return m_recipe.classes; }
    std::vector<std::string> splitNames() const;
    bool hasSplit(const std::string& split) const;
    /// Throws BadOption naming the splits there are.
    std::span<const Sample> samples(const std::string& split) const;
    /// Whether any picture has the annotation: of all, or of one split.
    bool has(Task task) const;
    bool has(Task task, const std::string& split) const;
    /// Photos without annotation, annotations without photo.
    std::span<const SkippedFile> skipped() const { return m_skipped; }

    /// Split for `build`: the first present of train, training, prompt, bank, trainaug, all; else the first by name.
    /// For `eval`: val, validation, then test, query; nothing if there is none (the caller then holds out a seeded
    /// fifth and says so).
    std::string promptSplit() const;
    std::optional<std::string> evaluationSplit() const;

private:
    Recipe m_recipe;
    std::map<std::string, std::vector<Sample>> m_splits;
    std::vector<SkippedFile> m_skipped;
};

/// Lists the files of a recipe and pairs them. Errors: NotFound, Empty.
Dataset openDataset(const Recipe& recipe, const JobContext& ctx);

/// Throws NotFound, naming the picture, if it has no mask (Segmentation) or no depth picture (Depth).
void requireAnnotation(const Sample& sample, Task task);

/// Labels and depth of a pair, each of its file's size.
struct Annotations {
    std::optional<LabelMap> labels;
    std::optional<DepthMap> depth;
};
/// They alone, as a recipe reads them. Errors: as loadSample().
Annotations loadAnnotations(const Recipe& recipe, const Sample& sample);
/// The photo, turned as its annotations are. Errors: as loadSample(), also Mismatch.
Image loadPhoto(const Sample& sample, const Annotations& annotations);

/// Reads a pair. Errors name the file and the reason: Unreadable, BadFormat (truncated photo, id above the table),
/// Mismatch (mask of another size).
LoadedSample loadSample(const Dataset& dataset, const Sample& sample);

} // namespace nectar
