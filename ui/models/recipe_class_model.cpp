// SPDX-License-Identifier: Apache-2.0
#include "ui/models/recipe_class_model.h"

#include "ui/convert/text.h"

#include <QRegularExpression>

#include <algorithm>

namespace nectar {

std::optional<Rgb> colourFromText(const QString& text)
{
    static const QRegularExpression hex(QStringLiteral("^\\s*#?([0-9a-fA-F]{6})\\s*$"));
    static const QRegularExpression numbers(QStringLiteral("^\\s*(\\d{1,3})[\\s,;]+(\\d{1,3})[\\s,;]+(\\d{1,3})\\s*$"));
    int parts[3] = {};
    if (const auto match = hex.match(text); match.hasMatch()) {
        for (int i = 0; i < 3; ++i)
            parts[i] = match.captured(1).mid(2 * i, 2).toInt(nullptr, 16);
    } else if (const auto three = numbers.match(text); three.hasMatch()) {
        for (int i = 0; i < 3; ++i)
            parts[i] = three.captured(i + 1).toInt();
    } else {
        return std::nullopt;
    }
    if (parts[0] > 255 || parts[1] > 255 || parts[2] > 255)
        return std::nullopt;
    return Rgb{static_cast<std::uint8_t>(parts[0]), static_cast<std::uint8_t>(parts[1]),
               static_cast<std::uint8_t>(parts[2])};
}

QString colourText(Rgb colour) { return QColor(colour.r, colour.g, colour.b).name(); }

void RecipeClassModel::setClasses(const ClassTable& classes, const QList<QRgb>& palette)
{
    if (classes == m_classes && std::ranges::equal(palette, m_palette))
        return;
    const bool sameRows = classes.classes.size() == m_classes.classes.size();
    if (!sameRows)
        beginResetModel();
    m_classes = classes;
    m_palette = palette;
    if (!sameRows)
        return endResetModel();
    if (rowCount() > 0) // an editor that is open stays open
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int RecipeClassModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_classes.count(); }

int RecipeClassModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(ColumnCount); }

QVariant RecipeClassModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ClassEntry& entry = m_classes.classes[static_cast<std::size_t>(index.row())];
    const QRgb shown = m_palette.value(index.row());
    if (role == Qt::DecorationRole && index.column() == Colour)
        return QColor(shown);
    if (role == Qt::ToolTipRole && index.column() == Colour)
        return entry.colour ? tr("The colour of the data set") : tr("The data set names none: this is Nectar's choice");
    if (role == Qt::AccessibleTextRole && index.column() == Colour)
        return tr("Colour of %1: %2").arg(toQString(entry.name), QColor(shown).name());
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    switch (index.column()) {
    case Number:
        return entry.rawId;
    case Name:
        return toQString(entry.name);
    default:
        if (entry.colour)
            return colourText(*entry.colour);
        return role == Qt::EditRole ? QString() : QStringLiteral("(%1)").arg(QColor(shown).name());
    }
}

QVariant RecipeClassModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Number ? tr("Value") : section == Name ? tr("Name") : tr("Colour");
}

Qt::ItemFlags RecipeClassModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable : Qt::NoItemFlags;
}

bool RecipeClassModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || index.row() >= rowCount())
        return false;
    ClassTable wanted = m_classes;
    ClassEntry& entry = wanted.classes[static_cast<std::size_t>(index.row())];
    const QString text = value.toString().trimmed();
    if (index.column() == Number) {
        bool isNumber = false;
        entry.rawId = text.toInt(&isNumber);
        if (!isNumber) {
            Q_EMIT refused(tr("“%1” is no whole number").arg(text));
            return false;
        }
    } else if (index.column() == Name) {
        entry.name = fromQString(text);
    } else if (text.isEmpty()) {
        entry.colour.reset();
    } else if (const std::optional<Rgb> colour = colourFromText(text)) {
        entry.colour = colour;
    } else {
        Q_EMIT refused(tr("“%1” is no colour: write #804080 or 128, 64, 128").arg(text));
        return false;
    }
    Q_EMIT refused({});
    Q_EMIT editRequested(QStringLiteral("class %1 %2").arg(index.row()).arg(index.column()), wanted);
    return true;
}

} // namespace nectar
