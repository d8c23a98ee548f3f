// SPDX-License-Identifier: Apache-2.0
#include "core/eval/protocol.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace nectar {

Size scoringSize(Protocol protocol, Size nativeSize, Size networkInput)
{
    return protocol == Protocol::Ours ? nativeSize : networkInput;
}

namespace {

/// What differs from Tables 6 and 7 and the paper's input.
std::vector<std::string> paperDeviations(const MeasuredSettings& settings)
{
    const BankOptions& bank = settings.bank;
    std::vector<std::string> found;
    if (bank.resize != Resize::Squash || Size{bank.width, bank.height} != Size{512, 512})
        found.emplace_back("input size");
    // A bank with depth is never augmented; one with labels follows one of the two columns.
    const bool depth = std::ranges::find(bank.tasks, Task::Depth) != bank.tasks.end();
    const auto column = std::ranges::find(kPresets, bank.augmentationEpochs, &BankPreset::augmentationEpochs);
    const BankPreset& preset = column != std::end(kPresets) ? *column : kPresets[0];
    if (!depth && column == std::end(kPresets))
        found.push_back(bank.augmentationEpochs == 0 ? "no augmentation"
                                                     : fmt::format("{} augmented passes", bank.augmentationEpochs));
    const bool every = bank.memory == 0 || bank.sampling == Sampling::All;
    if (every ? settings.rows > preset.memory : bank.memory != preset.memory)
        found.push_back(fmt::format("memory of {} patches", every ? settings.rows : bank.memory));
    if (!every && bank.sampling != Sampling::Eq5)
        found.push_back(fmt::format("sampling {}", kSamplingNames[static_cast<std::size_t>(bank.sampling)]));
    if (!every && bank.spreadRemainder)
        found.emplace_back("remainder of the memory spread");
    if (bank.minValidFraction > 0)
        found.push_back(fmt::format("patches below a valid part of {} left out", bank.minValidFraction));
    if (settings.neighbours > 0 && settings.neighbours != preset.neighbours)
        found.push_back(fmt::format("k {}", settings.neighbours));
    if (settings.neighbours > 0 && settings.temperature != preset.temperature)
        found.push_back(fmt::format("temperature {}", settings.temperature));
    return found;
}

} // namespace

std::string protocolSentence(Protocol protocol, const MeasuredSettings& settings)
{
    const BankOptions& bank = settings.bank;
    const bool squashed = bank.resize == Resize::Squash;
    std::vector<std::string> deviations;
    if (protocol == Protocol::Paper)
        deviations = paperDeviations(settings);
    else if (squashed)
        deviations.emplace_back("squashed input");
    if (settings.leftOut > 0)
        deviations.push_back(
            fmt::format("{} prompt image{} left out", settings.leftOut, settings.leftOut == 1 ? "" : "s"));
    return fmt::format("{} (input {}x{} {}, scored at {} size{}{}), {} images",
                       kProtocolNames[static_cast<int>(protocol)], bank.width, bank.height,
                       squashed ? "squash" : "aspect", protocol == Protocol::Ours ? "native" : "network input",
                       deviations.empty() ? "" : "; deviates: ", fmt::join(deviations, ", "), settings.images);
}

} // namespace nectar
