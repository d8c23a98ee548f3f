// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/patch_grid.h"

#include <QAbstractListModel>
#include <QColor>
#include <QList>
#include <QString>

namespace nectar {

/// A class with its share of something (a patch, a vote, a picture).
struct ClassShare {
    QString name;
    QRgb colour = 0;
    double share = 0; ///< 0 to 1
};

/// One remembered patch that votes, ready to be shown.
struct NeighbourCard {
    quint32 row = 0; ///< of the bank
    int rank = 0;    ///< 1 = most similar, in a region most weight; 0: beyond the table
    double similarity = 0;
    double weight = 0;       ///< share of the vote; all cards together 1
    double cumulative = 0;   ///< weight of this and all better cards
    quint32 promptImage = 0; ///< index into the bank's images
    QString imageName;
    Size imageSize;                 ///< of the original picture
    RectF rectangle;                ///< of the patch, in pixels of the original picture
    QList<ClassShare> mix;          ///< largest first; shares of the patch's pixels; empty: no label
    float metres = kNoDepth;        ///< NaN: no depth
    Task task = Task::Segmentation; ///< what it votes for
    int patches = 1;                ///< of a region, in which it votes

    /// What it votes: "road" or "12.4 m"; "no label" or "no depth" if it does not.
    QString label() const;
    /// "#3", or "after #256" for a patch that no table holds.
    QString rankText() const;
    bool votes() const; ///< it has a label, or metres
    /// Row and column in its picture, where that was read whole.
    PatchIndex place() const;
};

/// Voters as a table in the C locale, one line a card, with a header line. classes: "road 0.7500; tree 0.2500".
QString neighbourCsv(const QList<NeighbourCard>& cards);

/// The voters of one patch, best first.
class NeighbourListModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setCards(QList<NeighbourCard> cards);
    const QList<NeighbourCard>& cards() const { return m_cards; }
    const NeighbourCard& card(int row) const { return m_cards.at(row); }
    QString toCsv() const { return neighbourCsv(m_cards); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<NeighbourCard> m_cards;
};

} // namespace nectar
