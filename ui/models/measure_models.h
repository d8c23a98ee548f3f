// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/measurement.h"

#include <QAbstractListModel>

namespace nectar {

/// The classes of a measurement, the best first.
class MeasuredClassModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    void setClasses(const QList<MeasuredClass>& classes);
    const MeasuredClass& entry(int row) const { return m_classes.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<MeasuredClass> m_classes;
};

/// The pictures of a measurement, the worst first; which one is open is part of it.
class MeasuredPictureModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    void setPictures(const QList<MeasuredPicture>& pictures, Task task);
    void setCurrent(int row); ///< -1: none
    int current() const { return m_current; }
    Task task() const { return m_task; }
    const MeasuredPicture& picture(int row) const { return m_pictures.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<MeasuredPicture> m_pictures;
    Task m_task = Task::Segmentation;
    int m_current = -1;
};

/// Patches that show a confusion.
class ConfusedPatchModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    void setPatches(const QList<ConfusedPatch>& patches);
    const ConfusedPatch& patch(int row) const { return m_patches.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<ConfusedPatch> m_patches;
};

} // namespace nectar
