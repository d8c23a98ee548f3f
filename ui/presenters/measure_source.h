// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/job.h"

#include <QList>
#include <QString>

#include <memory>

namespace nectar {

class MemoryBank;
struct Recipe;
class Dataset;

/// A part of a data set that a bank can be measured on.
struct MeasureSplit {
    QString name; ///< "": a seeded fifth of the bank's own pictures, each read without itself
    qint64 pictures = 0;
    QList<Task> tasks;        ///< that the part and the bank both know; empty: nothing to measure
    bool isOfTheBank = false; ///< the bank remembers these pictures
    QString text() const;     ///< "val, 8 pictures"
};

/// Labelled pictures to measure a bank against.
struct MeasureSource {
    QString folder;                          ///< "": none
    bool isTheBanks = false;                 ///< the data set that the bank was made from
    QList<MeasureSplit> splits;              ///< those with something to measure
    QString split;                           ///< the usual one
    std::shared_ptr<const Recipe> recipe;    ///< as the bank remembers it; null: to be found out
    std::shared_ptr<const Dataset> labelled; ///< where it is not the bank's

    bool isEmpty() const { return splits.isEmpty(); }
    const MeasureSplit* chosen(const QString& name) const;
};

/// The data set that a bank was made from; empty if it is no longer there or holds nothing to measure.
MeasureSource sourceOfBank(const MemoryBank& bank, const JobContext& ctx);
/// Any folder. Errors: what detectDataset() throws; Mismatch if it has nothing that the bank knows.
MeasureSource sourceInFolder(const QString& folder, const MemoryBank& bank, const JobContext& ctx);

} // namespace nectar
