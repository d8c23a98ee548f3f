// SPDX-License-Identifier: Apache-2.0
// What the window says about bank, picture, project and work under way.
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/inspect_page.h"
#include "ui/views/label_page.h"
#include "ui/views/main_window.h"
#include "ui/views/message_bar.h"
#include "ui/views/option_slider.h"

#include <QFileInfo>
#include <QLabel>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <utility>

namespace nectar {

void MainWindow::showBank()
{
    if (const BankSummary& bank = m_presenters.query.bank(); !bank.halfBuilt)
        m_presenters.settings.addRecent(bank.file);
    if (!m_keepsPage)
        showPage(m_inspect);
    updateActions();
}

void MainWindow::showLabelPage()
{
    m_messages->hide();
    showPage(m_label);
    m_presenters.label.wake();
}

/// A project was opened; its bank and picture follow.
void MainWindow::showRestored(const QString& page)
{
    m_messages->hide();
    m_keepsPage = page == QStringLiteral("label");
    if (m_keepsPage)
        showLabelPage();
    else if (!page.isEmpty() && m_presenters.query.hasBank())
        showPage(m_inspect);
}

void MainWindow::followReading()
{
    const DecodeOptions& options = m_presenters.query.voting().options();
    const QSignalBlocker quiet(m_neighbours), quietToo(m_temperature);
    m_neighbours->setValue(options.neighbours);
    m_temperature->setValue(static_cast<double>(options.temperature));
}

void MainWindow::showTitle()
{
    const QueryPresenter& query = m_presenters.query;
    QStringList parts;
    if (const QString project = m_presenters.project.file(); !project.isEmpty())
        parts.append(QFileInfo(project).completeBaseName() + QStringLiteral("[*]"));
    if (query.hasImage())
        parts.append(query.shown().photo.name);
    if (query.hasBank())
        parts.append(query.bank().halfBuilt ? tr("%1 (%2)").arg(query.bank().name, query.bank().halfBuilt->share())
                                            : query.bank().name);
    parts.append(tr("Nectar"));
    setWindowTitle(parts.join(QStringLiteral(" – ")));
}

/// The picture asked for is what is looked at, from whichever page it was opened.
void MainWindow::showImage()
{
    showTitle();
    if (m_presenters.query.hasImage() && !std::exchange(m_keepsPage, false))
        showPage(m_inspect);
    updateActions();
}

/// On the page with the canvas that says it itself; elsewhere nothing else would.
void MainWindow::showBusy(const QString& text)
{
    m_busy->setText(text);
    m_busy->setVisible(!text.isEmpty() && m_pages->currentWidget() != m_inspect);
}

} // namespace nectar
