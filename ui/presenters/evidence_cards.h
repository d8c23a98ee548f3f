// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/open_scene.h"
#include "ui/presenters/query_values.h"
#include "ui/presenters/shown_picture.h"

namespace nectar {

/// The voters of a patch as cards; palette: one colour per class.
QList<NeighbourCard> evidenceCards(const std::vector<PatchEvidence>& evidence, const MemoryBank& bank, Task task,
                                   const QList<QRgb>& palette);
/// What they say together; `prediction` was made with the same options.
PatchReading patchReading(const OpenImage& image, const MemoryBank& bank, int patch, const Prediction& prediction,
                          const QList<NeighbourCard>& cards, const QList<QRgb>& palette);

/// The same of several patches together: their voters with their part of the whole vote, which is what each gives to
/// the patches on average.
struct RegionAnswer {
    PatchReading reading;
    QList<NeighbourCard> cards; ///< largest weight first
};
RegionAnswer regionAnswer(const ShownPicture& shown, std::vector<int> patches, const JobContext& ctx);

/// A patch worth showing first: a certain one of a class that does not fill the picture, near the middle; -1 if there
/// is no known patch.
int tellingPatch(const OpenImage& image, const Prediction& prediction);

} // namespace nectar
