// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dataset/recipe.h"
#include "ui/models/neighbour_list_model.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

namespace nectar {

// What a form offers, the largest last.
inline constexpr int kSides[] = {224, 336, 448, 512, 672};
inline constexpr qint64 kMemories[] = {20'000, 100'000, 500'000, 2'000'000, 10'240'000};
inline constexpr qint64 kLimits[] = {10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10'000};

/// What a person fills in to build a bank.
struct BuildForm {
    QString folder;
    QString recipe;                                  ///< how it is read, as JSON; "": as is recognised
    QString split;                                   ///< "" : the data set's own choice
    QList<Task> tasks;                               ///< empty: all the data has
    QString backbone = QStringLiteral("descriptor"); ///< starter, descriptor or a weight file
    QString profile = QStringLiteral("auto");        ///< auto, dino, mae or timm: the answer to the question
    int side = 0;                                    ///< input side in pixels; 0: the backbone's usual one
    bool squash = false;
    qint64 memory = 0; ///< patches to keep; 0: every one
    QString output;
    bool replace = false; ///< an existing bank may be replaced: the person said so
    bool cpu = false;     ///< also where there is a graphics card
    qint64 limit = 0;     ///< the first pictures by name; 0: all

    friend bool operator==(const BuildForm&, const BuildForm&) = default;
};

/// What was recognised and what the build would need.
struct BuildReview {
    Recipe recipe;  ///< how the data is read
    QString format; ///< for people: "a folder of images and masks"
    QStringList notes, warnings;
    QList<std::pair<QString, qint64>> splits; ///< name and pictures
    QString split;                            ///< the chosen one
    QList<Task> dataTasks;                    ///< what the data has
    int classes = 0;
    QString ignored;                 ///< values of the masks that are no label: "255", "0 and 255"; "": none
    qint64 pairs = 0, unmatched = 0; ///< of all splits; files that are left out
    QString backbone, backboneSource, licence;
    bool profileWasGuessed = false;
    QString input; ///< "512×384 px"
    int side = 0;  ///< the shorter one
    qint64 images = 0, patches = 0, bankBytes = 0, diskBytes = 0, memoryBytes = 0;
    qint64 freeMemory = 0, freeDisk = 0; ///< of this machine; 0: not known

    bool isTooLarge() const
    {
        return (freeMemory > 0 && (memoryBytes > freeMemory || bankBytes > freeMemory)) ||
               (freeDisk > 0 && diskBytes > freeDisk);
    }
};

/// What this machine has to spare for a build; 0: not known.
struct MachineRoom {
    qint64 memory = 0, disk = 0;
};

/// Another form that may fit where the first is too large.
struct SmallerBuild {
    QString text; ///< "the first 250 pictures"
    BuildForm form;
};

/// State of a running build for people.
struct BuildProgress {
    QString title; ///< "Reading toytown"
    QString phase;
    qint64 phaseDone = 0, phaseTotal = 0; ///< of what comes before the pictures, for example drawing the demo
    qint64 imagesDone = 0, imagesTotal = 0;
    qint64 patches = 0;
    double imagesPerSecond = 0;                         ///< 0: not known yet
    double secondsLeft = -1;                            ///< −1: not known yet
    double leastSecondsLeft = -1, mostSecondsLeft = -1; ///< as sure as its rate is steady
    qint64 residentBytes = 0, forecastBytes = 0;        ///< of the process; 0: not known
    bool isStopping = false;                            ///< Pause or Cancel was chosen
    QList<ClassShare> coverage;                         ///< share: patches that show the class, relative to all patches
    QStringList missingClasses;                         ///< without any patch so far
};

} // namespace nectar
