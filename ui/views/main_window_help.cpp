// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/query_presenter.h"
#include "ui/views/command_palette.h"
#include "ui/views/crash_actions.h"
#include "ui/views/first_steps.h"
#include "ui/views/help_dialog.h"
#include "ui/views/icons.h"
#include "ui/views/inspect_page.h"
#include "ui/views/main_window.h"
#include "ui/views/option_slider.h"
#include "ui/views/shortcut_actions.h"
#include "ui/views/tour.h"

#include <QActionGroup>
#include <QMenuBar>
#include <QStackedWidget>

#include <utility>

namespace nectar {

void MainWindow::makeThemeMenu(QMenu* view)
{
    QMenu* menu = view->addMenu(tr("T&heme"));
    auto* group = new QActionGroup(this);
    const QString names[] = {tr("As the system"), tr("Dark"), tr("Light")};
    const char* objectNames[] = {"themeSystem", "themeDark", "themeLight"};
    for (int i = 0; i < 3; ++i) {
        QAction* action = add(menu, objectNames[i], names[i], tr("Colours of the window"));
        action->setCheckable(true);
        action->setChecked(static_cast<int>(m_presenters.settings.theme()) == i);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, i] { m_presenters.settings.setTheme(static_cast<SettingsPresenter::Theme>(i)); });
        connect(&m_presenters.settings, &SettingsPresenter::themeChanged, action,
                [this, i, action] { action->setChecked(static_cast<int>(m_presenters.settings.theme()) == i); });
    }
}

void MainWindow::makeHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    menu->setToolTipsVisible(true);
    QAction* commands = add(menu, "showCommands", tr("&Find a command…"), tr("Type what you want to do"),
                            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    commands->setIcon(lineIcon(QStringLiteral("search")));
    connect(commands, &QAction::triggered, this, &MainWindow::showCommands);
    QAction* steps =
        add(menu, "showFirstSteps", tr("First &steps"), tr("What to do first, with a picture of the window"));
    connect(steps, &QAction::triggered, this,
            [this] { showHelp(QStringLiteral("firstSteps"), tr("First steps"), firstStepsHtml(palette())); });
    QAction* keys = add(menu, "showShortcuts", tr("&Keyboard and mouse"), tr("Every shortcut on one page"),
                        QKeySequence(Qt::Key_F1));
    keys->setShortcuts({QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)});
    connect(keys, &QAction::triggered, this, [this] {
        showHelp(QStringLiteral("shortcutSheet"), tr("Keyboard and mouse"),
                 shortcutsHtml(menusOf(*menuBar()), palette()));
    });
    QAction* words = add(menu, "showGlossary", tr("&Glossary"), tr("What the words of this window mean"),
                         QKeySequence(Qt::SHIFT | Qt::Key_F1));
    connect(words, &QAction::triggered, this, [this] {
        const Words which = m_presenters.settings.isExpert() ? Words::OfTheField : Words::Plain;
        showHelp(QStringLiteral("glossary"), tr("Glossary"), glossaryHtml(which, palette()));
    });
    QAction* tour = add(menu, "showTour", tr("&Tour"), tr("Five steps through an open bank and picture"));
    tour->setIcon(lineIcon(QStringLiteral("play")));
    new CrashActions(*this, *menu, m_presenters.settings);
    menu->addSeparator();
    QAction* about = add(menu, "about", tr("&About Nectar"), tr("Version and licences"));
    connect(about, &QAction::triggered, this,
            [this] { showHelp(QStringLiteral("aboutNectar"), tr("About Nectar"), aboutHtml(palette())); });
}

/// Last of all, when every command has its keys.
void MainWindow::makeShortcuts()
{
    auto* shortcuts = new ShortcutActions(*this, *findChild<QMenu*>(QStringLiteral("editMenu")), m_presenters);
    connect(shortcuts, &ShortcutActions::problemOccurred, this, &MainWindow::showProblem);
    connect(shortcuts, &ShortcutActions::keysChanged, this, [this] {
        if (auto* sheet = findChild<HelpDialog*>(QStringLiteral("shortcutSheet")))
            sheet->setHtml(shortcutsHtml(menusOf(*menuBar()), palette()));
    });
}

void MainWindow::makeTour()
{
    m_tour = new Tour({*this, *m_inspect, *m_neighbours}, m_presenters.query);
    connect(findChild<QAction*>(QStringLiteral("showTour")), &QAction::triggered, this, [this] {
        showPage(m_inspect);
        m_tour->start();
    });
    connect(m_tour, &Tour::ended, this, [this] { m_presenters.settings.setTourSeen(); });
    connect(m_tour, &Tour::ownPicturesRequested, this, &MainWindow::chooseDataset);
    connect(m_pages, &QStackedWidget::currentChanged, m_tour, &Tour::stop);
    connect(&m_presenters.query, &QueryPresenter::imageChanged, this, [this] {
        if (m_presenters.query.hasImage() && std::exchange(m_tourFollows, false))
            m_tour->start();
    });
}

void MainWindow::showCommands()
{
    auto* commands = findChild<CommandPalette*>();
    if (!commands)
        commands = new CommandPalette(this);
    commands->open(menusOf(*menuBar()));
}

/// One window a page: asked for again, it comes to the front.
void MainWindow::showHelp(const QString& name, const QString& title, const QString& html)
{
    auto* dialog = findChild<HelpDialog*>(name);
    if (!dialog) {
        dialog = new HelpDialog(name, title, html, this);
        dialog->resize(560, 600);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

} // namespace nectar
