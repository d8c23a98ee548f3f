// SPDX-License-Identifier: Apache-2.0
#include "ui/views/bank_dialog.h"

#include "ui/convert/text.h"
#include "ui/views/coverage_view.h"
#include "ui/views/form_parts.h"
#include "ui/views/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nectar {

BankDialog::BankDialog(QWidget* parent)
    : QDialog(parent), m_title(new QLabel), m_lines(new QLabel), m_remarks(new QLabel), m_classesTitle(new QLabel),
      m_classes(new CoverageView), m_copy(new QPushButton(tr("Copy as text")))
{
    setObjectName(QStringLiteral("bankDialog"));
    setWindowTitle(tr("About this bank"));
    m_title->setProperty("role", QStringLiteral("title"));
    m_lines->setObjectName(QStringLiteral("bankFacts"));
    m_lines->setTextFormat(Qt::RichText);
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_remarks->setObjectName(QStringLiteral("bankRemarks"));
    m_remarks->setTextFormat(Qt::RichText);
    m_classesTitle->setProperty("role", QStringLiteral("section"));
    for (QLabel* label : {m_title, m_lines, m_remarks, m_classesTitle})
        label->setWordWrap(true);
    auto* column = new QWidget;
    auto* inner = new QVBoxLayout(column);
    inner->setContentsMargins(20, 16, 20, 16);
    inner->setSpacing(10);
    for (QWidget* part :
         {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_lines), static_cast<QWidget*>(m_remarks),
          static_cast<QWidget*>(m_classesTitle), static_cast<QWidget*>(m_classes)})
        inner->addWidget(part);
    inner->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(column);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_copy->setObjectName(QStringLiteral("copyBankFacts"));
    m_copy->setAccessibleName(tr("Copy all of it as text"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(20, 0, 20, 12);
    foot->addWidget(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(scroll, 1);
    layout->addLayout(foot);
    connect(m_copy, &QPushButton::clicked, this, &BankDialog::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    resize(600, 640);
}

QString BankDialog::linesHtml() const
{
    const QString muted = coloursOf(palette()).muted.name();
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='3' width='100%'>");
    for (const BankFacts::Line& line : m_facts.lines)
        html += QStringLiteral("<tr><td width='165' style='color:%3'>%1</td><td>%2</td></tr>")
                    .arg(line.what.toHtmlEscaped(), line.text.toHtmlEscaped(), muted);
    return html + QStringLiteral("</table>");
}

void BankDialog::showFacts(const BankFacts& facts)
{
    m_facts = facts;
    m_copy->setText(tr("Copy as text"));
    m_title->setText(facts.name);
    m_lines->setText(linesHtml());
    QString remarks;
    for (const QString& warning : facts.warnings)
        remarks += noteHtml(NoteKind::Warning, warning, palette());
    m_remarks->setText(remarks);
    m_remarks->setVisible(!remarks.isEmpty());
    QList<ClassShare> shares;
    QStringList texts;
    for (const BankFacts::ClassLine& line : facts.classes) {
        shares.append(line.share);
        texts.append(tr("%1 in %2")
                         .arg(countText(line.patches),
                              line.images == 1 ? tr("1 image") : tr("%1 images").arg(countText(line.images))));
    }
    m_classesTitle->setText(tr("PATCHES THAT SHOW A CLASS, AND IN HOW MANY PROMPT IMAGES"));
    m_classesTitle->setVisible(!shares.isEmpty());
    m_classes->setVisible(!shares.isEmpty());
    m_classes->setShares(shares, texts);
    m_classes->setMinimumHeight(m_classes->heightOfAll());
    show();
    raise();
    activateWindow();
}

void BankDialog::copy()
{
    QApplication::clipboard()->setText(m_facts.toText());
    m_copy->setText(tr("Copied"));
}

} // namespace nectar
