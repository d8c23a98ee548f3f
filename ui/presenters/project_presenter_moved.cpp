// SPDX-License-Identifier: Apache-2.0
// Files of a project that are no longer where they were.
#include "core/base/error.h"
#include "core/project/moved_files.h"
#include "ui/convert/text.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/relocation_command.h"

#include <QUndoStack>

#include <utility>

namespace nectar {

/// As it was opened, found again or undone: bank and picture follow in the background.
void ProjectPresenter::present(const Project& project)
{
    m_wanted.reset();
    if (!project.bank.empty())
        m_wanted = project;
    m_missing.clear();
    m_parts.label.restore(project.labels);
    m_parts.query.restore(project);
    Q_EMIT opened(toQString(project.view.page));
    touch();
    lookForMissing(project);
}

void ProjectPresenter::lookForMissing(const Project& project)
{
    m_tellsAgain = false;
    m_seeking.run([project](const std::stop_token& stop) { return missingFiles(project, JobContext{stop}); },
                  [this](const Outcome<std::vector<std::filesystem::path>>& outcome) {
                      if (!outcome.value)
                          return; // another project was opened meanwhile
                      for (const auto& file : *outcome.value)
                          m_missing.append(pathToQString(file));
                      m_tellsAgain = !m_missing.isEmpty();
                      if (m_tellsAgain)
                          Q_EMIT filesMissing();
                  });
}

/// What is missing is also what the bank's or picture's own message says, and this one can be answered.
void ProjectPresenter::tellMissingAgain()
{
    if (m_wanted && std::exchange(m_tellsAgain, false))
        Q_EMIT filesMissing();
}

void ProjectPresenter::locate(const QString& folder)
{
    m_seeking.run(
        [before = project(), place = pathFromQString(folder)](const std::stop_token& stop) {
            return std::pair(before, relocated(before, place, JobContext{stop}));
        },
        [this, folder](const Outcome<std::pair<Project, Relocation>>& outcome) {
            if (!outcome.value)
                return;
            const auto& [before, after] = *outcome.value;
            if (after.found > 0)
                return m_parts.undo.push(new RelocationCommand([this](const Project& project) { present(project); },
                                                               before, after.project, tr("locating files")));
            Q_EMIT locatedNothing(folder);
        });
}

} // namespace nectar
