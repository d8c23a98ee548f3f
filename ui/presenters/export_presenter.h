// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/job.h"
#include "ui/models/problem.h"
#include "ui/models/shown_classes.h"
#include "ui/presenters/export_plan.h"

#include <QObject>

namespace nectar {

/// Saves what is shown of a picture. Whole files or none (atomic); whether an old file may be replaced was asked
/// before.
class ExportPresenter : public QObject {
    Q_OBJECT

public:
    enum class Kind { Overlay, Mask, Depth };
    explicit ExportPresenter(QThreadPool* engine, QObject* parent = nullptr);

    /// Overlay: the photo with the shown prediction at its opacity, without hidden classes. Mask: all class ids with
    /// their palette. Depth: 16-bit millimetres. Mask and depth need a prediction of that kind.
    void save(Kind kind, const ShownPicture& shown, double opacity, const QString& file,
              const ShownClasses& classes = {});
    /// The photo with this layer (an empty one: the photo alone) at the photo's own size, without hidden classes.
    void copy(const ShownPicture& shown, const CanvasLayer& layer, double opacity, const ShownClasses& classes = {});
    /// Several files at once.
    void write(const ExportPlan& plan);
    void cancel() { m_job.cancel(); } ///< what is written by then stays
    bool isRunning() const { return m_job.isRunning(); }
    /// "street_004_overlay.png"
    static QString suggestedName(Kind kind, const ShownPicture& shown);

Q_SIGNALS:
    void saved(const QString& file);
    void copied(const QImage& picture);
    void progressed(const nectar::JobProgress& progress); ///< files of write()
    void written(const nectar::ExportPlan& plan);
    void notWritten(const nectar::Problem& problem); ///< untitled after cancel()
    void problemOccurred(const nectar::Problem& problem);

private:
    Job m_job;
};

} // namespace nectar
