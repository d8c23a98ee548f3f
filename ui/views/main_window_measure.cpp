// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/query_presenter.h"
#include "ui/views/fault_bar.h"
#include "ui/views/inspect_page.h"
#include "ui/views/main_window.h"
#include "ui/views/measure_actions.h"
#include "ui/views/measure_page.h"

#include <QBoxLayout>
#include <QStackedWidget>
#include <QStatusBar>

namespace nectar {

void MainWindow::makeMeasures()
{
    m_measure = new MeasurePage(m_presenters.measure, m_presenters.query.thumbnails());
    m_pages->addWidget(m_measure);
    auto* faults = new FaultBar(m_presenters.measure);
    auto* layout = qobject_cast<QVBoxLayout*>(centralWidget()->layout());
    layout->insertWidget(layout->indexOf(m_pages), faults);
    m_measureActions = new MeasureActions(*this, *m_measure, *faults, *m_inspect->canvas(), m_presenters);
    connect(m_measureActions, &MeasureActions::problemOccurred, this, &MainWindow::showProblem);
    connect(m_measureActions, &MeasureActions::pageRequested, this, [this] { showPage(m_measure); });
    connect(m_measureActions, &MeasureActions::inspectRequested, this, [this] { showPage(m_inspect); });
    connect(m_measureActions, &MeasureActions::told, this,
            [this](const QString& text) { statusBar()->showMessage(text, 8000); });
}

} // namespace nectar
