// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/job.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/problem.h"
#include "ui/presenters/folder_prediction.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>

namespace nectar {

/// Predicts all pictures of a folder on the batch lane, with a scene of its own: the open picture goes on as before.
class FolderPredictionPresenter : public QObject {
    Q_OBJECT

public:
    FolderPredictionPresenter(QThreadPool* engine, QThreadPool* batch, QObject* parent = nullptr);

    /// Counts what would be read and written; the newest request wins. bank: the one at form.bank.
    void forecast(const FolderPrediction& form, std::shared_ptr<const MemoryBank> bank);
    /// Never replaces what came to be there since it was forecast, unless it may.
    void predict(const FolderPrediction& form);
    void cancel() { m_job.cancel(); } ///< within a second; the files that are there by then are whole
    bool isRunning() const { return m_job.isRunning(); }
    const FolderProgress& progress() const { return m_progress; }

Q_SIGNALS:
    void forecastReady(const nectar::FolderForecast& forecast);
    void forecastFailed(const nectar::Problem& problem);
    void started();
    void progressed();
    void ended(const nectar::FolderReport& report);
    void failed(const nectar::Problem& problem);

private:
    void showProgress(const JobProgress& progress);

    LatestOnly m_forecaster;
    Job m_job;
    FolderProgress m_progress;
    QElapsedTimer m_clock; ///< since the first picture
};

} // namespace nectar
