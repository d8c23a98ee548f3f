// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/build_form.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/elided_label.h"
#include "ui/views/icons.h"
#include "ui/views/image_view.h"
#include "ui/views/inspect_page.h"
#include "ui/views/main_window.h"
#include "ui/views/option_slider.h"
#include "ui/views/status_facts.h"

#include <QMenu>
#include <QToolBar>
#include <QToolButton>

namespace nectar {

QWidget* MainWindow::makeOpenButton()
{
    auto* open = new QToolButton;
    open->setText(tr("Open"));
    open->setIcon(lineIcon(QStringLiteral("open")));
    open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    open->setPopupMode(QToolButton::InstantPopup);
    open->setAccessibleName(tr("Open"));
    open->setToolTip(tr("Open a bank, a data set or a picture of your own"));
    auto* menu = new QMenu(open);
    for (const char* name : {"openBank", "openDataset", "openPicture", "pastePicture", "tryDemoAction"})
        menu->addAction(findChild<QAction*>(QLatin1String(name)));
    menu->addMenu(findChild<QMenu*>(QStringLiteral("recentMenu")));
    open->setMenu(menu);
    return open;
}

void MainWindow::addSliders(QToolBar* bar)
{
    m_neighbours =
        new OptionSlider(tr("Voters"), tr("How many remembered patches vote for each patch of the picture ([ and ])"),
                         {1, kMaxNeighbours, 1, kMaxNeighbours, 0});
    m_temperature = new OptionSlider(
        tr("Evenness"),
        tr("How evenly the voters count. Small: only the very best matches; large: all alike (- and =)"),
        {0.001, 10, 0.005, 1, 3});
    m_neighbours->setValue(m_presenters.query.voting().options().neighbours);
    m_temperature->setValue(static_cast<double>(m_presenters.query.voting().options().temperature));
    m_neighbours->addTerm(QStringLiteral("k"));
    m_temperature->addTerm(QStringLiteral("τ"));
    bar->addWidget(m_neighbours);
    bar->addWidget(m_temperature);
    connect(m_neighbours, &OptionSlider::valueChanged, this,
            [this](double value) { m_presenters.query.voting().setNeighbours(static_cast<int>(value)); });
    connect(m_temperature, &OptionSlider::valueChanged, &m_presenters.query.voting(), &VotingPresenter::setTemperature);
}

void MainWindow::makeToolBar()
{
    QToolBar* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({18, 18});
    for (const char* name : {"goBack", "goForward"})
        bar->addAction(findChild<QAction*>(QLatin1String(name)));
    bar->addWidget(makeOpenButton());
    bar->addAction(findChild<QAction*>(QStringLiteral("buildBank")));
    bar->addAction(findChild<QAction*>(QStringLiteral("measureLabels")));
    auto* bank = new ElidedLabel;
    bank->setObjectName(QStringLiteral("bankChip"));
    bar->addWidget(bank);
    m_facts = new StatusFacts(*this, *bank, *m_inspect->canvas()->view(), m_presenters.query);
    m_toolBar = bar;
    bar->addAction(m_otherDemo);
    auto* stretch = new QWidget;
    stretch->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(stretch);
    addSliders(bar);
}

} // namespace nectar
