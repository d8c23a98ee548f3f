// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QMainWindow;
class QMenu;

namespace nectar {

class SettingsPresenter;

/// Notes about programs that broke: told of once at the next start, and found again in the Help menu.
class CrashActions : public QObject {
    Q_OBJECT

public:
    CrashActions(QMainWindow& window, QMenu& help, SettingsPresenter& settings);
    /// Tells of a note that is newer than what was told before.
    void begin();

private:
    void tell(const QString& note);
    QMainWindow& m_window;
    SettingsPresenter& m_settings;
};

} // namespace nectar
