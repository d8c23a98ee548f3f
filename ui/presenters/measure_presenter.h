// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decode/decode.h"
#include "ui/jobs/job.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/measurement.h"
#include "ui/models/problem.h"
#include "ui/presenters/measure_source.h"

#include <QByteArray>
#include <QObject>

#include <memory>

namespace nectar {

struct EvaluateRequest;
struct EvaluationReport;
class QueryPresenter;

/// Measures the open bank against labelled pictures on the batch lane, and finds what went wrong: the worst pictures,
/// and the patches behind a confusion.
class MeasurePresenter : public QObject {
    Q_OBJECT

public:
    /// query: whose bank is measured, with its k, temperature and prompt images; pictures are opened there.
    MeasurePresenter(QThreadPool* engine, QThreadPool* batch, QueryPresenter& query, QObject* parent = nullptr);
    ~MeasurePresenter() override;

    /// Offers the data set that the bank came from, as long as nothing else was chosen.
    void prepare();
    void offerBanksPictures();
    void chooseFolder(const QString& folder);
    const MeasureSource& source() const { return m_source; }
    const QString& split() const { return m_split; }
    void setSplit(const QString& split);
    bool isLooking() const { return m_looker.isRunning(); }

    bool canMeasure() const;
    void measure();
    /// At once for the window, also while a build has the lane; the lane stops within a second. What was measured
    /// before stays.
    void cancel();
    bool isRunning() const { return m_job->isRunning(); }
    const JobProgress& progress() const { return m_progress; }

    /// Null: nothing was measured yet.
    std::shared_ptr<const Measurement> measurement() const { return m_measurement; }
    /// The sliders, or the prompt images that count, are others than those of the measurement.
    bool isOutdated() const;
    /// What prints the same; "" where no command line can: prompt images were left out.
    QString commandLine() const;

    Task task() const { return m_task; }
    void setTask(Task task);
    int currentPicture() const { return m_current; } ///< in the list of the task; -1: none was opened
    void openPicture(int row);
    bool canStep(int direction) const;
    void step(int direction) { openPicture(m_current + direction); }

    /// prediction: the number of classes for unknown; truth -1: no cell.
    void chooseCell(int truth, int prediction);
    int truthOfCell() const { return m_truth; }
    int predictionOfCell() const { return m_prediction; }
    const QList<ConfusedPatch>& examples() const { return m_examples; }
    void openExample(int row);

    /// A picture that was opened because something is wrong in it, as long as it is the one looked at.
    struct Fault {
        QString path; ///< "": none
        QString text; ///< "Picture 2 of 8, the worst first: mIoU 0.31"
        enum class Kind { Picture, Patch } kind = Kind::Picture;
    };
    const Fault& fault() const { return m_fault; }

    /// Writes a file of the result, whole or not at all; whether an old one may be replaced was asked before.
    void save(const QString& file, const QByteArray& contents);

Q_SIGNALS:
    void sourceChanged();
    void runningChanged();
    void progressed();
    void measured(); ///< or forgotten
    void taskChanged();
    void outdatedChanged();
    void pictureOpened(); ///< which one is current
    void cellChosen();
    void faultChanged();
    void saved(const QString& file);
    void problemOccurred(const nectar::Problem& problem);

private:
    struct Result;
    void makeJob();
    void look(const QString& folder);
    void setSource(const MeasureSource& source);
    void forget();
    void open(const Fault& fault, const QPointF& at, Task task);
    EvaluateRequest makeRequest() const;
    void show(const std::shared_ptr<const Result>& result);

    QueryPresenter& m_query;
    QThreadPool* m_batch;
    LatestOnly m_looker;
    std::unique_ptr<Job> m_job; ///< another after a cancellation: what the former one finds is dropped
    Job m_saver;
    MeasureSource m_source;
    QString m_split;
    JobProgress m_progress;
    std::shared_ptr<const Result> m_result;
    std::shared_ptr<const Measurement> m_measurement; ///< a part of the result
    Task m_task = Task::Segmentation;
    int m_current = -1, m_truth = -1, m_prediction = -1;
    QList<ConfusedPatch> m_examples;
    Fault m_fault;
};

} // namespace nectar
