// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/predict_pictures.h"

#include <QString>
#include <QStringList>

namespace nectar {

/// The flags of k and temperature, where they are not the usual ones.
QStringList decodeFlags(const DecodeOptions& options);

/// What `nectar predict` is told.
struct PredictionCommand {
    QString bank, image, out; ///< image: a file or a folder
    PredictionRun run;
    bool replace = false;
};
/// The line that writes the same files.
QString predictionCommand(const PredictionCommand& command);

} // namespace nectar
