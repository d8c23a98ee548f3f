// SPDX-License-Identifier: Apache-2.0
#include "ui/views/shortcut_actions.h"

#include "core/base/files.h"
#include "ui/convert/text.h"
#include "ui/models/problem.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/settings_file.h"
#include "ui/presenters/shortcut_presenter.h"
#include "ui/views/command_palette.h"
#include "ui/views/commands.h"
#include "ui/views/shortcut_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>

namespace nectar {

namespace {

constexpr std::int64_t kLargestFile = 1 << 20;

QList<Command> namedCommandsOf(const QMenuBar& bar)
{
    QList<Command> commands;
    for (const Command& command : commandsOf(menusOf(bar)))
        if (!command.action->objectName().isEmpty()) // what was open lately has none
            commands.append(command);
    return commands;
}

QList<FixedKeys> fixedKeysOf(const QMenuBar& bar)
{
    QList<FixedKeys> fixed = fixedKeys();
    for (const QMenu* menu : menusOf(bar))
        if (const QKeySequence keys = QKeySequence::mnemonic(menu->title()); !keys.isEmpty())
            fixed.append({{keys},
                          keys.toString(QKeySequence::NativeText),
                          ShortcutActions::tr("Open the menu %1").arg(withoutMnemonic(menu->title()))});
    return fixed;
}

} // namespace

ShortcutActions::ShortcutActions(QMainWindow& window, QMenu& editMenu, const StudioPresenters& presenters)
    : QObject(&window), m_window(window), m_presenters(presenters)
{
    const auto command = [&](const char* name, const QString& text, const QString& help, auto slot) {
        connect(addCommand(&window, &editMenu, {name, text, help}), &QAction::triggered, this, slot);
    };
    command("changeShortcuts", tr("&Keyboard shortcuts…"), tr("Give commands other keys"),
            &ShortcutActions::showDialog);
    command("exportSettings", tr("E&xport settings…"),
            tr("Preferences, colours and keys in a file, for another machine"), &ShortcutActions::chooseExport);
    command("importSettings", tr("&Import settings…"), tr("Take over the settings that such a file holds"),
            &ShortcutActions::chooseImport);
    m_shortcuts = new ShortcutPresenter(presenters.settings, namedCommandsOf(*window.menuBar()),
                                        fixedKeysOf(*window.menuBar()), this);
    connect(m_shortcuts, &ShortcutPresenter::keysChanged, this, &ShortcutActions::showKeys);
    showKeys();
}

void ShortcutActions::showDialog()
{
    auto* dialog = m_window.findChild<ShortcutDialog*>();
    if (!dialog)
        dialog = new ShortcutDialog(*m_shortcuts, &m_window);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void ShortcutActions::showKeys()
{
    for (const Command& command : m_shortcuts->commands())
        if (command.action)
            tellKeys(*command.action);
    Q_EMIT keysChanged();
}

void ShortcutActions::chooseExport()
{
    const QString purpose = QStringLiteral("settings");
    const QString folder = m_presenters.settings.lastFolder(purpose);
    const QString name = QStringLiteral("nectar-settings.json");
    const QString file = QFileDialog::getSaveFileName(&m_window, tr("Export settings"),
                                                      folder.isEmpty() ? name : folder + QLatin1Char('/') + name,
                                                      tr("Settings (*.json)"));
    if (file.isEmpty())
        return;
    m_presenters.settings.setLastFolder(purpose, QFileInfo(file).path());
    exportTo(file);
}

void ShortcutActions::exportTo(const QString& file)
{
    const SettingsCopy copy{m_presenters.settings.theme(), m_presenters.settings.preferences(),
                            m_presenters.query.colours().choice(), m_shortcuts->changedKeys()};
    try {
        const QByteArray json = jsonFrom(copy);
        writeFile(pathFromQString(file), std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
        m_window.statusBar()->showMessage(tr("The settings are in %1").arg(file), 4000);
    } catch (const std::exception&) {
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
    }
}

void ShortcutActions::chooseImport()
{
    const QString purpose = QStringLiteral("settings");
    const QString file =
        QFileDialog::getOpenFileName(&m_window, tr("Import settings"), m_presenters.settings.lastFolder(purpose),
                                     tr("Settings (*.json);;All files (*)"));
    if (file.isEmpty())
        return;
    m_presenters.settings.setLastFolder(purpose, QFileInfo(file).path());
    importFrom(file);
}

/// All of it or nothing.
void ShortcutActions::importFrom(const QString& file)
{
    try {
        const std::string text = readFile(pathFromQString(file), kLargestFile);
        const SettingsCopy copy = settingsCopyFrom(QByteArray::fromStdString(text), file);
        m_shortcuts->setChangedKeys(copy.keys, file);
        m_presenters.settings.setTheme(copy.theme);
        m_presenters.settings.setPreferences(copy.preferences);
        m_presenters.query.colours().setChoice(copy.colours);
        m_window.statusBar()->showMessage(tr("The settings of %1 hold now").arg(QFileInfo(file).fileName()), 4000);
    } catch (const std::exception&) {
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
    }
}

} // namespace nectar
