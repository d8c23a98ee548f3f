// SPDX-License-Identifier: Apache-2.0
#include "ui/convert/text.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/image_view.h"
#include "ui/views/inspect_page.h"
#include "ui/views/main_window.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSplitter>

namespace nectar {

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    for (const QString& path : m_presenters.settings.recent()) {
        QAction* action = m_recentMenu->addAction(
            labelText(QStringLiteral("%1     %2").arg(QFileInfo(path).fileName(), folderText(path))));
        action->setToolTip(path);
        action->setEnabled(QFileInfo::exists(path));
        // Later: opening fills this menu anew, and it must not lose an action that is being triggered.
        connect(
            action, &QAction::triggered, this, [this, path] { openPath(path); }, Qt::QueuedConnection);
    }
    m_recentMenu->setToolTipsVisible(true);
    m_recentMenu->setEnabled(!m_recentMenu->isEmpty());
    if (m_recentMenu->isEmpty())
        return;
    m_recentMenu->addSeparator();
    QAction* clear = m_recentMenu->addAction(tr("Forget these"));
    clear->setToolTip(tr("Empty this list; the files stay"));
    connect(clear, &QAction::triggered, &m_presenters.settings, &SettingsPresenter::clearRecent, Qt::QueuedConnection);
}

void MainWindow::chooseDataset()
{
    const QString folder = QFileDialog::getExistingDirectory(
        this, tr("Open dataset"), m_presenters.settings.lastFolder(QStringLiteral("dataset")));
    if (folder.isEmpty())
        return;
    m_presenters.settings.setLastFolder(QStringLiteral("dataset"), QFileInfo(folder).path());
    openPath(folder);
}

void MainWindow::chooseBank()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open bank"), m_presenters.settings.lastFolder(QStringLiteral("bank")),
                                     tr("Banks (*.bank);;All files (*)"));
    if (file.isEmpty())
        return;
    m_presenters.settings.setLastFolder(QStringLiteral("bank"), QFileInfo(file).path());
    m_presenters.query.openBank(file);
}

void MainWindow::choosePicture()
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Open picture"), m_presenters.settings.lastFolder(QStringLiteral("picture")),
        tr("Pictures (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp);;All files (*)"));
    if (file.isEmpty())
        return;
    m_presenters.settings.setLastFolder(QStringLiteral("picture"), QFileInfo(file).path());
    m_presenters.query.openImage(file);
}

void MainWindow::restoreLayout()
{
    const QByteArray geometry = m_presenters.settings.layout(QStringLiteral("window"));
    if (geometry.isEmpty() || !restoreGeometry(geometry))
        resize(1280, 800);
    m_inspect->splitter()->restoreState(m_presenters.settings.layout(QStringLiteral("inspect")));
}

void MainWindow::saveLayout()
{
    m_presenters.settings.setLayout(QStringLiteral("window"), saveGeometry());
    m_presenters.settings.setLayout(QStringLiteral("inspect"), m_inspect->splitter()->saveState());
    m_presenters.settings.setOpacity(m_inspect->canvas()->view()->opacity());
}

} // namespace nectar
