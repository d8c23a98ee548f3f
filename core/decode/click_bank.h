// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"

namespace nectar {

class ClickSimilarities;

/// The class of clicks on what is none of the named classes.
inline constexpr std::uint16_t kOtherClass = 0;
inline constexpr int kMostClicks = 4096;

/// A small exact bank of the patches that somebody clicked, with one class each (method.md 2, "Labels by clicking").
/// Patches that nobody clicked are not in it, so each neighbour has a label. Thread-safe only while it does not change.
class ClickBank {
public:
    /// classCount: of the classes that clicks may have, kOtherClass included. Throws BadOption below 1 or above 65535.
    explicit ClickBank(int classCount);

    /// feature [dim]: of the clicked patch, normalised here; the first one decides dim. Returns the click's id: ids
    /// ascend and none is given twice. Errors: BadOption (a class that is not there, kMostClicks clicks already),
    /// Mismatch (another dim).
    std::uint32_t add(std::span<const float> feature, std::uint16_t classIndex);
    /// The same with an id of the caller's, which decides where among the clicks it stands: a click that was taken back
    /// comes back as it was. Throws BadOption where the id is in the bank.
    void insert(std::uint32_t id, std::span<const float> feature, std::uint16_t classIndex);
    /// Takes a click back; false if it is not there (any more).
    bool erase(std::uint32_t id);
    /// More classes, after those that are there. Throws BadOption for fewer.
    void setClassCount(int classCount);

    std::int64_t size() const { return m_keys.rows; }
    int classCount() const { return m_classCount; }
    /// [size, dim], L2-normalised, fp32, in the order of the clicks.
    MatrixView keys() const { return m_keys; }
    std::span<const std::uint32_t> ids() const { return m_ids; }         ///< [size], ascending
    std::span<const std::uint16_t> classes() const { return m_classes; } ///< [size]

    /// Votes of patches over the classes, scores [q, classCount]: the softmax vote of the most similar clicks as
    /// decodeTargets() does it (ties go to the earlier click), if the best similarity reaches the threshold; else the
    /// patch is unknown, its mass and scores 0. Errors: BadOption (options, a threshold that is not a number), Mismatch
    /// (similarities of other clicks).
    PatchVotes votes(const ClickSimilarities& similarities, const DecodeOptions& options, float threshold,
                     const JobContext& ctx) const;
    /// The same for queries [q, dim], L2-normalised, of which nothing is kept.
    PatchVotes votes(MatrixView queries, const DecodeOptions& options, float threshold, const JobContext& ctx) const;

private:
    int m_classCount;
    std::uint32_t m_nextId = 0;
    Matrix m_keys;
    std::vector<std::uint32_t> m_ids;
    std::vector<std::uint16_t> m_classes;
};

} // namespace nectar
