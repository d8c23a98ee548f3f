// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/cut_texts.h"

#include "ui/views/elided_label.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTextDocument>
#include <QToolButton>

#include <cmath>
#include <optional>

namespace nectar {

namespace {

/// Icons and crosses at its ends.
int widthBeside(const QLineEdit& line)
{
    int width = 0;
    for (const auto* button : line.findChildren<QToolButton*>())
        width += button->isVisible() ? button->width() : 0;
    return width;
}

/// Room a widget needs for its text; nothing: it has no text of its own.
std::optional<QSize> needed(const QWidget& widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->text().isEmpty())
            return std::nullopt;
        if (label->wordWrap())
            return QSize(0, label->heightForWidth(label->width()));
        return label->sizeHint();
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        const auto* tool = qobject_cast<const QToolButton*>(button);
        if (button->text().isEmpty() || (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly))
            return std::nullopt;
        return QSize(button->sizeHint().width(), button->fontMetrics().height());
    }
    if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
        return !line->text().isEmpty() || line->placeholderText().isEmpty()
                   ? std::nullopt
                   : std::optional(QSize(
                         line->fontMetrics().horizontalAdvance(line->placeholderText()) + 8 + widthBeside(*line), 0));
    return std::nullopt;
}

QString nameOf(const QWidget& widget)
{
    QString text;
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        text = label->text();
    else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        text = button->text();
    else if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
        text = line->placeholderText();
    return QStringLiteral("%1 '%2' \"%3\"")
        .arg(QLatin1String(widget.metaObject()->className()), widget.objectName(), text.left(80));
}

QString sizeText(QSize size) { return QStringLiteral("%1 x %2").arg(size.width()).arg(size.height()); }

void checkRoom(const QWidget& widget, QStringList& found)
{
    const auto room = needed(widget);
    if (!room || qobject_cast<const ElidedLabel*>(&widget))
        return;
    if (widget.width() < room->width() || widget.height() < room->height())
        found.append(QStringLiteral("%1 has %2 of %3").arg(nameOf(widget), sizeText(widget.size()), sizeText(*room)));
}

void checkElided(const QWidget& widget, QStringList& found)
{
    const auto* label = qobject_cast<const ElidedLabel*>(&widget);
    if (label && label->text() != label->fullText() && label->toolTip().isEmpty())
        found.append(nameOf(widget) + QStringLiteral(" is shortened and has no tool tip"));
}

void checkChoice(const QWidget& widget, QStringList& found)
{
    const auto* box = qobject_cast<const QComboBox*>(&widget);
    if (!box || box->isEditable())
        return;
    QStyleOptionComboBox option;
    option.initFrom(box);
    const QRect field = box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
    const int text = box->fontMetrics().horizontalAdvance(box->currentText());
    if (text > field.width())
        found.append(QStringLiteral("QComboBox '%1' \"%2\" has %3 of %4")
                         .arg(box->objectName(), box->currentText())
                         .arg(field.width())
                         .arg(text));
}

void checkSections(const QWidget& widget, QStringList& found)
{
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
        for (int i = 0; i < tabs->count(); ++i)
            if (!tabs->rect().contains(tabs->tabRect(i)))
                found.append(
                    QStringLiteral("tab \"%1\" of '%2' is beyond the edge").arg(tabs->tabText(i), tabs->objectName()));
    const auto* header = qobject_cast<const QHeaderView*>(&widget);
    if (!header || !header->model() || header->orientation() != Qt::Horizontal)
        return;
    for (int i = 0; i < header->count(); ++i) {
        const QString text = header->model()->headerData(i, Qt::Horizontal).toString();
        if (!header->isSectionHidden(i) && header->fontMetrics().horizontalAdvance(text) > header->sectionSize(i))
            found.append(QStringLiteral("heading \"%1\" has %2 pixels").arg(text).arg(header->sectionSize(i)));
    }
}

bool scrolls(const QWidget& widget)
{
    const QWidget* parent = widget.parentWidget();
    return parent && qobject_cast<const QAbstractScrollArea*>(parent->parentWidget());
}

void checkEdges(const QWidget& widget, QStringList& found)
{
    if (!needed(widget) || widget.isWindow() || scrolls(widget))
        return;
    const QWidget* parent = widget.parentWidget();
    if (parent && !parent->rect().contains(widget.geometry()))
        found.append(nameOf(widget) + QStringLiteral(" reaches beyond its ") +
                     QLatin1String(parent->metaObject()->className()));
}

/// Texts of one parent that lie over one another.
void checkOverlaps(const QWidget& parent, QStringList& found)
{
    QList<const QWidget*> texts;
    for (const QObject* child : parent.children()) {
        const auto* widget = qobject_cast<const QWidget*>(child);
        if (widget && widget->isVisible() && !widget->isWindow() && needed(*widget))
            texts.append(widget);
    }
    for (int i = 0; i < texts.size(); ++i)
        for (int j = i + 1; j < texts.size(); ++j)
            if (texts[i]->geometry().intersects(texts[j]->geometry()))
                found.append(nameOf(*texts[i]) + QStringLiteral(" lies over ") + nameOf(*texts[j]));
}

} // namespace

QStringList cutTexts(const QWidget& root)
{
    QStringList found;
    QList<const QWidget*> widgets{&root};
    for (const QWidget* widget : root.findChildren<QWidget*>())
        if (widget->isVisible() && widget->window() == root.window())
            widgets.append(widget);
    for (const QWidget* widget : widgets) {
        checkRoom(*widget, found);
        checkElided(*widget, found);
        checkChoice(*widget, found);
        checkSections(*widget, found);
        checkEdges(*widget, found);
        checkOverlaps(*widget, found);
    }
    return found;
}

} // namespace nectar
