// SPDX-License-Identifier: Apache-2.0
#include "core/memory/half_built_bank.h"

#include "core/base/error.h"
#include "core/memory/bank_writer.h"
#include "core/memory/gathered_bank.h"
#include "core/memory/partial_log.h"

namespace nectar {

HalfBuiltShare writeHalfBuiltBank(const HalfBuiltSource& source, const std::filesystem::path& file,
                                  const JobContext& ctx)
{
    GatheredBank bank(source.info, source.imageNames);
    const auto log = PartialLog::openToRead(partialPath(source.output), bank.configuration, source.info.dim);
    bank.replay(*log, ctx);
    if (bank.arrays.origins.empty())
        throw Error(ErrorCode::Empty, "there is nothing to ask yet: " + source.output.string() +
                                          ": no patch was kept so far; wait for the first pictures");
    // Pictures that were not read yet are none of this bank's.
    const std::int64_t begun = (bank.finishedUnits + bank.passes() - 1) / bank.passes();
    std::vector<std::string> names(source.imageNames.begin(), source.imageNames.begin() + begun);
    bank.images.resize(names.size());
    bank.info.skippedImages = static_cast<std::int64_t>(bank.skipped.size());
    const KeyOfRow keyOf = bank.keyReader(*log);
    const Hash hash = bankHash(configurationHash(bank.info, names), bank.arrays, keyOf, ctx);
    writeBank(file, {bank.info, bank.arrays, bank.images, hash, keyOf}, ctx);
    return {bank.finishedUnits / bank.passes(), static_cast<std::int64_t>(source.imageNames.size()),
            static_cast<std::int64_t>(bank.arrays.origins.size())};
}

} // namespace nectar
