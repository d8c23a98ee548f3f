// SPDX-License-Identifier: Apache-2.0
#include "ui/models/confusion_table.h"

#include "ui/convert/text.h"

#include <QCoreApplication>

#include <numeric>

namespace nectar {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("ConfusionTable", text); }

QString pixelsText(qint64 pixels) { return pixels == 1 ? tr("1 pixel") : tr("%1 pixels").arg(countText(pixels)); }

} // namespace

qint64 ConfusionTable::truthPixels(int truth) const
{
    const auto row = counts.begin() + truth * (classCount() + 1);
    return std::accumulate(row, row + classCount() + 1, qint64{0});
}

qint64 ConfusionTable::predictedPixels(int prediction) const
{
    qint64 sum = 0;
    for (int truth = 0; truth < classCount(); ++truth)
        sum += count(truth, prediction);
    return sum;
}

double ConfusionTable::share(int truth, int prediction) const
{
    const qint64 all = truthPixels(truth);
    return all == 0 ? 0 : static_cast<double>(count(truth, prediction)) / static_cast<double>(all);
}

QString ConfusionTable::predictionName(int prediction) const
{
    return prediction < classCount() ? names.at(prediction) : tr("unknown");
}

QString ConfusionTable::cellText(int truth, int prediction) const
{
    const QString& name = names.at(truth);
    if (truthPixels(truth) == 0)
        return tr("No pixel is labelled %1").arg(name);
    const QString figures = tr("%1 % of %2, %3")
                                .arg(numberText(share(truth, prediction) * 100, 1))
                                .arg(name, pixelsText(count(truth, prediction)));
    return truth == prediction ? tr("%1 read rightly: %2").arg(name, figures)
                               : tr("%1 read as %2: %3").arg(name, predictionName(prediction), figures);
}

int ConfusionTable::largestError(int truth) const
{
    int largest = -1;
    for (int prediction = 0; prediction <= classCount(); ++prediction)
        if (prediction != truth && count(truth, prediction) > (largest < 0 ? 0 : count(truth, largest)))
            largest = prediction;
    return largest;
}

} // namespace nectar
