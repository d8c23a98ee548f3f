// SPDX-License-Identifier: Apache-2.0
#include "ui/views/message_bar.h"

#include "ui/presenters/log_values.h"
#include "ui/views/icons.h"
#include "ui/views/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace nectar {

namespace {

QColor colourOf(Problem::Kind kind, const QPalette& palette)
{
    const ThemeColours& colours = coloursOf(palette);
    switch (kind) {
    case Problem::Kind::Note:
        return colours.muted;
    case Problem::Kind::Warning:
        return colours.warn;
    case Problem::Kind::Failure:
        return colours.bad;
    }
    return colours.text;
}

QString iconOf(Problem::Kind kind)
{
    return kind == Problem::Kind::Failure   ? QStringLiteral("failure")
           : kind == Problem::Kind::Warning ? QStringLiteral("warning")
                                            : QStringLiteral("note");
}

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_icon(new QLabel), m_text(new QLabel), m_remedy(new QPushButton),
      m_more(new QPushButton(tr("Details"))), m_offers(new QHBoxLayout), m_details(new QPlainTextEdit),
      m_close(new QToolButton)
{
    setObjectName(QStringLiteral("messageBar"));
    setAccessibleName(tr("Message"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setAccessibleName(tr("Message text"));
    m_remedy->setObjectName(QStringLiteral("messageRemedy"));
    m_remedy->setAccessibleName(tr("What can be done"));
    m_more->setObjectName(QStringLiteral("messageDetails"));
    m_more->setAccessibleName(tr("Show or hide details"));
    m_more->setCheckable(true);
    m_more->setProperty("flat", true);
    m_details->setReadOnly(true);
    m_details->setAccessibleName(tr("Details"));
    m_details->setFixedHeight(96);
    m_close->setIcon(lineIcon(QStringLiteral("close")));
    m_close->setObjectName(QStringLiteral("messageClose"));
    m_close->setAccessibleName(tr("Close the message"));
    m_close->setToolTip(tr("Close the message (Esc)"));
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_remedy, 0, Qt::AlignVCenter);
    row->addWidget(m_more, 0, Qt::AlignTop);
    row->addWidget(m_close, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->addLayout(row);
    m_offers->setContentsMargins(30, 0, 0, 0); // under the text
    layout->addLayout(m_offers);
    layout->addWidget(m_details);
    connect(m_remedy, &QPushButton::clicked, this, [this] {
        hide();
        const auto act = m_act; // it may show another message
        act();
    });
    connect(m_more, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageBar::showIcon()
{
    m_icon->setPixmap(lineIcon(iconOf(m_problem.kind), colourOf(m_problem.kind, palette())).pixmap(20, 20));
}

void MessageBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible())
        showIcon();
}

void MessageBar::clearOffers()
{
    while (QLayoutItem* item = m_offers->takeAt(0)) {
        if (QWidget* button = item->widget()) {
            button->hide();
            button->deleteLater(); // it may be the one that was clicked
        }
        delete item;
    }
}

void MessageBar::offer(const Problem& problem, const QList<Remedy>& remedies)
{
    show(problem);
    for (qsizetype i = 0; i < remedies.size(); ++i) {
        auto* button = new QPushButton(remedies.at(i).text);
        button->setObjectName(QStringLiteral("messageOffer%1").arg(i));
        button->setAccessibleName(remedies.at(i).text);
        connect(button, &QPushButton::clicked, this, [this, act = remedies.at(i).act] {
            hide();
            act();
        });
        m_offers->addWidget(button);
    }
    m_offers->addStretch();
}

void MessageBar::show(const Problem& problem, const Remedy& remedy)
{
    clearOffers();
    m_problem = problem;
    logProblem(problem);
    showIcon();
    m_act = remedy.act;
    m_remedy->setText(remedy.text);
    m_remedy->setAccessibleName(remedy.text);
    m_remedy->setVisible(!remedy.text.isEmpty());
    QString html = QStringLiteral("<b>%1</b>").arg(problem.title.toHtmlEscaped());
    if (!problem.text.isEmpty())
        html += QStringLiteral("<br>") + problem.text.toHtmlEscaped();
    m_text->setText(html);
    m_details->setPlainText(problem.details);
    m_more->setChecked(false);
    m_more->setVisible(!problem.details.isEmpty());
    m_details->hide();
    setAccessibleDescription(problem.title + QStringLiteral(": ") + problem.text);
    QFrame::show();
    update();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor colour = colourOf(m_problem.kind, palette());
    const ThemeColours& colours = coloursOf(palette());
    painter.fillRect(rect(), colours.raised);
    painter.fillRect(QRect(0, 0, 4, height()), colour);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours.line);
}

void MessageBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return hide();
    QFrame::keyPressEvent(event);
}

} // namespace nectar
