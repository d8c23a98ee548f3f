// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/remaining_time.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <vector>

namespace nectar {

namespace {

constexpr int kBlocks = 10; ///< slow and fast phases count as such, not as noise of single pictures
constexpr qsizetype kLeastSteps = 3;

/// To what one can tell apart: 1 s below 20 s, 5 s below a minute, then minutes.
double rounded(double seconds)
{
    const double step = seconds < 20 ? 1 : seconds < 57.5 ? 5 : 60;
    return std::round(seconds / step) * step;
}

QString amount(double seconds)
{
    return seconds < 60 ? QString::number(std::lround(seconds)) : QString::number(std::lround(seconds / 60));
}

QString unit(double seconds) { return seconds < 60 ? QStringLiteral("s") : QStringLiteral("min"); }

QString hours(double seconds)
{
    const auto minutes = std::lround(seconds / 60);
    return QStringLiteral("%1 h %2 min").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

void RemainingTime::add(double seconds, qint64 done)
{
    if (m_points.isEmpty() || done > m_points.last().done)
        m_points.append({seconds, done});
}

std::optional<RemainingTime::Estimate> RemainingTime::estimate(qint64 total) const
{
    const qsizetype steps = m_points.size() - 1;
    if (steps < kLeastSteps || m_points.last().seconds <= m_points.first().seconds)
        return {};
    const auto counted = static_cast<double>(m_points.last().done - m_points.first().done);
    const double each = (m_points.last().seconds - m_points.first().seconds) / counted;
    const auto left = static_cast<double>(std::max<qint64>(0, total - m_points.last().done));
    std::vector<double> blocks; // seconds of one count in each
    const qsizetype size = (steps + kBlocks - 1) / kBlocks;
    for (qsizetype end = steps; end >= size; end -= size) {
        const Point &from = m_points.at(end - size), &to = m_points.at(end);
        blocks.push_back((to.seconds - from.seconds) / static_cast<double>(to.done - from.done));
    }
    const auto n = static_cast<double>(blocks.size());
    double mean = 0, squares = 0;
    for (const double block : blocks)
        mean += block / n;
    for (const double block : blocks)
        squares += (block - mean) * (block - mean);
    const double variance = squares / std::max(1.0, n - 1);
    // What is still to come varies as what came did, and the mean so far is known only so well.
    const double countsOfABlock = counted / n;
    const double error =
        left > 0 ? left * std::sqrt(variance * (1 / n + countsOfABlock / std::max(left, countsOfABlock))) : 0;
    const double middle = left * each;
    return Estimate{1 / each, std::max(0.0, middle - 2 * error), middle, middle + 2 * error};
}

QString timeLeftText(double lowSeconds, double highSeconds)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("RemainingTime", text); };
    const double low = rounded(lowSeconds), high = rounded(std::max(lowSeconds, highSeconds));
    if (high < 1)
        return tr("almost done");
    if (high >= 3600)
        return low == high  ? tr("about %1 left").arg(hours(high))
               : low < 3600 ? tr("about %1 %2 to %3 left").arg(amount(low), unit(low), hours(high))
                            : tr("about %1 to %2 left").arg(hours(low), hours(high));
    if (low == high)
        return tr("about %1 %2 left").arg(amount(high), unit(high));
    if (low < 1)
        return tr("at most %1 %2 left").arg(amount(high), unit(high));
    if (unit(low) == unit(high))
        return tr("about %1 to %2 %3 left").arg(amount(low), amount(high), unit(high));
    return tr("about %1 %2 to %3 %4 left").arg(amount(low), unit(low), amount(high), unit(high));
}

} // namespace nectar
