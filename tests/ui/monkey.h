// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/studio_bench.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>

namespace nectar {

/// Somebody who clicks, types, drags and chooses without any sense, in whatever window is in front. Every event is
/// written to the log, so that what led to a fault can be read.
class Monkey : public QObject {
public:
    struct Options {
        std::uint32_t seed = 1;
        int events = 2000;
        QStringList files; ///< to drop
    };
    Monkey(StudioBench& bench, Options options);

    /// Until all events are done.
    void run();
    /// Longest time without the event loop, and after which event.
    qint64 worstGapMs() const { return m_worstGap; }
    const QString& worstEvent() const { return m_worstEvent; }
    int done() const { return m_done; }

private:
    void plan();
    void act();
    void closeModal(QWidget& modal);
    void mouse();
    void key();
    void command();
    void drop();
    QWidget* anyWidget();
    int below(int n);
    void tell(const QString& event);

    StudioBench& m_bench;
    Options m_options;
    std::uint32_t m_state;
    int m_done = 0;
    bool m_ended = false;
    QTimer m_heart;
    QElapsedTimer m_beat;
    qint64 m_worstGap = 0;
    QString m_lastEvent, m_worstEvent;
};

} // namespace nectar
