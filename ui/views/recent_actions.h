// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QMenu;
class QWidget;

namespace nectar {

class SettingsPresenter;
class StartPage;

/// What was open lately: in a menu of the window and on its start page. Entries can be pinned; those whose file has
/// gone can be told where it is now.
class RecentActions : public QObject {
    Q_OBJECT

public:
    RecentActions(QWidget& window, QMenu& menu, StartPage& page, SettingsPresenter& settings);
    /// The entry names the new place from now on, and is opened.
    void relocate(const QString& path, const QString& newPath);

Q_SIGNALS:
    void openRequested(const QString& path);

private:
    void fill();
    void addFiles();
    void addPins();
    void locate(const QString& path);

    QWidget& m_window;
    QMenu& m_menu;
    StartPage& m_page;
    SettingsPresenter& m_settings;
};

} // namespace nectar
