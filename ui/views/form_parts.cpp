// SPDX-License-Identifier: Apache-2.0
#include "ui/views/form_parts.h"

#include "ui/views/theme.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace nectar {

FormCard::FormCard(const QString& title, QWidget* parent) : QFrame(parent), m_form(new QFormLayout)
{
    setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 14);
    layout->setSpacing(10);
    auto* label = new QLabel(title.toUpper());
    label->setProperty("role", QStringLiteral("section"));
    layout->addWidget(label);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addLayout(m_form);
}

void FormCard::addRow(const QString& label, QWidget* field)
{
    if (label.isEmpty()) // a row that vanishes with its field
        return m_form->addRow(QString(), field);
    auto* text = new QLabel(label);
    text->setFixedWidth(88);
    m_form->addRow(text, field);
}

QWidget* centred(QWidget* column)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins({});
    row->addStretch(1);
    row->addWidget(column, 100);
    row->addStretch(1);
    return box;
}

QWidget* sideBySide(QWidget* first, QWidget* second)
{
    auto* box = new QWidget;
    auto* layout = new QHBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(first, 1);
    layout->addWidget(second);
    return box;
}

QString noteHtml(NoteKind kind, const QString& text, const QPalette& palette)
{
    const ThemeColours& colours = coloursOf(palette);
    const QColor marks[] = {colours.good, colours.muted, colours.warn, colours.bad};
    const QString signs[] = {QStringLiteral("✓"), QStringLiteral("·"), QStringLiteral("!"), QStringLiteral("✕")};
    const int i = static_cast<int>(kind);
    const QColor textColour = kind == NoteKind::Plain ? colours.muted : colours.text;
    // A column for the marks, so that the texts line up, also where they wrap.
    return QStringLiteral("<table cellspacing='0' cellpadding='0'><tr><td width='18' style='color:%1'><b>%2</b></td>"
                          "<td style='color:%3'>%4</td></tr></table>")
        .arg(marks[i].name(), signs[i], textColour.name(), text.toHtmlEscaped());
}

QWidget* withButtonsBelow(QWidget* widget, const QList<QPushButton*>& buttons)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(widget);
    auto* row = new QHBoxLayout;
    for (QPushButton* button : buttons)
        row->addWidget(button);
    row->addStretch();
    column->addLayout(row);
    return box;
}

} // namespace nectar
