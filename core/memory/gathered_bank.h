// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/memory/bank_parts.h"

namespace nectar {

class PartialLog;

/// Targets and origins of nothing, for the tasks of a bank.
BankArrays emptyArrays(const BankInfo& info);

/// What a partial file has in it, but for the keys, which stay there.
struct GatheredBank {
    BankInfo info;
    Hash configuration;
    BankArrays arrays;
    std::vector<PromptImage> images; ///< their JPEGs are in `jpegs`
    std::vector<std::vector<std::byte>> jpegs;
    std::vector<std::pair<std::uint32_t, std::string>> skipped; ///< image and reason
    std::vector<FinishedPicture> finished;
    std::int64_t finishedUnits = 0;

    GatheredBank(BankInfo bankInfo, const std::vector<std::string>& imageNames);

    int passes() const;
    /// Throws Mismatch for a unit out of order.
    void expectNext(std::uint32_t image, int epoch) const;
    /// After expectNext(). Throws Mismatch as BankArrays::add(), and has then changed nothing.
    void add(const BankRows& rows);
    void skip(std::uint32_t image, int epoch, const std::string& reason);
    /// Everything that is in a log.
    void replay(PartialLog& log, const JobContext& ctx);
    /// Keys are fetched in storage order, one small read each, mostly from the page cache. The log must outlive it.
    KeyOfRow keyReader(const PartialLog& log) const;
};

} // namespace nectar
