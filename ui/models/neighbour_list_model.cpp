// SPDX-License-Identifier: Apache-2.0
#include "ui/models/neighbour_list_model.h"

#include "core/search/neighbour_index.h"
#include "ui/convert/text.h"
#include "ui/models/canvas.h"
#include "ui/models/csv_cell.h"

#include <cmath>

namespace nectar {

namespace {

QString number(double value, int decimals) { return QString::number(value, 'f', decimals); }

} // namespace

QString NeighbourCard::label() const
{
    if (task == Task::Depth)
        return metresText(metres);
    return mix.isEmpty() ? QStringLiteral("no label") : mix.first().name;
}

QString NeighbourCard::rankText() const
{
    return rank > 0 ? QStringLiteral("#%1").arg(rank) : QStringLiteral("after #%1").arg(kMaxNeighbours);
}

bool NeighbourCard::votes() const { return task == Task::Depth ? std::isfinite(metres) : !mix.isEmpty(); }

PatchIndex NeighbourCard::place() const
{
    if (!(rectangle.width > 0) || !(rectangle.height > 0))
        return {};
    return {static_cast<int>(std::floor(rectangle.y / rectangle.height + 0.5f)),
            static_cast<int>(std::floor(rectangle.x / rectangle.width + 0.5f))};
}

void NeighbourListModel::setCards(QList<NeighbourCard> cards)
{
    if (cards.size() != m_cards.size()) {
        beginResetModel();
        m_cards = std::move(cards);
        endResetModel();
        return;
    }
    // The usual case while hovering: as many voters as before, so the view keeps its layout and scroll position.
    m_cards = std::move(cards);
    if (!m_cards.isEmpty())
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_cards.size()) - 1));
}

QString neighbourCsv(const QList<NeighbourCard>& cards)
{
    QString csv = QStringLiteral(
        "rank,image,row,col,x,y,width,height,similarity,weight,cumulative,label,metres,classes,patches\n");
    for (const NeighbourCard& card : cards) {
        const RectF& r = card.rectangle;
        QStringList classes;
        for (const ClassShare& share : card.mix)
            classes.append(share.name + QLatin1Char(' ') + number(share.share, 4));
        const QStringList cells{QString::number(card.rank),
                                csvCell(card.imageName),
                                QString::number(card.place().row),
                                QString::number(card.place().col),
                                number(static_cast<double>(r.x), 2),
                                number(static_cast<double>(r.y), 2),
                                number(static_cast<double>(r.width), 2),
                                number(static_cast<double>(r.height), 2),
                                number(card.similarity, 6),
                                number(card.weight, 6),
                                number(card.cumulative, 6),
                                csvCell(card.mix.isEmpty() ? QString() : card.mix.first().name),
                                std::isfinite(card.metres) ? number(static_cast<double>(card.metres), 3) : QString(),
                                csvCell(classes.join(QStringLiteral("; "))),
                                QString::number(card.patches)};
        csv += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return csv;
}

int NeighbourListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cards.size());
}

QVariant NeighbourListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NeighbourCard& card = m_cards.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return card.label();
    case Qt::ToolTipRole: {
        QStringList shares;
        for (const ClassShare& share : card.mix)
            shares.append(tr("%1 %2 %").arg(share.name).arg(numberText(share.share * 100, 0)));
        return tr("Patch in %6 (%1) of %2\n"
                  "similarity %3: how alike the two patches are, at most 1\n"
                  "weight %4 %: its part of the vote, the strong end of the bar; the whole bar, %5 %, is it and all "
                  "better ones\n"
                  "shows: %7\n%8"
                  "A click shows that picture beside the canvas; Enter or a double click asks about it")
            .arg(pointText(static_cast<int>(card.rectangle.x), static_cast<int>(card.rectangle.y)), card.imageName,
                 numberText(card.similarity, 3), numberText(card.weight * 100, 1), numberText(card.cumulative * 100, 1),
                 patchText(card.place()), shares.isEmpty() ? tr("no label") : shares.join(QStringLiteral(", ")),
                 card.patches > 1 ? tr("votes in %1 of the chosen patches\n").arg(card.patches) : QString());
    }
    case Qt::AccessibleTextRole:
        return tr("%1: %2, weight %3 %, similarity %4, from %5")
            .arg(card.rank > 0 ? tr("Number %1").arg(card.rank) : tr("After number %1").arg(kMaxNeighbours))
            .arg(card.label(), numberText(card.weight * 100, 1), numberText(card.similarity, 3), card.imageName);
    default:
        return {};
    }
}

} // namespace nectar
