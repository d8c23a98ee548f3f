// SPDX-License-Identifier: Apache-2.0
#include "ui/views/command_field.h"

#include "ui/views/form_parts.h"
#include "ui/views/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace nectar {

CommandField::CommandField(QWidget* parent)
    : QWidget(parent),
      m_text(named(new QPlainTextEdit, QStringLiteral("commandText"), tr("The same on the command line"))),
      m_none(new QLabel),
      m_copy(named(new QPushButton(tr("Copy")), QStringLiteral("commandCopy"), tr("Copy the command line")))
{
    auto* title = new QLabel(tr("THE SAME ON THE COMMAND LINE"));
    title->setProperty("role", QStringLiteral("section"));
    m_copy->setProperty("flat", true);
    m_copy->setToolTip(tr("Copy the command line"));
    m_copy->setIcon(lineIcon(QStringLiteral("copy")));
    m_text->setReadOnly(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * 4 + 18);
    m_none->setObjectName(QStringLiteral("commandNone"));
    m_none->setProperty("role", QStringLiteral("muted"));
    m_none->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_copy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_text);
    layout->addWidget(m_none);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(text()); });
}

void CommandField::setLines(const QStringList& lines, const QString& whyNone)
{
    m_text->setPlainText(lines.join(QLatin1Char('\n')));
    m_none->setText(whyNone);
    m_text->setVisible(!lines.isEmpty());
    m_none->setVisible(lines.isEmpty());
    m_copy->setEnabled(!lines.isEmpty());
}

QString CommandField::text() const { return m_text->toPlainText(); }

} // namespace nectar
