// SPDX-License-Identifier: Apache-2.0
#include "ui/models/class_legend_model.h"

#include "ui/convert/text.h"

#include <algorithm>

namespace nectar {

QList<ClassLegendModel::Entry> legendEntries(const LabelMap& labels, const ClassTable& classes,
                                             const QList<QRgb>& palette)
{
    std::vector<qint64> pixels(classes.classes.size() + 1);
    for (const std::uint16_t id : labels.ids)
        ++pixels[std::min<std::size_t>(id, classes.classes.size())];
    QList<ClassLegendModel::Entry> entries;
    const double all = std::max<double>(1, static_cast<double>(labels.ids.size()));
    for (std::size_t c = 0; c < classes.classes.size(); ++c)
        if (pixels[c] > 0)
            entries.append({static_cast<int>(c),
                            {toQString(classes.classes[c].name), palette.value(static_cast<qsizetype>(c)),
                             static_cast<double>(pixels[c]) / all}});
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto& a, const auto& b) { return a.area.share > b.area.share; });
    if (pixels.back() > 0)
        entries.append(
            {kVoid, {QStringLiteral("unknown"), qRgb(128, 128, 128), static_cast<double>(pixels.back()) / all}});
    return entries;
}

void ClassLegendModel::setMap(const LabelMap& labels, const ClassTable& classes, const QList<QRgb>& palette)
{
    setEntries(legendEntries(labels, classes, palette));
}

void ClassLegendModel::setEntries(QList<Entry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int ClassLegendModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ClassLegendModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.area.name;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1: %2 % of the picture").arg(entry.area.name).arg(entry.area.share * 100, 0, 'f', 1);
    case ColourRole:
        return QVariant::fromValue(QColor(entry.area.colour));
    case ShareRole:
        return entry.area.share;
    case ClassIndexRole:
        return entry.classIndex;
    default:
        return {};
    }
}

} // namespace nectar
