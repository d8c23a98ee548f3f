// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "ui/models/neighbour_list_model.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

namespace nectar {

/// What a person fills in to build a bank.
struct BuildForm {
    QString folder;
    QString split;                                   ///< "" : the data set's own choice
    QList<Task> tasks;                               ///< empty: all the data has
    QString backbone = QStringLiteral("descriptor"); ///< starter, descriptor or a weight file
    QString profile = QStringLiteral("auto");        ///< auto, dino, mae or timm: the answer to the question
    int side = 0;                                    ///< input side in pixels; 0: the backbone's usual one
    bool squash = false;
    qint64 memory = 0; ///< patches to keep; 0: every one
    QString output;
    bool replace = false; ///< an existing bank may be replaced: the person said so
};

/// What was recognised and what the build would need.
struct BuildReview {
    QString format; ///< for people: "a folder of images and masks"
    QStringList notes, warnings;
    QList<std::pair<QString, qint64>> splits; ///< name and pictures
    QString split;                            ///< the chosen one
    QList<Task> dataTasks;                    ///< what the data has
    int classes = 0;
    QString backbone, backboneSource, licence;
    bool profileWasGuessed = false;
    QString input; ///< "512×384 px"
    qint64 images = 0, patches = 0, bankBytes = 0, diskBytes = 0, memoryBytes = 0;
};

/// State of a running build for people.
struct BuildProgress {
    QString title; ///< "Reading toytown"
    QString phase;
    qint64 phaseDone = 0, phaseTotal = 0; ///< of what comes before the pictures, for example drawing the demo
    qint64 imagesDone = 0, imagesTotal = 0;
    qint64 patches = 0;
    double imagesPerSecond = 0; ///< 0: not known yet
    double secondsLeft = -1;    ///< −1: not known yet
    qint64 residentBytes = 0;
    QList<ClassShare> coverage; ///< share: patches that show the class, relative to all patches
    QStringList missingClasses; ///< without any patch so far
};

} // namespace nectar
