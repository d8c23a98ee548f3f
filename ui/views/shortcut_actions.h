// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/studio_presenters.h"

#include <QObject>

class QMainWindow;
class QMenu;

namespace nectar {

class ShortcutPresenter;
struct Problem;

/// The keys of all commands of the window, as commands themselves: to change them, and to take all settings elsewhere.
class ShortcutActions : public QObject {
    Q_OBJECT

public:
    /// After all menus are made: their keys at this moment are the defaults.
    ShortcutActions(QMainWindow& window, QMenu& editMenu, const StudioPresenters& presenters);
    void exportTo(const QString& file);
    void importFrom(const QString& file);

Q_SIGNALS:
    void keysChanged();
    void problemOccurred(const nectar::Problem& problem);

private:
    void showDialog();
    void showKeys();
    void chooseExport();
    void chooseImport();

    QMainWindow& m_window;
    StudioPresenters m_presenters;
    ShortcutPresenter* m_shortcuts = nullptr;
};

} // namespace nectar
