// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/build_bank.h"
#include "ui/models/problem.h"
#include "ui/presenters/build_values.h"

namespace nectar {

BuildBankRequest buildRequest(const BuildForm& form);
/// A recipe's format in words: "PASCAL VOC 2012, with images and masks", "a folder of images and depth maps".
QString formatText(const QString& format, const QList<Task>& tasks);
/// Detects the data and forecasts the build; a job.
BuildReview reviewBuild(const BuildForm& form, const MachineRoom& room, const JobContext& ctx);
/// Memory and room on the form's disk that are free now.
MachineRoom roomFor(const BuildForm& form);
/// Fewer pictures, fewer patches, a smaller input: each alone may be enough, by the proportion of what is needed.
QList<SmallerBuild> smallerForms(const BuildForm& form, const BuildReview& review);
/// How large a build was that lacked memory; 0: not known.
struct BuildExtent {
    qint64 images = 0, patches = 0;
    int side = 0;
};
/// Half the pictures, half the patches, the next smaller input; the CPU where a graphics card was used.
QList<SmallerBuild> leanerForms(const BuildForm& form, const BuildExtent& extent, bool onGpu);
/// What a finished build has to say: skipped pictures, warnings; an empty title: nothing.
Problem reportProblem(const BuildReport& report);

} // namespace nectar
