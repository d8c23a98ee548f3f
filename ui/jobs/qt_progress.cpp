// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/qt_progress.h"

namespace nectar {

namespace {
constexpr qint64 kMinimumGapMs = 50;
} // namespace

QtProgress::QtProgress(QObject* parent) : QObject(parent) { qRegisterMetaType<JobProgress>(); }

void QtProgress::report(std::int64_t done, std::int64_t total, std::string_view phase)
{
    const QString phaseText = QString::fromUtf8(phase.data(), static_cast<qsizetype>(phase.size()));
    const bool newPhase = phaseText != m_last.phase || !m_sinceLast.isValid();
    const bool ended = total > 0 && done >= total && m_last.done < total;
    const bool visibleStep = total <= 0 || (done - m_last.done) * 1000 >= total;
    if (!newPhase && !ended && !(visibleStep && m_sinceLast.elapsed() >= kMinimumGapMs))
        return;
    m_sinceLast.start();
    m_last = {done, total, phaseText};
    Q_EMIT progressed(m_last);
}

} // namespace nectar
