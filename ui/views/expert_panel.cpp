// SPDX-License-Identifier: Apache-2.0
#include "ui/views/expert_panel.h"

#include "ui/presenters/expert_values.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/form_parts.h"
#include "ui/views/theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace nectar {

ExpertPanel::ExpertPanel(QueryPresenter& presenter, QWidget* parent)
    : QFrame(parent), m_presenter(presenter),
      m_facts(named(new QLabel, QStringLiteral("expertFacts"), tr("Evidence in the terms of the field")))
{
    setObjectName(QStringLiteral("expertPanel"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Maximum); // never wider than what was there
    auto* title = new QLabel(tr("IN THE TERMS OF THE FIELD"));
    title->setProperty("role", QStringLiteral("section"));
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setToolTip(tr("Help, Glossary explains each"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 10);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(m_facts);
    const auto follow = [this] {
        if (isVisible())
            showFacts();
    };
    connect(&presenter.evidence(), &EvidencePresenter::changed, this, follow);
    connect(&presenter, &QueryPresenter::predictionChanged, this, follow);
}

void ExpertPanel::showFacts()
{
    constexpr int kTermWidth = 124;
    const QString muted = coloursOf(palette()).muted.name();
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='1'>");
    for (const ExpertFact& fact : expertFacts(m_presenter))
        html += QStringLiteral("<tr><td width='%4' style='color:%3'>%1</td><td>%2</td></tr>")
                    .arg(fact.term.toHtmlEscaped(), fact.text.toHtmlEscaped(), muted)
                    .arg(kTermWidth);
    m_facts->setText(html + QStringLiteral("</table>"));
}

void ExpertPanel::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    showFacts();
}

void ExpertPanel::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible())
        showFacts(); // its text holds colours
}

} // namespace nectar
