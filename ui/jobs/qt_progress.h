// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

namespace nectar {

/// State of a long job for people: done of total units (total 0: not known) of a phase.
struct JobProgress {
    qint64 done = 0;
    qint64 total = 0;
    QString phase;
};

/// Turns core's reports into a signal, at most 20 a second and only for steps of 0.1 % or a new phase; the end of a
/// phase always arrives. report() is called on the job's thread, so receivers need a context object (queued
/// connection).
class QtProgress : public QObject, public ProgressSink {
    Q_OBJECT

public:
    explicit QtProgress(QObject* parent = nullptr);
    void report(std::int64_t done, std::int64_t total, std::string_view phase) override;

Q_SIGNALS:
    void progressed(const nectar::JobProgress& progress);

private:
    QElapsedTimer m_sinceLast;
    JobProgress m_last;
};

} // namespace nectar
