// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/studio_presenters.h"

#include <QObject>

class QMainWindow;
class QMenu;

namespace nectar {

class PreferencesPresenter;
struct Problem;

/// The preferences as a command of the window. What they say holds from the moment this is made.
class PreferencesActions : public QObject {
    Q_OBJECT

public:
    PreferencesActions(QMainWindow& window, QMenu& editMenu, const StudioPresenters& presenters);

Q_SIGNALS:
    void problemOccurred(const nectar::Problem& problem);

private:
    void showDialog();
    void showNumbersAgain();

    QMainWindow& m_window;
    StudioPresenters m_presenters;
    PreferencesPresenter* m_preferences;
};

} // namespace nectar
