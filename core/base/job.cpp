// SPDX-License-Identifier: Apache-2.0
#include "core/base/job.h"

namespace nectar {

namespace {

class SilentProgress final : public ProgressSink {
public:
    void report(std::int64_t, std::int64_t, std::string_view) override {}
};

} // namespace

ProgressSink& silentProgress()
{
    static SilentProgress sink;
    return sink;
}

} // namespace nectar
