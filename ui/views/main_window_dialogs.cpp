// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/image_view.h"
#include "ui/views/inspect_page.h"
#include "ui/views/layout_actions.h"
#include "ui/views/main_window.h"

#include <QFileDialog>
#include <QFileInfo>

namespace nectar {

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
    findChild<LayoutActions*>()->restore();
}

void MainWindow::saveLayout()
{
    m_presenters.settings.setLayout(QStringLiteral("window"), saveGeometry());
    findChild<LayoutActions*>()->keep();
    m_presenters.settings.setOpacity(m_inspect->canvas()->view()->opacity());
}

} // namespace nectar
