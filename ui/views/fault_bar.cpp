// SPDX-License-Identifier: Apache-2.0
#include "ui/views/fault_bar.h"

#include "ui/presenters/measure_presenter.h"
#include "ui/views/elided_label.h"
#include "ui/views/form_parts.h"
#include "ui/views/icons.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace nectar {

FaultBar::FaultBar(MeasurePresenter& presenter, QWidget* parent)
    : QFrame(parent), m_presenter(presenter), m_text(new ElidedLabel),
      m_previous(named(new QPushButton(tr("Previous")), QStringLiteral("faultPrevious"), tr("Previous worst picture"))),
      m_next(named(new QPushButton(tr("Next worst")), QStringLiteral("faultNext"), tr("Next worst picture")))
{
    setObjectName(QStringLiteral("faultBar"));
    m_text->setObjectName(QStringLiteral("faultText"));
    auto* back = named(new QPushButton(lineIcon(QStringLiteral("back")), tr("Measures")), QStringLiteral("faultBack"),
                       tr("Back to the measures"));
    back->setToolTip(tr("Back to the measures (Ctrl+M)"));
    m_previous->setToolTip(tr("The picture before it in the list (Ctrl+Up)"));
    m_next->setToolTip(tr("The next worst picture (Ctrl+Down)"));
    for (QPushButton* button : {back, m_previous, m_next})
        button->setProperty("flat", true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 3, 8, 3);
    layout->setSpacing(8);
    layout->addWidget(back);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    connect(back, &QPushButton::clicked, this, &FaultBar::backRequested);
    connect(m_previous, &QPushButton::clicked, &presenter, [&presenter] { presenter.step(-1); });
    connect(m_next, &QPushButton::clicked, &presenter, [&presenter] { presenter.step(1); });
    connect(&presenter, &MeasurePresenter::faultChanged, this, &FaultBar::refresh);
    refresh();
}

void FaultBar::setSuppressed(bool suppressed)
{
    m_suppressed = suppressed;
    refresh();
}

void FaultBar::refresh()
{
    const MeasurePresenter::Fault& fault = m_presenter.fault();
    setVisible(!m_suppressed && !fault.path.isEmpty());
    m_text->setFullText(fault.text);
    const bool isPicture = fault.kind == MeasurePresenter::Fault::Kind::Picture;
    m_previous->setVisible(isPicture);
    m_next->setVisible(isPicture);
    m_previous->setEnabled(m_presenter.canStep(-1));
    m_next->setEnabled(m_presenter.canStep(1));
}

} // namespace nectar
