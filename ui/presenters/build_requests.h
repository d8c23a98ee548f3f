// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/build_bank.h"
#include "ui/models/problem.h"
#include "ui/presenters/build_values.h"

namespace nectar {

BuildBankRequest buildRequest(const BuildForm& form);
/// Detects the data and forecasts the build; a job.
BuildReview reviewBuild(const BuildForm& form, const JobContext& ctx);
/// What a finished build has to say: skipped pictures, warnings; an empty title: nothing.
Problem reportProblem(const BuildReport& report);

} // namespace nectar
