// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dataset/dataset.h"

#include <QImage>
#include <QList>
#include <QString>

#include <map>
#include <memory>
#include <mutex>

namespace nectar {

/// A pair as a recipe reads it.
struct RecipeSample {
    QString name;    ///< relative to the root
    QImage picture;  ///< small, its labels or depth over the photo; the photo alone where they cannot be read
    QString note;    ///< "4 classes", "0.8–4.2 m"
    QString problem; ///< why it cannot be used; "": it can
};

/// What a recipe makes of a data set.
struct RecipeReading {
    QString split; ///< the samples are of this one
    Task task = Task::Segmentation;
    QList<Task> tasks;                        ///< what the split has
    QList<std::pair<QString, qint64>> splits; ///< name and pairs
    QList<RecipeSample> samples;              ///< evenly spaced over the split
    struct LeftOut {
        QString file, reason;
    };
    QList<LeftOut> leftOut; ///< files without a partner: the first thousand
    qint64 leftOutCount = 0;
    QString problem;         ///< why nothing can be paired; "": it can
    double milliseconds = 0; ///< it took
};

/// Which samples are wanted; what the data has not gives way to what it has.
struct RecipeWish {
    Recipe recipe;
    QString split; ///< "": the one that a build would take
    Task task = Task::Segmentation;
};

/// Reads samples again and again while a recipe is corrected: files are paired anew only where the rule for it changed,
/// photos are read once.
class RecipeSampler {
public:
    static constexpr int kSamples = 12;
    static constexpr int kSide = 240; ///< of their pictures, the longer one

    RecipeReading read(const RecipeWish& wish, const JobContext& ctx);

private:
    struct Photo {
        Image picture;
        QString problem;
    };
    void pair(const Recipe& recipe, const JobContext& ctx);
    Photo photoOf(const Sample& sample, const Annotations& annotations);
    RecipeSample readSample(const RecipeWish& wish, Task task, const Sample& sample);

    std::mutex m_turn;
    std::unique_ptr<const Dataset> m_pairs; ///< of the recipe that was read last
    std::mutex m_mutex;                     ///< of m_photos
    std::map<std::string, Photo> m_photos;  ///< by file and size of its annotations
};

} // namespace nectar
