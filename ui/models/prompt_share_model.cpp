// SPDX-License-Identifier: Apache-2.0
#include "ui/models/prompt_share_model.h"

#include "ui/convert/text.h"
#include "ui/models/csv_cell.h"

namespace nectar {

void PromptShareModel::setShares(QList<PromptShare> shares)
{
    if (shares.size() != m_shares.size()) {
        beginResetModel();
        m_shares = std::move(shares);
        endResetModel();
        return;
    }
    m_shares = std::move(shares); // as many as before: the view keeps its scroll position
    if (!m_shares.isEmpty())
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_shares.size()) - 1));
}

QString PromptShareModel::toCsv() const
{
    QString csv = QStringLiteral("image,share,entries\n");
    for (const PromptShare& share : m_shares)
        csv += QStringLiteral("%1,%2,%3\n")
                   .arg(csvCell(share.imageName), QString::number(share.share, 'f', 6), QString::number(share.entries));
    return csv;
}

int PromptShareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shares.size());
}

QVariant PromptShareModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PromptShare& share = m_shares.at(index.row());
    const QString percent = numberText(share.share * 100, 1);
    switch (role) {
    case Qt::DisplayRole:
        return share.imageName;
    case Qt::ToolTipRole:
        return share.entries == 1 ? tr("%1: %2 % of the vote, by one patch").arg(share.imageName, percent)
                                  : tr("%1: %2 % of the vote, %3 votes of its patches")
                                        .arg(share.imageName, percent)
                                        .arg(share.entries);
    case Qt::AccessibleTextRole:
        return tr("%1, %2 % of the vote").arg(share.imageName, percent);
    default:
        return {};
    }
}

} // namespace nectar
