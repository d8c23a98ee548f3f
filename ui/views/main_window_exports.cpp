// SPDX-License-Identifier: Apache-2.0
// What leaves the window as files.
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/export_actions.h"
#include "ui/views/folder_bar.h"
#include "ui/views/image_view.h"
#include "ui/views/inspect_page.h"
#include "ui/views/main_window.h"
#include "ui/views/message_bar.h"
#include "ui/views/region_canvas.h"

#include <QBoxLayout>
#include <QMessageBox>
#include <QStatusBar>

namespace nectar {

void MainWindow::makeExports()
{
    centralWidget()->layout()->addWidget(new FolderBar(m_presenters.folder));
    connect(&m_presenters.folder, &FolderPredictionPresenter::started, m_messages, &QWidget::hide);
    m_exports = new ExportActions(*this, *m_inspect->canvas()->view(), m_presenters);
    connect(m_exports, &ExportActions::told, this,
            [this](const QString& text) { statusBar()->showMessage(text, 8000); });
    connect(m_exports, &ExportActions::problemOccurred, this,
            [this](const Problem& problem, const QStringList& pictures) {
                m_messages->show(problem, {pictures.isEmpty() ? QString() : tr("Show"),
                                           [this, pictures] { showPredicted(pictures); }});
            });
}

/// Pictures of a folder that was predicted, as queries.
void MainWindow::showPredicted(const QStringList& pictures)
{
    m_messages->hide();
    m_presenters.query.listImages(pictures);
    m_presenters.query.openImage(pictures.first());
    if (m_presenters.query.hasBank())
        showPage(m_inspect);
}

bool MainWindow::mayStopFolder()
{
    if (!m_presenters.folder.isRunning())
        return true;
    return QMessageBox::question(this, tr("A folder is being predicted"),
                                 tr("Quit and stop it? What was written stays, and every file of it is whole."),
                                 QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Yes) == QMessageBox::Yes;
}

} // namespace nectar
