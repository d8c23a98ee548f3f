// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/canvas.h"
#include "ui/models/image_list_model.h"
#include "ui/models/neighbour_list_model.h"

#include <QStringList>

#include <memory>

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
};

/// What a patch's neighbours say, beside the list of them.
struct PatchReading {
    int patch = -1; ///< -1: no patch
    PatchIndex index;
    QRect pixels;       ///< in the photo
    bool known = false; ///< no: no neighbour has a label
    Task task = Task::Segmentation;
    QList<ClassShare> votes; ///< segmentation, largest first, none below 0.1 %
    float metres = kNoDepth; ///< depth
    double nearest = 0;      ///< depth: weighted 10th and 90th percentile of the neighbours' metres
    double farthest = 0;
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
