// SPDX-License-Identifier: Apache-2.0
#include "core/memory/memory_bank.h"

#include "core/memory/bank_parts.h"

#include <algorithm>

namespace nectar {

MemoryBank::MemoryBank(Parts parts)
{
    auto keys = std::make_shared<KeyRows>();
    keys->owner = parts.owner;
    keys->rows = parts.keys;
    keys->rowIds = parts.rowIds;
    parts.keyRows = std::move(keys);
    m_parts = std::make_unique<const Parts>(std::move(parts));
}

MemoryBank::~MemoryBank() = default;

std::int64_t MemoryBank::size() const { return m_parts->keys.rows; }
const BankInfo& MemoryBank::info() const { return m_parts->info; }
std::shared_ptr<const KeyRows> MemoryBank::keys() const { return m_parts->keyRows; }
std::optional<LabelTargetsView> MemoryBank::labels() const { return m_parts->labels; }
std::optional<DepthTargetsView> MemoryBank::depths() const { return m_parts->depths; }
bool MemoryBank::has(Task task) const
{
    return task == Task::Segmentation ? m_parts->labels.has_value() : m_parts->depths.has_value();
}
std::span<const PatchOrigin> MemoryBank::origins() const { return m_parts->origins; }
std::span<const PromptImage> MemoryBank::images() const { return m_parts->images; }
RowRange MemoryBank::rowsOfImage(std::uint32_t image) const { return m_parts->rowsOfImage.at(image); }
const Hash& MemoryBank::hash() const { return m_parts->hash; }

std::span<const std::uint16_t> MemoryBank::keyOf(std::uint32_t row) const
{
    return m_parts->keys.row(m_parts->positions.empty() ? row : m_parts->positions[row]);
}

std::vector<std::uint32_t> MemoryBank::imagesWithHash(const Hash& hash) const
{
    std::vector<std::uint32_t> found;
    for (std::size_t i = 0; i < m_parts->images.size(); ++i)
        if (m_parts->images[i].contentHash == hash)
            found.push_back(static_cast<std::uint32_t>(i));
    return found;
}

std::vector<RowRange> rowRanges(std::span<const PatchOrigin> origins, std::size_t images)
{
    std::vector<RowRange> ranges(images);
    const auto count = static_cast<std::uint32_t>(origins.size());
    std::uint32_t row = 0;
    for (std::size_t image = 0; image < images; ++image) {
        ranges[image].first = row;
        while (row < count && origins[row].image == image)
            ++row;
        ranges[image].last = row;
    }
    return ranges;
}

Hash configurationHash(const BankInfo& info, std::span<const std::string> imageNames)
{
    BankInfo hashed = info;
    hashed.dataRoot.clear();  // a hint for showing pictures
    hashed.skippedImages = 0; // known only at the end
    Hasher hasher;
    hasher.add(std::string_view("nectar bank configuration 1"));
    // The backbone counts by its identity: its JSON also holds paths and remarks.
    hashed.backboneJson.clear();
    hasher.add(bankInfoToJson(hashed));
    hasher.add(static_cast<std::uint64_t>(imageNames.size()));
    for (const std::string& name : imageNames)
        hasher.add(name);
    return hasher.finish();
}

Hash bankHash(const Hash& configuration, const BankArrays& arrays, const KeyOfRow& keyOf, const JobContext& ctx)
{
    Hasher hasher;
    hasher.add(configuration.high);
    hasher.add(configuration.low);
    constexpr std::size_t kRowsPerStep = 1 << 14;
    for (std::size_t row = 0; row < arrays.origins.size(); ++row) {
        if (row % kRowsPerStep == 0)
            ctx.step(std::int64_t(row), std::int64_t(arrays.origins.size()), "hashing");
        hasher.addBytes(std::as_bytes(keyOf(static_cast<std::uint32_t>(row))));
    }
    if (arrays.labels) {
        hasher.addBytes(std::as_bytes(std::span(arrays.labels->offsets)));
        hasher.addBytes(std::as_bytes(std::span(arrays.labels->entries)));
    }
    if (arrays.depths) {
        hasher.addBytes(std::as_bytes(std::span(arrays.depths->metres)));
        hasher.addBytes(std::as_bytes(std::span(arrays.depths->validCounts)));
    }
    hasher.addBytes(std::as_bytes(std::span(arrays.origins)));
    return hasher.finish();
}

} // namespace nectar
