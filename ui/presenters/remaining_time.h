// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace nectar {

/// How long something that is counted still takes, and how sure that is: the time that one more took so far, and how
/// much that varied. The first count is the start; what came before it (opening files, an earlier run) counts for
/// nothing.
class RemainingTime {
public:
    struct Estimate {
        double perSecond = 0;                 ///< counts
        double low = 0, middle = 0, high = 0; ///< seconds; low and high about twice the standard error from the middle
    };
    void clear() { m_points.clear(); }
    /// seconds: of any clock that runs steadily.
    void add(double seconds, qint64 done);
    /// Nothing before three steps were seen.
    std::optional<Estimate> estimate(qint64 total) const;

private:
    struct Point {
        double seconds = 0;
        qint64 done = 0;
    };
    QList<Point> m_points;
};

/// "about 40 to 55 s left", "about 3 min left", "about 50 s to 2 min left".
QString timeLeftText(double lowSeconds, double highSeconds);

} // namespace nectar
