// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/window_words.h"

#include "ui/views/elided_label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QTabBar>
#include <QTextBrowser>
#include <QTextDocumentFragment>

namespace nectar {

namespace {

QString plain(const QString& text)
{
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

QStringList rowsOf(const QAbstractItemView& view)
{
    constexpr int kRows = 40;
    QStringList texts;
    const QAbstractItemModel* model = view.model();
    for (int row = 0; model && row < std::min(kRows, model->rowCount()); ++row)
        for (int column = 0; column < model->columnCount(); ++column)
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                texts.append(model->index(row, column).data(role).toString());
    return texts;
}

QStringList textsOf(const QWidget& widget)
{
    QStringList texts{widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()};
    if (widget.isWindow())
        texts.append(widget.windowTitle());
    if (const auto* elided = qobject_cast<const ElidedLabel*>(&widget))
        texts.append(elided->fullText());
    else if (const auto* label = qobject_cast<const QLabel*>(&widget))
        texts.append(label->text());
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        texts.append(button->text());
    if (const auto* group = qobject_cast<const QGroupBox*>(&widget))
        texts.append(group->title());
    if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
        texts.append(line->placeholderText());
    if (const auto* box = qobject_cast<const QComboBox*>(&widget))
        for (int i = 0; i < box->count(); ++i)
            texts.append(box->itemText(i));
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
        for (int i = 0; i < tabs->count(); ++i)
            texts.append(tabs->tabText(i));
    if (const auto* page = qobject_cast<const QTextBrowser*>(&widget))
        texts.append(page->toPlainText());
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget))
        texts += rowsOf(*view);
    return texts;
}

} // namespace

QString expertWordIn(const QString& text)
{
    static const QRegularExpression words(
        QStringLiteral("\\b(?:k|(?i:index|indices|cosine|recall|logits|knn|ann))\\b|τ"),
        QRegularExpression::UseUnicodePropertiesOption);
    return words.match(plain(text).remove(QLatin1Char('&'))).captured();
}

QStringList windowTexts()
{
    QStringList texts;
    for (const QWidget* widget : QApplication::allWidgets()) {
        if (widget->isVisible() && !qobject_cast<const QMenu*>(widget))
            texts += textsOf(*widget);
        if (widget->isWindow() && !widget->isVisible())
            continue;
        for (const QAction* action : widget->findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly))
            texts += {action->text(), action->toolTip(), action->menu() ? action->menu()->title() : QString()};
    }
    texts.removeAll(QString());
    texts.removeDuplicates();
    return texts;
}

QStringList expertTexts()
{
    QStringList found;
    for (const QString& text : windowTexts())
        if (const QString word = expertWordIn(text); !word.isEmpty())
            found.append(QStringLiteral("“%1” in: %2").arg(word, text));
    return found;
}

} // namespace nectar
