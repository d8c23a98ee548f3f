// SPDX-License-Identifier: Apache-2.0
// What comes and goes: files, drag and drop, clipboard.
#include "ui/presenters/feature_presenter.h"
#include "ui/presenters/file_kinds.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/build_form.h"
#include "ui/views/feature_page.h"
#include "ui/views/label_page.h"
#include "ui/views/main_window.h"
#include "ui/views/measure_page.h"
#include "ui/views/message_bar.h"
#include "ui/views/project_actions.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>

#include <algorithm>

namespace nectar {

namespace {

QStringList localFiles(const QMimeData* data)
{
    QStringList files;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    return files;
}

struct Sorted {
    QStringList projects, banks, folders, pictures, missing;
};

Sorted sorted(const QStringList& paths)
{
    Sorted result;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (!info.exists())
            result.missing.append(path);
        else if (info.isDir())
            result.folders.append(path);
        else if (ProjectPresenter::looksLikeProject(path))
            result.projects.append(info.absoluteFilePath());
        else
            (looksLikeBank(path) ? result.banks : result.pictures).append(info.absoluteFilePath());
    }
    return result;
}

QString nameOf(const QString& path) { return QFileInfo(path).fileName(); }

/// What letting go would do.
QString dropText(const QStringList& files, bool hasBank)
{
    if (files.isEmpty())
        return MainWindow::tr("Let go to ask about this picture");
    const Sorted kinds = sorted(files);
    if (!kinds.projects.isEmpty())
        return MainWindow::tr("Let go to open the project %1").arg(nameOf(kinds.projects.first()));
    if (!kinds.banks.isEmpty())
        return MainWindow::tr("Let go to open the bank %1").arg(nameOf(kinds.banks.first()));
    if (kinds.pictures.isEmpty() && !kinds.folders.isEmpty())
        return MainWindow::tr("Let go to see what Nectar recognises in %1").arg(nameOf(kinds.folders.first()));
    if (kinds.pictures.isEmpty())
        return MainWindow::tr("Let go to open %1").arg(nameOf(files.first()));
    const QString first = nameOf(kinds.pictures.first());
    if (kinds.pictures.size() > 1)
        return MainWindow::tr("Let go to ask about %1 and to list %2 more").arg(first).arg(kinds.pictures.size() - 1);
    return hasBank ? MainWindow::tr("Let go to ask about %1").arg(first)
                   : MainWindow::tr("Let go to ask about %1 as soon as a bank is open").arg(first);
}

} // namespace

void MainWindow::openPath(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        Q_EMIT m_presenters.settings.recentChanged(); // there it is greyed now, and can be located
        return showProblem({Problem::Kind::Failure,
                            tr("Cannot open"),
                            tr("%1 does not exist. It may have been moved or renamed.").arg(path),
                            {}});
    }
    m_messages->hide();
    if (ProjectPresenter::looksLikeProject(path) && info.isFile()) {
        m_project->open(info.absoluteFilePath());
    } else if (info.isDir()) {
        m_form->openFolder(info.absoluteFilePath());
        showPage(m_form);
    } else if (looksLikeBank(info.absoluteFilePath())) {
        m_presenters.query.openBank(info.absoluteFilePath());
    } else if (looksLikePicture(info.absoluteFilePath())) {
        m_presenters.query.openImage(info.absoluteFilePath());
    } else {
        showProblem({Problem::Kind::Failure,
                     tr("Nectar does not open this kind of file"),
                     tr("%1 is neither a project, a bank nor a PNG, JPEG, BMP, TIFF or WebP picture. Labelled pictures "
                        "are opened "
                        "by their folder.")
                         .arg(info.fileName()),
                     {}});
    }
}

void MainWindow::openPaths(const QStringList& paths)
{
    const bool addsPictures = m_pages->currentWidget() == m_label || m_pages->currentWidget() == m_features;
    if (addsPictures && std::none_of(paths.begin(), paths.end(), [](const QString& path) {
            return looksLikeBank(path) || ProjectPresenter::looksLikeProject(path);
        })) {
        m_messages->hide();
        return m_pages->currentWidget() == m_label ? m_presenters.label.addPictures(paths)
                                                   : m_presenters.features.addPictures(paths);
    }
    if (m_pages->currentWidget() == m_measure && paths.size() == 1 && QFileInfo(paths.first()).isDir()) {
        m_messages->hide();
        return m_presenters.measure.chooseFolder(QFileInfo(paths.first()).absoluteFilePath());
    }
    if (paths.size() == 1)
        return openPath(paths.first());
    Sorted kinds = sorted(paths);
    QStringList leftOut = kinds.missing;
    if (!kinds.projects.isEmpty())
        openPath(kinds.projects.takeFirst());
    else if (!kinds.banks.isEmpty())
        openPath(kinds.banks.takeFirst());
    else if (kinds.pictures.isEmpty() && !kinds.folders.isEmpty())
        openPath(kinds.folders.takeFirst());
    leftOut += kinds.projects + kinds.banks + kinds.folders;
    if (!kinds.pictures.isEmpty()) {
        m_presenters.query.listImages(kinds.pictures.mid(1));
        openPath(kinds.pictures.first());
    }
    for (QString& path : leftOut)
        path = nameOf(path);
    if (!leftOut.isEmpty())
        showProblem({Problem::Kind::Warning,
                     leftOut.size() == 1 ? tr("One of %1 was left out").arg(paths.size())
                                         : tr("%1 of %2 were left out").arg(leftOut.size()).arg(paths.size()),
                     tr("Together with pictures one bank or project can be opened, or one folder alone. Left out: %1.")
                         .arg(leftOut.join(QStringLiteral(", "))),
                     {}});
    else if (kinds.pictures.size() > 1)
        statusBar()->showMessage(tr("%1 pictures are in the list of query images").arg(kinds.pictures.size()), 8000);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QStringList files = localFiles(event->mimeData());
    if (files.isEmpty() && !event->mimeData()->hasImage())
        return event->ignore();
    event->acceptProposedAction();
    const bool isFolder = files.size() == 1 && QFileInfo(files.first()).isDir();
    const QString several = files.size() == 1 ? nameOf(files.first()) : tr("%1 pictures or folders").arg(files.size());
    m_dropHint->setText(
        m_pages->currentWidget() == m_measure && isFolder ? tr("Let go to measure on %1").arg(nameOf(files.first()))
        : m_pages->currentWidget() == m_label && !files.isEmpty() ? tr("Let go to label %1").arg(several)
        : m_pages->currentWidget() == m_features
            ? tr("Let go to look at %1").arg(files.isEmpty() ? tr("this picture") : several)
            : dropText(files, m_presenters.query.hasBank()));
    m_dropHint->setGeometry(centralWidget()->geometry());
    m_dropHint->show();
    m_dropHint->raise();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) { m_dropHint->hide(); }

void MainWindow::dropEvent(QDropEvent* event)
{
    m_dropHint->hide();
    event->acceptProposedAction();
    if (!openExchanged(event->mimeData()))
        showProblem({Problem::Kind::Warning,
                     tr("Nothing arrived with the drop"),
                     tr("The other program did not hand over the file or picture. Use File, Open instead, or copy and "
                        "paste it."),
                     {}});
}

void MainWindow::paste()
{
    const QMimeData* mime = QApplication::clipboard()->mimeData(); // none where nothing was ever copied
    if (!mime || !openExchanged(mime))
        showProblem({Problem::Kind::Note,
                     tr("There is no picture on the clipboard"),
                     tr("Copy a picture, or a picture file, in another program first."),
                     {}});
}

/// Files first: a file manager puts their icons beside them.
bool MainWindow::openExchanged(const QMimeData* mime)
{
    if (const QStringList files = localFiles(mime); !files.isEmpty()) {
        openPaths(files);
        return true;
    }
    const auto picture = qvariant_cast<QImage>(mime->imageData());
    if (picture.isNull())
        return false;
    m_messages->hide();
    if (m_pages->currentWidget() == m_features)
        m_presenters.features.addPasted(picture);
    else
        m_presenters.query.openPasted(picture);
    return true;
}

} // namespace nectar
