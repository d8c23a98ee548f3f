// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/evaluate.h"
#include "ui/models/measurement.h"

namespace nectar {

/// The report of one k and one temperature, with what single pictures score, for people.
Measurement measurementFrom(const EvaluationReport& report, const EvaluateRequest& request);
/// Where pixels of one class were read as another (prediction: number of classes for unknown): of each picture the
/// patch that has most of them, the pictures with most first.
QList<ConfusedPatch> confusedPatches(const EvaluationDetails& details, int truth, int prediction, int classCount);
/// What gives the same figures on the command line.
QString evalCommand(const EvaluateRequest& request);

} // namespace nectar
