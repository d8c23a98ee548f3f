// SPDX-License-Identifier: Apache-2.0
#include "ui/models/class_legend_model.h"

#include "ui/convert/text.h"

#include <algorithm>
#include <cmath>

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

void addIou(QList<ClassLegendModel::Entry>& entries, std::span<const double> iou)
{
    for (ClassLegendModel::Entry& entry : entries)
        if (static_cast<std::size_t>(entry.classIndex) < iou.size())
            entry.iou = iou[static_cast<std::size_t>(entry.classIndex)];
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

void ClassLegendModel::clear()
{
    setEntries({});
    showAll();
}

void ClassLegendModel::toggleShown(int classIndex)
{
    ShownClasses shown = m_shown;
    if (shown.only >= 0) { // the others are hidden already: from here on one by one
        for (const Entry& entry : m_entries)
            if (entry.classIndex != shown.only)
                shown.hidden.insert(entry.classIndex);
        shown.hidden.remove(shown.only);
        shown.only = -1;
    }
    if (!shown.hidden.remove(classIndex))
        shown.hidden.insert(classIndex);
    setShown(shown);
}

void ClassLegendModel::toggleOnly(int classIndex)
{
    setShown(m_shown.only == classIndex ? ShownClasses{} : ShownClasses{{}, classIndex});
}

void ClassLegendModel::setShown(const ShownClasses& shown)
{
    if (m_shown == shown)
        return;
    m_shown = shown;
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {ShownRole, Qt::AccessibleTextRole, Qt::ToolTipRole});
    Q_EMIT shownClassesChanged();
}

QString ClassLegendModel::description(const Entry& entry) const
{
    QString text = tr("%1: %2 % of the picture").arg(entry.area.name).arg(numberText(entry.area.share * 100, 1));
    if (std::isfinite(entry.iou))
        text += tr(", overlap with the truth (IoU) %1").arg(numberText(entry.iou, 2));
    return m_shown.shows(entry.classIndex) ? text : text + tr(", hidden");
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
        return description(entry);
    case ColourRole:
        return QVariant::fromValue(QColor(entry.area.colour));
    case ShareRole:
        return entry.area.share;
    case ClassIndexRole:
        return entry.classIndex;
    case IouRole:
        return entry.iou;
    case ShownRole:
        return m_shown.shows(entry.classIndex);
    default:
        return {};
    }
}

} // namespace nectar
