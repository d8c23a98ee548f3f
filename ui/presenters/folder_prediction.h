// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/prediction_command.h"

#include <QStringList>

#include <utility>

namespace nectar {

/// What a person fills in to predict a folder of pictures.
struct FolderPrediction {
    QString bank, input, output;
    PredictionRun run;
    bool replace = false; ///< results that are there may be replaced: the person said so

    /// The line that writes the same files.
    QString command() const { return predictionCommand({bank, input, output, run, replace}); }
};

/// What it would read and write.
struct FolderForecast {
    qint64 pictures = 0, files = 0;
    qint64 existing = 0;       ///< of the files, are there already
    qint64 earlierResults = 0; ///< files of the folder that are results by their names: not read
};

struct FolderProgress {
    qint64 done = 0, total = 0; ///< pictures, those left out as well; 0: not known yet
    QString phase;              ///< "" : it waits for the lane
    double picturesPerSecond = 0;
    double secondsLeft = -1; ///< −1: not known yet
};

/// What came of it; of a stopped one what is whole.
struct FolderReport {
    QString output;
    QStringList pictures; ///< that were predicted
    qint64 total = 0, files = 0;
    QList<std::pair<QString, QString>> leftOut; ///< picture and reason
    QStringList remarks;
    bool wasStopped = false;
};

} // namespace nectar
