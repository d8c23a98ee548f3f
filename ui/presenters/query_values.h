// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/canvas.h"
#include "ui/models/image_list_model.h"
#include "ui/models/neighbour_list_model.h"
#include "ui/presenters/half_built_bank.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace nectar {

class MemoryBank;
class OpenScene;
struct OpenImage;

/// What the window says about the open bank.
struct BankSummary {
    QString file;
    QString name; ///< "toytown-descriptor"
    qint64 images = 0;
    qint64 patches = 0;
    QList<Task> tasks;
    QString backbone; ///< "ViT-S/14 (DINOv2 names)"
    QString backboneSource, licence;
    QString index; ///< "exact (AVX-512)"
    QString input; ///< "512×512, squashed"
    ClassTable classes;
    std::optional<HalfBuiltBank> halfBuilt; ///< it is still being built
};

/// What the neighbours of a patch, or of the patches of a region together, say beside the list of them.
struct PatchReading {
    int patch = -1;           ///< -1: none, or several
    std::vector<int> patches; ///< the patch, or those of the region; ascending
    PatchIndex index, last;   ///< first and last row and column of the region
    QRect pixels;             ///< around it in the photo
    QString sureness;         ///< of a region: how sure the votes of its patches are
    bool known = false;       ///< no: no neighbour has a label
    Task task = Task::Segmentation;
    QList<ClassShare> votes; ///< segmentation, largest first, none below 0.1 %
    float metres = kNoDepth; ///< depth
    double nearest = 0;      ///< depth: weighted 10th and 90th percentile of the neighbours' metres
    double farthest = 0;
    bool isRegion() const { return patches.size() > 1; }
    /// "Row 7, column 12", or "42 patches   ·   rows 3–8, columns 4–10".
    QString place() const;
    /// The voters do not agree: no class has three fifths of the vote, or their metres span half the distance.
    bool isDisputed() const;
    /// "This patch looks like these, so it is probably road (83 %)", and no surer than the votes are.
    QString headline() const;
};

BankSummary bankSummary(const OpenScene& scene);
QList<ImageEntry> promptEntries(const OpenScene& scene);
QList<ImageEntry> queryEntries(const OpenScene& scene);
/// The prompt images' files, "" where one is no longer there.
QStringList promptPaths(const OpenScene& scene);
CanvasPhoto canvasPhoto(const OpenImage& image);

} // namespace nectar
