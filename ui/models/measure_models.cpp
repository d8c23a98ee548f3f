// SPDX-License-Identifier: Apache-2.0
#include "ui/models/measure_models.h"

#include "ui/convert/text.h"

#include <QFileInfo>

namespace nectar {

void MeasuredClassModel::setClasses(const QList<MeasuredClass>& classes)
{
    beginResetModel();
    m_classes = classes;
    endResetModel();
}

int MeasuredClassModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_classes.size());
}

QVariant MeasuredClassModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MeasuredClass& entry = m_classes.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.name;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1: IoU %2, %3 pixels are labelled so, %4 were read so")
            .arg(entry.name)
            .arg(numberText(entry.iou, 4))
            .arg(countText(entry.truthPixels), countText(entry.predictedPixels));
    default:
        return {};
    }
}

void MeasuredPictureModel::setPictures(const QList<MeasuredPicture>& pictures, Task task)
{
    beginResetModel();
    m_pictures = pictures;
    m_task = task;
    m_current = -1;
    endResetModel();
}

void MeasuredPictureModel::setCurrent(int row)
{
    const int former = m_current;
    m_current = row >= 0 && row < rowCount() ? row : -1;
    for (const int changed : {former, m_current})
        if (changed >= 0 && former != m_current)
            Q_EMIT dataChanged(index(changed), index(changed));
}

int MeasuredPictureModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_pictures.size());
}

QVariant MeasuredPictureModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MeasuredPicture& picture = m_pictures.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return QFileInfo(picture.name).completeBaseName();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        const QString measure = m_task == Task::Depth ? tr("RMSE") : tr("mIoU");
        const QString score = scoreText(picture, m_task);
        return picture.pixels == 0
                   ? tr("%1, %2").arg(picture.name, score)
                   : tr("%1, %2 %3 over %4 pixels").arg(picture.name, measure, score, countText(picture.pixels));
    }
    default:
        return {};
    }
}

void ConfusedPatchModel::setPatches(const QList<ConfusedPatch>& patches)
{
    beginResetModel();
    m_patches = patches;
    endResetModel();
}

int ConfusedPatchModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_patches.size());
}

QVariant ConfusedPatchModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConfusedPatch& patch = m_patches.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return QFileInfo(patch.name).completeBaseName();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1: %2 pixels of this patch, %3 of the picture")
            .arg(patch.name, countText(patch.patchPixels), countText(patch.pixels));
    default:
        return {};
    }
}

} // namespace nectar
