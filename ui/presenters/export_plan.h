// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/prediction_files.h"
#include "ui/presenters/shown_picture.h"

#include <QStringList>

#include <array>

namespace nectar {

/// A file that can be written of the open picture.
enum class ExportKind {
    Labels,
    ClassColours,
    ClassOverlay,
    Depth16,
    DepthNumbers,
    DepthColours,
    DepthOverlay,
    VotersCsv,
    VotersJson,
    Report
};
inline constexpr std::array kExportKinds{ExportKind::Labels,       ExportKind::ClassColours, ExportKind::ClassOverlay,
                                         ExportKind::Depth16,      ExportKind::DepthNumbers, ExportKind::DepthColours,
                                         ExportKind::DepthOverlay, ExportKind::VotersCsv,    ExportKind::VotersJson,
                                         ExportKind::Report};

/// The open picture with what is to be written of it.
struct ExportPlan {
    ShownPicture shown;
    std::shared_ptr<const OpenScene> scene;
    std::vector<int> patches; ///< those that are kept, ascending: whose voters can be written
    float opacity = 0.55f;    ///< of the overlays
    QString folder;
    QList<ExportKind> kinds;
    bool replace = false;

    /// "street_004_labels.png", "street_004_patch_7_12_voters.csv"
    QString fileName(ExportKind kind) const;
    QString path(ExportKind kind) const { return folder + QLatin1Char('/') + fileName(kind); }
    QStringList files() const;
    QStringList existing() const; ///< those of them that are there
    bool has(ExportKind kind) const { return kinds.contains(kind); }
    /// Of these the bank has something, and some patch is kept.
    bool canWrite(ExportKind kind) const { return whyNot(kind).isEmpty(); }
    QString whyNot(ExportKind kind) const; ///< "" : it can be written
    /// One call each of `nectar predict`, and so of writePredictions().
    std::vector<PredictionExports> predictions() const;
    /// Lines that write the same files, but for the CSV; none where prompt images are left out, which no line can say.
    QStringList commands() const;
};

/// Writes the files, each atomically, in the folder, which is made; returns what is to be said about them. Errors:
/// Exists where one is there and may not be replaced.
QString writeExports(const ExportPlan& plan, const JobContext& ctx);

} // namespace nectar
