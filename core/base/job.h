// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <stop_token>
#include <string_view>

namespace nectar {

/// Receives progress of a long call, from any one thread at a time.
class ProgressSink {
public:
    virtual ~ProgressSink() = default;
    /// done of total units ("images", "rows", …) of this phase are finished; total 0: not known.
    virtual void report(std::int64_t done, std::int64_t total, std::string_view phase) = 0;
};

/// A sink that drops everything.
ProgressSink& silentProgress();

/// Last parameter of every long call: how to stop it and whom to tell how far it is.
struct JobContext {
    std::stop_token stop;
    ProgressSink& progress = silentProgress();

    /// Throws Cancelled after a stop request; called at least every 50 ms or once a batch.
    void checkStop() const
    {
        if (stop.stop_requested())
            throw Cancelled{};
    }
    void step(std::int64_t done, std::int64_t total, std::string_view phase) const
    {
        checkStop();
        progress.report(done, total, phase);
    }
};

} // namespace nectar
