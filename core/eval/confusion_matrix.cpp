// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/eval/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nectar {

void requireSameSize(Size truth, Size prediction)
{
    if (truth != prediction)
        throw Error(ErrorCode::Mismatch, "cannot compare: the annotation is " + std::to_string(truth.width) + "x" +
                                             std::to_string(truth.height) + ", the prediction " +
                                             std::to_string(prediction.width) + "x" +
                                             std::to_string(prediction.height));
}

ConfusionMatrix::ConfusionMatrix(int classCount)
    : m_classes(classCount), m_counts(static_cast<std::size_t>(classCount) * (static_cast<std::size_t>(classCount) + 1))
{}

void ConfusionMatrix::add(const LabelMap& truth, const LabelMap& prediction)
{
    requireSameSize(truth.size(), prediction.size());
    const auto classes = static_cast<std::size_t>(m_classes);
    for (std::size_t i = 0; i < truth.ids.size(); ++i) {
        if (truth.ids[i] >= classes) // void
            continue;
        const std::size_t predicted = std::min<std::size_t>(prediction.ids[i], classes); // void: the unknown column
        ++m_counts[truth.ids[i] * (classes + 1) + predicted];
    }
}

void ConfusionMatrix::add(const ConfusionMatrix& other)
{
    if (other.m_classes != m_classes)
        throw Error(ErrorCode::Mismatch, "confusion matrices of different class counts cannot be added");
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        m_counts[i] += other.m_counts[i];
}

std::int64_t ConfusionMatrix::count(int truth, int prediction) const
{
    return m_counts[static_cast<std::size_t>(truth) * (static_cast<std::size_t>(m_classes) + 1) +
                    static_cast<std::size_t>(prediction)];
}

std::int64_t ConfusionMatrix::pixels() const
{
    std::int64_t sum = 0;
    for (const std::int64_t count : m_counts)
        sum += count;
    return sum;
}

SegmentationReport segmentationReport(const ConfusionMatrix& matrix)
{
    SegmentationReport report;
    const int classes = matrix.classCount();
    std::int64_t right = 0;
    int present = 0;
    for (int c = 0; c < classes; ++c) {
        std::int64_t truth = 0;
        std::int64_t predicted = 0;
        for (int other = 0; other <= classes; ++other)
            truth += matrix.count(c, other);
        for (int other = 0; other < classes; ++other)
            predicted += matrix.count(other, c);
        const std::int64_t both = matrix.count(c, c);
        const std::int64_t either = truth + predicted - both;
        report.iou.push_back(either > 0 ? double(both) / double(either) : std::numeric_limits<double>::quiet_NaN());
        if (either > 0) {
            report.meanIou += report.iou.back();
            ++present;
        }
        right += both;
        report.unknownPixels += matrix.count(c, classes);
    }
    report.pixels = matrix.pixels();
    report.meanIou = present > 0 ? report.meanIou / present : std::numeric_limits<double>::quiet_NaN();
    report.pixelAccuracy =
        report.pixels > 0 ? double(right) / double(report.pixels) : std::numeric_limits<double>::quiet_NaN();
    return report;
}

} // namespace nectar
