// SPDX-License-Identifier: Apache-2.0
#include "ui/models/library_filter.h"

#include "ui/convert/text.h"
#include "ui/models/image_list_model.h"

#include <algorithm>

namespace nectar {

QString shareText(double share)
{
    const double percent = share * 100;
    if (percent <= 0)
        return QStringLiteral("0\u00A0%");
    if (percent < 0.1)
        return QStringLiteral("below %1\u00A0%").arg(numberText(0.1, 1));
    return QStringLiteral("%1\u00A0%").arg(numberText(percent, percent < 9.95 ? 1 : 0));
}

LibraryFilter::LibraryFilter(QObject* parent) : QSortFilterProxyModel(parent) { sort(-1); }

void LibraryFilter::setOrder(Order order, bool reversed)
{
    if (order == m_order && reversed == m_reversed)
        return;
    m_order = order;
    m_reversed = reversed;
    resort();
}

/// Sorting again keeps what is chosen; an order by the list itself needs none.
void LibraryFilter::resort()
{
    if (m_order == Order::Listed && !m_reversed)
        sort(-1);
    else if (sortColumn() < 0)
        sort(0);
    else
        invalidate();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {BadgeRole, Qt::ToolTipRole});
}

void LibraryFilter::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    findWanted();
    invalidateFilter();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {BadgeRole, Qt::ToolTipRole});
}

void LibraryFilter::setEvidence(const std::vector<double>& shares)
{
    m_evidence.clear();
    for (const double share : shares)
        m_evidence.push_back({-share, shareText(share)});
    if (m_order == Order::Evidence)
        resort();
}

void LibraryFilter::setScores(const QHash<QString, Mark>& scores)
{
    m_scores = scores;
    if (m_order == Order::Score)
        resort();
}

void LibraryFilter::setContents(const QStringList& classNames, const QList<QList<Content>>& contents)
{
    m_classNames = classNames;
    m_contents = contents;
    findWanted();
    invalidateFilter();
}

void LibraryFilter::findWanted()
{
    m_wanted.clear();
    m_wantedNames.clear();
    const QString text = m_text.trimmed();
    const auto collect = [this](auto&& matches) {
        for (int c = 0; c < m_classNames.size(); ++c)
            if (matches(m_classNames.at(c))) {
                m_wanted.append(c);
                m_wantedNames.append(m_classNames.at(c));
            }
    };
    if (text.isEmpty())
        return;
    collect([&](const QString& name) { return name.compare(text, Qt::CaseInsensitive) == 0; });
    if (m_wanted.isEmpty())
        collect([&](const QString& name) { return name.startsWith(text, Qt::CaseInsensitive); });
}

const LibraryFilter::Mark* LibraryFilter::markOf(const QModelIndex& source) const
{
    if (m_order == Order::Evidence) {
        const auto prompt = source.data(ImageListModel::PromptImageRole).toLongLong();
        return prompt >= 0 && prompt < static_cast<qint64>(m_evidence.size())
                   ? &m_evidence[static_cast<std::size_t>(prompt)]
                   : nullptr;
    }
    if (m_order != Order::Score)
        return nullptr;
    const auto score = m_scores.constFind(source.data(ImageListModel::PathRole).toString());
    return score == m_scores.constEnd() ? nullptr : &*score;
}

QString LibraryFilter::classText(const QModelIndex& source) const
{
    if (m_wanted.isEmpty())
        return {};
    const auto prompt = source.data(ImageListModel::PromptImageRole).toLongLong();
    if (prompt < 0 || prompt >= m_contents.size())
        return {};
    for (const Content& content : m_contents.at(prompt))
        if (m_wanted.contains(content.classIndex))
            return QStringLiteral("%1 %2").arg(m_classNames.at(content.classIndex), shareText(content.share));
    return {};
}

bool LibraryFilter::isOfSplit(const QModelIndex& source) const
{
    const QString split = source.data(ImageListModel::SplitRole).toString();
    return !split.isEmpty() && split.compare(m_text.trimmed(), Qt::CaseInsensitive) == 0;
}

bool LibraryFilter::isSplit() const
{
    for (int row = 0; row < rowCount(); ++row)
        if (isOfSplit(mapToSource(index(row, 0))))
            return true;
    return false;
}

QVariant LibraryFilter::data(const QModelIndex& index, int role) const
{
    if (role != BadgeRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return QSortFilterProxyModel::data(index, role);
    const QModelIndex source = mapToSource(index);
    if (!source.isValid())
        return {};
    const Mark* mark = markOf(source);
    const QString classes = classText(source);
    if (role == BadgeRole)
        return !classes.isEmpty() ? classes : mark ? mark->text : QString();
    QString text = source.data(role).toString();
    const QString join = role == Qt::ToolTipRole ? QStringLiteral("\n") : QStringLiteral(", ");
    if (const QString split = source.data(ImageListModel::SplitRole).toString(); !split.isEmpty())
        text += join + tr("in the split %1").arg(split);
    if (!classes.isEmpty())
        text += join + tr("%1 of the labels that the bank remembers of it").arg(classes);
    if (mark && m_order == Order::Evidence)
        text += join + tr("%1 of the vote in the open picture").arg(mark->text);
    else if (mark)
        text += join + tr("measured: %1").arg(mark->text);
    return text;
}

bool LibraryFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (m_text.isEmpty() || !sourceModel())
        return true;
    const QModelIndex source = sourceModel()->index(row, 0, parent);
    return source.data(Qt::DisplayRole).toString().contains(m_text.trimmed(), Qt::CaseInsensitive) ||
           isOfSplit(source) || !classText(source).isEmpty();
}

/// Called "less" in an ascending sort. What has no mark comes last, whichever way round; equals stay as listed.
bool LibraryFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const auto listed = [&] { return left.row() < right.row(); };
    if (m_order == Order::Listed)
        return m_reversed ? left.row() > right.row() : listed();
    if (m_order == Order::Name) {
        const int compared = QString::compare(left.data(Qt::DisplayRole).toString(),
                                              right.data(Qt::DisplayRole).toString(), Qt::CaseInsensitive);
        return compared == 0 ? listed() : m_reversed ? compared > 0 : compared < 0;
    }
    const Mark *a = markOf(left), *b = markOf(right);
    if (!a || !b)
        return a || b ? a != nullptr : listed();
    if (a->value == b->value)
        return listed();
    return m_reversed ? a->value > b->value : a->value < b->value;
}

} // namespace nectar
