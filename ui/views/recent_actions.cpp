// SPDX-License-Identifier: Apache-2.0
#include "ui/views/recent_actions.h"

#include "ui/convert/text.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/start_page.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>

namespace nectar {

namespace {

QString nameOf(const RecentFile& file)
{
    return labelText(QStringLiteral("%1     %2").arg(QFileInfo(file.path).fileName(), folderText(file.path)));
}

} // namespace

RecentActions::RecentActions(QWidget& window, QMenu& menu, StartPage& page, SettingsPresenter& settings)
    : QObject(&window), m_window(window), m_menu(menu), m_page(page), m_settings(settings)
{
    menu.setObjectName(QStringLiteral("recentMenu"));
    menu.setToolTipsVisible(true);
    connect(&settings, &SettingsPresenter::recentChanged, this, &RecentActions::fill);
    connect(&page, &StartPage::pinRequested, &settings, &SettingsPresenter::setPinned, Qt::QueuedConnection);
    connect(&page, &StartPage::locateRequested, this, &RecentActions::locate, Qt::QueuedConnection);
    fill();
}

/// Everything is connected to happen later: it fills the menu anew, which must not lose what is being triggered.
void RecentActions::fill()
{
    m_page.setRecent(m_settings.recentFiles());
    m_menu.clear();
    for (QMenu* pins : m_menu.findChildren<QMenu*>())
        pins->deleteLater(); // it may be the one that is clicked
    addFiles();
    m_menu.setEnabled(!m_menu.isEmpty());
    if (m_menu.isEmpty())
        return;
    m_menu.addSeparator();
    addPins();
    const QList<RecentFile> files = m_settings.recentFiles();
    const auto pinned = std::ranges::count_if(files, &RecentFile::isPinned);
    QAction* clear = m_menu.addAction(pinned == 0 ? tr("Forget these") : tr("Forget these, but not the pinned"));
    clear->setToolTip(tr("Empty this list; the files stay"));
    setUsable(*clear, pinned < files.size(), tr("all of them are pinned"));
    connect(clear, &QAction::triggered, &m_settings, &SettingsPresenter::clearRecent, Qt::QueuedConnection);
}

void RecentActions::addFiles()
{
    for (const RecentFile& file : m_settings.recentFiles()) {
        QAction* open = m_menu.addAction(nameOf(file));
        open->setToolTip(file.isPinned ? tr("%1 (pinned)").arg(file.path) : file.path);
        setUsable(*open, file.isThere, tr("it is no longer there: locate it"));
        connect(
            open, &QAction::triggered, this, [this, path = file.path] { Q_EMIT openRequested(path); },
            Qt::QueuedConnection);
        if (file.isThere)
            continue;
        QAction* find = m_menu.addAction(tr("Locate %1…").arg(labelText(QFileInfo(file.path).fileName())));
        find->setToolTip(tr("%1 is no longer there. Show where it is now").arg(file.path));
        connect(
            find, &QAction::triggered, this, [this, path = file.path] { locate(path); }, Qt::QueuedConnection);
    }
}

void RecentActions::addPins()
{
    QMenu* pins = m_menu.addMenu(tr("&Pin to the top"));
    pins->setToolTipsVisible(true);
    for (const RecentFile& file : m_settings.recentFiles()) {
        QAction* pin = pins->addAction(nameOf(file));
        pin->setCheckable(true);
        pin->setChecked(file.isPinned);
        pin->setToolTip(tr("It stays at the top of this list, however much is opened after it"));
        connect(
            pin, &QAction::triggered, this, [this, path = file.path](bool on) { m_settings.setPinned(path, on); },
            Qt::QueuedConnection);
    }
}

void RecentActions::locate(const QString& path)
{
    const QFileInfo old(path);
    const QString title = tr("Where is %1 now?").arg(old.fileName());
    const QString suffix = old.suffix();
    const QString found =
        suffix.isEmpty()
            ? QFileDialog::getExistingDirectory(&m_window, title)
            : QFileDialog::getOpenFileName(&m_window, title, {},
                                           tr("%1 and the like (*.%2);;All files (*)").arg(old.fileName(), suffix));
    if (!found.isEmpty())
        relocate(path, found);
}

void RecentActions::relocate(const QString& path, const QString& newPath)
{
    m_settings.replaceRecent(path, newPath);
    Q_EMIT openRequested(newPath);
}

} // namespace nectar
