// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/memory/memory_bank.h"

#include <QColor>
#include <QImage>
#include <QList>

#include <vector>

namespace nectar {

/// The labels of the patches that the bank remembers of a prompt image, over its whole picture, at most 128 px wide and
/// high: each patch in the mean colour of its classes, the more transparent the fewer of its pixels have one. Altered
/// copies lie over one another. Transparent where nothing is remembered; null for a bank without classes.
QImage rememberedLabels(const MemoryBank& bank, std::uint32_t image, const QList<QRgb>& classColours);

/// A class in the patches that are remembered of a prompt image.
struct PromptClass {
    int classIndex = 0;
    double share = 0; ///< of their labelled pixels
};
/// For each prompt image its classes, the largest share first.
std::vector<std::vector<PromptClass>> promptClasses(const MemoryBank& bank);

} // namespace nectar
