// SPDX-License-Identifier: Apache-2.0
#include "ui/views/preferences_actions.h"

#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/preferences_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/preferences_dialog.h"

#include <QApplication>
#include <QMainWindow>
#include <QMenu>

namespace nectar {

PreferencesActions::PreferencesActions(QMainWindow& window, QMenu& editMenu, const StudioPresenters& presenters)
    : QObject(&window), m_window(window), m_presenters(presenters),
      m_preferences(new PreferencesPresenter(presenters.settings, presenters.query, this))
{
    QAction* show = addCommand(&window, &editMenu,
                               {"showPreferences", tr("Pr&eferences…"),
                                tr("Device, threads, cache, look and language of numbers, what happens at the start"),
                                QKeySequence(Qt::CTRL | Qt::Key_Comma)});
    connect(show, &QAction::triggered, this, &PreferencesActions::showDialog);
    connect(m_preferences, &PreferencesPresenter::numbersChanged, this, &PreferencesActions::showNumbersAgain);
    window.setLocale(QLocale()); // what was made before the preferences held
    connect(m_preferences, &PreferencesPresenter::problemOccurred, this, &PreferencesActions::problemOccurred);
}

void PreferencesActions::showDialog()
{
    auto* dialog = m_window.findChild<PreferencesDialog*>();
    if (!dialog)
        dialog = new PreferencesDialog(*m_preferences, m_presenters.settings, m_presenters.query.colours(), &m_window);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

/// Fields follow the locale of their window; texts are made anew.
void PreferencesActions::showNumbersAgain()
{
    for (QWidget* window : QApplication::topLevelWidgets())
        window->setLocale(QLocale());
    m_presenters.query.tellAgain();
    if (m_presenters.measure.measurement())
        Q_EMIT m_presenters.measure.measured();
    for (QWidget* part : m_window.findChildren<QWidget*>())
        part->update();
}

} // namespace nectar
