// SPDX-License-Identifier: Apache-2.0
#include "ui/models/measurement.h"

#include "ui/convert/text.h"
#include "ui/models/csv_cell.h"

#include <QCoreApplication>

namespace nectar {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Measurement", text); }

/// A figure of a table in the C locale.
QString figure(double value) { return QString::number(value, 'f', 6); }

QString csv(const QList<QStringList>& rows)
{
    QString text;
    for (QStringList row : rows) {
        for (QString& cell : row)
            cell = csvCell(cell);
        text += row.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return text;
}

} // namespace

QPointF ConfusedPatch::centre() const
{
    return {static_cast<double>(rectangle.x + rectangle.width / 2),
            static_cast<double>(rectangle.y + rectangle.height / 2)};
}

QString scoreText(const MeasuredPicture& picture, Task task)
{
    if (picture.pixels == 0)
        return tr("nothing to score");
    return task == Task::Depth ? tr("%1 m").arg(numberText(picture.score, 2)) : numberText(picture.score, 2);
}

QList<Task> Measurement::tasks() const
{
    QList<Task> tasks;
    if (labels)
        tasks.append(Task::Segmentation);
    if (depth)
        tasks.append(Task::Depth);
    return tasks;
}

const QList<MeasuredPicture>& Measurement::pictures(Task task) const
{
    static const QList<MeasuredPicture> none;
    if (task == Task::Depth)
        return depth ? depth->pictures : none;
    return labels ? labels->pictures : none;
}

QString Measurement::headline() const
{
    QStringList parts;
    if (labels)
        parts.append(tr("mIoU %1").arg(numberText(labels->meanIou, 2)));
    if (depth)
        parts.append(tr("RMSE %1 m").arg(numberText(depth->rmse, 2)));
    parts.append(images == 1 ? tr("1 picture") : tr("%1 pictures").arg(countText(images)));
    QString protocolText =
        tr("protocol %1, %2 voters, evenness %3").arg(protocolName).arg(neighbours).arg(figuresText(temperature, 3));
    if (leftOut > 0)
        protocolText += leftOut == 1 ? tr(", 1 prompt image left out") : tr(", %1 prompt images left out").arg(leftOut);
    parts.append(protocolText);
    return parts.join(QStringLiteral("  ·  "));
}

QString Measurement::classesCsv() const
{
    QList<QStringList> rows{{QStringLiteral("class"), QStringLiteral("iou"), QStringLiteral("truth_pixels"),
                             QStringLiteral("predicted_pixels")}};
    if (labels) {
        for (const MeasuredClass& entry : labels->classes)
            rows.append({entry.name, figure(entry.iou), QString::number(entry.truthPixels),
                         QString::number(entry.predictedPixels)});
        for (const QString& name : labels->absent)
            rows.append({name, QString(), QStringLiteral("0"), QStringLiteral("0")});
    }
    return csv(rows);
}

QString Measurement::picturesCsv() const
{
    QList<QStringList> rows{
        {QStringLiteral("picture"), QStringLiteral("measure"), QStringLiteral("value"), QStringLiteral("pixels")}};
    for (const Task task : tasks())
        for (const MeasuredPicture& picture : pictures(task))
            rows.append({picture.name, task == Task::Depth ? QStringLiteral("rmse") : QStringLiteral("miou"),
                         picture.pixels > 0 ? figure(picture.score) : QString(), QString::number(picture.pixels)});
    return csv(rows);
}

QString Measurement::confusionCsv() const
{
    if (!labels)
        return {};
    const ConfusionTable& table = labels->confusion;
    QList<QStringList> rows{QStringList{QStringLiteral("truth")} + table.names +
                            QStringList{QStringLiteral("unknown")}};
    for (int truth = 0; truth < table.classCount(); ++truth) {
        QStringList row{table.names.at(truth)};
        for (int prediction = 0; prediction <= table.classCount(); ++prediction)
            row.append(QString::number(table.count(truth, prediction)));
        rows.append(row);
    }
    return csv(rows);
}

QString Measurement::depthCsv() const
{
    QList<QStringList> rows{{QStringLiteral("from_metres"), QStringLiteral("to_metres"), QStringLiteral("pixels")}};
    if (depth)
        for (const DepthErrorBar& bar : depth->errors)
            rows.append({figure(bar.low), figure(bar.high), QString::number(bar.count)});
    return csv(rows);
}

} // namespace nectar
