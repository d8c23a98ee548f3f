// SPDX-License-Identifier: Apache-2.0
#include "core/memory/gathered_bank.h"

#include "core/base/error.h"
#include "core/memory/partial_log.h"

#include <algorithm>

namespace nectar {

BankArrays emptyArrays(const BankInfo& info)
{
    BankArrays arrays;
    for (const Task task : info.options.tasks) {
        if (task == Task::Segmentation)
            arrays.labels.emplace();
        else
            arrays.depths.emplace();
    }
    return arrays;
}

GatheredBank::GatheredBank(BankInfo bankInfo, const std::vector<std::string>& imageNames)
    : info(std::move(bankInfo)), configuration(configurationHash(info, imageNames)), arrays(emptyArrays(info)),
      images(imageNames.size()), jpegs(imageNames.size())
{
    for (std::size_t i = 0; i < imageNames.size(); ++i)
        images[i].name = imageNames[i];
}

int GatheredBank::passes() const { return std::max(1, info.options.augmentationEpochs); }

void GatheredBank::expectNext(std::uint32_t image, int epoch) const
{
    if (std::int64_t{image} * passes() + epoch != finishedUnits || image >= images.size())
        throw Error(ErrorCode::Mismatch, "cannot add to the bank: pictures must come in order, each once");
}

void GatheredBank::add(const BankRows& rows)
{
    arrays.add(rows);
    ++finishedUnits;
    if (rows.epoch != 0)
        return;
    finished.push_back({rows.image, rows.contentHash, rows.annotationHash});
    PromptImage& image = images[rows.image];
    image.size = rows.originalSize;
    image.contentHash = rows.contentHash;
    jpegs[rows.image] = rows.jpeg;
    image.jpeg = jpegs[rows.image];
}

void GatheredBank::skip(std::uint32_t image, int epoch, const std::string& reason)
{
    if (epoch == 0)
        skipped.emplace_back(image, reason);
    ++finishedUnits;
}

void GatheredBank::replay(PartialLog& log, const JobContext& ctx)
{
    log.replay(
        [&](const BankRows& rows, std::span<const std::byte>) {
            ctx.checkStop();
            expectNext(rows.image, rows.epoch);
            add(rows);
        },
        [&](std::uint32_t image, int epoch, const std::string& reason) {
            expectNext(image, epoch);
            skip(image, epoch, reason);
        });
}

KeyOfRow GatheredBank::keyReader(const PartialLog& log) const
{
    auto firstRows = std::make_shared<std::vector<std::int64_t>>();
    std::int64_t row = 0;
    for (const LoggedUnit& unit : log.units()) {
        firstRows->push_back(row);
        row += unit.rows;
    }
    auto buffer = std::make_shared<std::vector<std::uint16_t>>(static_cast<std::size_t>(info.dim));
    return [&log, firstRows, buffer, dim = info.dim](std::uint32_t wanted) -> std::span<const std::uint16_t> {
        const auto after = std::upper_bound(firstRows->begin(), firstRows->end(), std::int64_t{wanted});
        const auto unit = static_cast<std::size_t>(after - firstRows->begin()) - 1;
        const std::int64_t within = std::int64_t{wanted} - (*firstRows)[unit];
        log.readKeys(log.units()[unit].keysOffset + within * dim * 2, *buffer);
        return *buffer;
    };
}

} // namespace nectar
