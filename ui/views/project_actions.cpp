// SPDX-License-Identifier: Apache-2.0
#include "ui/views/project_actions.h"

#include "ui/convert/text.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/icons.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace nectar {

namespace {

constexpr qsizetype kMostNamed = 200;

Problem missingProblem(const QStringList& files)
{
    const auto tr = [](const char* text) { return ProjectActions::tr(text); };
    const QString first = QFileInfo(files.value(0)).fileName();
    return {Problem::Kind::Warning,
            files.size() == 1 ? tr("A file of the project is not where it was")
                              : tr("%1 files of the project are not where they were").arg(countText(files.size())),
            tr("%1 is not in %2. If that folder, or one above it, was moved or renamed, show where it is now: one "
               "answer serves all files below it.")
                .arg(first, folderText(files.value(0))),
            files.mid(0, kMostNamed).join(QLatin1Char('\n'))};
}

} // namespace

ProjectActions::ProjectActions(QMainWindow& window, ProjectPresenter& presenter, LabelPresenter& label,
                               SettingsPresenter& settings)
    : QObject(&window), m_window(window), m_presenter(presenter), m_label(label), m_settings(settings)
{
    connect(&presenter, &ProjectPresenter::problemOccurred, this, &ProjectActions::problemOccurred);
    connect(&presenter, &ProjectPresenter::fileChanged, this, &ProjectActions::update);
    connect(&presenter, &ProjectPresenter::filesMissing, this, &ProjectActions::showMissing);
    connect(&presenter, &ProjectPresenter::opened, this, [this] { updateLocate(); });
    connect(&presenter, &ProjectPresenter::locatedNothing, this, [this](const QString& folder) {
        Problem problem = missingProblem(m_presenter.missing());
        problem.title = tr("None of the missing files is in %1").arg(folder);
        Q_EMIT filesMissing(problem);
    });
}

void ProjectActions::addTo(QMenu& fileMenu)
{
    const auto command = [&](const char* name, const QString& text, const QString& help, const QKeySequence& keys,
                             const char* icon, auto slot) {
        QAction* action = addCommand(&m_window, &fileMenu, {name, text, help, keys});
        action->setIcon(lineIcon(QLatin1String(icon)));
        connect(action, &QAction::triggered, this, slot);
    };
    command("openProject", tr("Open pro&ject…"), tr("Open work that was saved: bank, picture, labels, settings"),
            QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_O), "open", [this] { chooseProject(); });
    command("saveProject", tr("Sa&ve project"), tr("Keep bank, picture, labels and settings in one file"),
            QKeySequence::Save, "save", [this] { save(); });
    command("saveProjectAs", tr("Save pro&ject as…"), tr("The same in another file"),
            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), "save", [this] { saveAs(); });
    m_locate =
        addCommand(&m_window, &fileMenu,
                   {"locateFiles", tr("Lo&cate the project's files…"),
                    tr("Files that were moved: show where their folder is now; one answer serves all below it")});
    connect(m_locate, &QAction::triggered, this, &ProjectActions::chooseFolder);
    updateLocate();
}

void ProjectActions::addSteps(QMenu& editMenu)
{
    m_undo =
        addCommand(&m_window, &editMenu, {"undo", tr("&Undo"), tr("Take the last change back"), QKeySequence::Undo});
    m_redo =
        addCommand(&m_window, &editMenu, {"redo", tr("&Redo"), tr("Do again what was taken back"), QKeySequence::Redo});
    connect(m_undo, &QAction::triggered, &m_presenter, &ProjectPresenter::undo);
    connect(m_redo, &QAction::triggered, &m_presenter, &ProjectPresenter::redo);
    update();
}

void ProjectActions::update()
{
    const QString undo = m_presenter.undoText(), redo = m_presenter.redoText();
    m_undo->setText(undo.isEmpty() ? tr("&Undo") : tr("&Undo %1").arg(undo));
    m_redo->setText(redo.isEmpty() ? tr("&Redo") : tr("&Redo %1").arg(redo));
    setUsable(*m_undo, !undo.isEmpty(), tr("there is nothing to take back"));
    setUsable(*m_redo, !redo.isEmpty(), tr("nothing was taken back"));
    m_window.setWindowModified(!m_presenter.file().isEmpty() && m_presenter.hasChanges());
}

void ProjectActions::updateLocate()
{
    setUsable(*m_locate, !m_presenter.missing().isEmpty(), tr("none of its files is missing"));
}

void ProjectActions::showMissing()
{
    updateLocate();
    Q_EMIT filesMissing(missingProblem(m_presenter.missing()));
}

void ProjectActions::chooseFolder()
{
    const QString first = m_presenter.missing().value(0);
    const QString folder = QFileDialog::getExistingDirectory(
        &m_window, tr("Where is the folder of %1 now?").arg(QFileInfo(first).fileName()),
        m_settings.lastFolder(QStringLiteral("project")));
    if (!folder.isEmpty())
        m_presenter.locate(folder);
}

void ProjectActions::begin(bool showsFiles)
{
    if (m_presenter.unfinished())
        return offerRecovery();
    if (!m_settings.preferences().restoresLast)
        return;
    if (showsFiles)
        m_presenter.restoreLastLabels();
    else
        m_presenter.restoreLast();
}

/// The window can be used meanwhile: the question stays until it is answered.
void ProjectActions::offerRecovery()
{
    const auto unfinished = *m_presenter.unfinished();
    auto* box =
        new QMessageBox(QMessageBox::Question, tr("Nectar ended without closing"),
                        tr("Nectar ended without closing. What was open then (%1) was kept:").arg(unfinished.when),
                        QMessageBox::NoButton, &m_window);
    box->setObjectName(QStringLiteral("recovery"));
    box->setInformativeText(QStringLiteral("• ") + unfinished.differences.join(QStringLiteral("\n• ")) +
                            tr("\n\nFiles that you saved stay as they are."));
    QPushButton* recover = box->addButton(tr("Recover"), QMessageBox::AcceptRole);
    QPushButton* discard = box->addButton(tr("Throw away"), QMessageBox::DestructiveRole);
    box->addButton(tr("Ask me later"), QMessageBox::RejectRole);
    box->setDefaultButton(recover);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(recover, &QPushButton::clicked, this, [this, name = unfinished.name] { m_presenter.recover(name); });
    connect(discard, &QPushButton::clicked, this, [this, name = unfinished.name] { m_presenter.discard(name); });
    box->open();
}

void ProjectActions::chooseProject()
{
    const QString file =
        QFileDialog::getOpenFileName(&m_window, tr("Open project"), m_settings.lastFolder(QStringLiteral("project")),
                                     tr("Projects (*.nectar);;All files (*)"));
    if (file.isEmpty())
        return;
    m_settings.setLastFolder(QStringLiteral("project"), QFileInfo(file).path());
    open(file);
}

void ProjectActions::open(const QString& file)
{
    if (!mayReplace())
        return;
    m_presenter.open(file);
    if (m_presenter.file() == QFileInfo(file).absoluteFilePath())
        m_settings.addRecent(m_presenter.file());
}

bool ProjectActions::save() { return m_presenter.file().isEmpty() ? saveAs() : m_presenter.save(m_presenter.file()); }

bool ProjectActions::saveAs()
{
    const QString folder = m_settings.lastFolder(QStringLiteral("project"));
    const QString suggestion = !m_presenter.file().isEmpty() ? m_presenter.file()
                               : folder.isEmpty()            ? tr("my work.nectar")
                                                             : folder + QLatin1Char('/') + tr("my work.nectar");
    // The native dialog asks before an existing file is replaced.
    QString file = QFileDialog::getSaveFileName(&m_window, tr("Save project"), suggestion, tr("Projects (*.nectar)"));
    if (file.isEmpty())
        return false;
    if (!ProjectPresenter::looksLikeProject(file))
        file += QStringLiteral(".nectar");
    m_settings.setLastFolder(QStringLiteral("project"), QFileInfo(file).path());
    if (!m_presenter.save(file))
        return false;
    m_settings.addRecent(m_presenter.file());
    return true;
}

bool ProjectActions::maySave(const QString& title, const QString& text)
{
    switch (QMessageBox::question(&m_window, title, text,
                                  QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save)) {
    case QMessageBox::Save:
        return save();
    case QMessageBox::Discard:
        return true;
    default:
        return false;
    }
}

bool ProjectActions::mayReplace()
{
    const QString file = m_presenter.file();
    if (!file.isEmpty() && m_presenter.hasChanges())
        return maySave(tr("The project has changes"), tr("Save the changes in %1?").arg(QFileInfo(file).fileName()));
    if (file.isEmpty() && m_label.isUnsaved())
        return maySave(tr("Clicks are not saved"),
                       tr("Labels in the making will be replaced. Save them in a project first?"));
    return true;
}

bool ProjectActions::mayClose()
{
    if (m_presenter.file().isEmpty() && m_presenter.keepsOnClosing() && m_settings.preferences().restoresLast)
        return true; // it is there again at the next start
    return mayReplace();
}

} // namespace nectar
