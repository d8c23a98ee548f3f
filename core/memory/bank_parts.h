// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/memory/memory_bank.h"
#include "core/memory/memory_builder.h"

#include <functional>

namespace nectar {

/// Everything a bank consists of. Spans point into whatever `owner` keeps alive: a mapped file or BankArrays.
struct MemoryBank::Parts {
    BankInfo info;
    Hash hash;
    std::shared_ptr<const void> owner;
    HalfRows keys;                            ///< [n, dim], storage order
    std::span<const std::uint32_t> rowIds;    ///< [n] row id of each storage position; empty: the same
    std::span<const std::uint32_t> positions; ///< [n] storage position of each row id; empty: the same
    std::optional<LabelTargetsView> labels;   ///< by row id, as are the rest
    std::optional<DepthTargetsView> depths;
    std::span<const PatchOrigin> origins;
    std::vector<PromptImage> images; ///< sorted by name
    std::vector<RowRange> rowsOfImage;
    std::shared_ptr<const KeyRows> keyRows; ///< made by the constructor
};

/// Targets and origins in row-id order, owned: a bank in the making, or one that never becomes a file.
struct BankArrays {
    std::optional<LabelTargets> labels;
    std::optional<DepthTargets> depths;
    std::vector<PatchOrigin> origins;

    void add(const BankRows& rows); ///< throws Mismatch if targets or rectangles are missing or of another length
};

/// Row range of each of `images` pictures; origins are in row-id order.
std::vector<RowRange> rowRanges(std::span<const PatchOrigin> origins, std::size_t images);

/// Configuration of a bank that its partial file and its hash must agree on: options, backbone, recipe, classes, image
/// names. Not: time, absolute paths, versions, threads.
Hash configurationHash(const BankInfo& info, std::span<const std::string> imageNames);

/// Key of a row id, wherever it lies.
using KeyOfRow = std::function<std::span<const std::uint16_t>(std::uint32_t)>;

/// Hash over configuration, keys (in row-id order), targets and origins.
Hash bankHash(const Hash& configuration, const BankArrays& arrays, const KeyOfRow& keyOf, const JobContext& ctx);

/// BankInfo as JSON and back (throws BadFormat, also for options out of their range).
std::string bankInfoToJson(const BankInfo& info);
BankInfo bankInfoFromJson(const std::string& json);

} // namespace nectar
