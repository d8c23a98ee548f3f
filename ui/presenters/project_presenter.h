// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/session_file.h"
#include "ui/jobs/job.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/problem.h"
#include "ui/presenters/studio_command.h"

#include <QObject>
#include <QTimer>

class QUndoStack;

namespace nectar {

class LabelPresenter;
class QueryPresenter;
class SessionStore;

/// The work in the studio as one thing: a project file, undo and redo, and what is found again after the end.
class ProjectPresenter : public QObject {
    Q_OBJECT

public:
    struct Parts {
        QueryPresenter& query;
        LabelPresenter& label;
        QUndoStack& undo; ///< that both use
    };
    /// folder: where sessions are kept; empty: the user's state folder.
    explicit ProjectPresenter(const Parts& parts, const QString& folder = {}, QObject* parent = nullptr);
    ~ProjectPresenter() override;

    static bool looksLikeProject(const QString& file);
    Project project() const;           ///< as it is now
    QString file() const;              ///< ""; it was never saved
    bool hasChanges() const;           ///< that are not in the file
    void open(const QString& file);    ///< the work that is open is replaced
    bool save(const QString& file);    ///< false: problemOccurred() says why
    void setPage(const QString& page); ///< where somebody looks

    /// Files that it names and that are not there; they are looked for when it was opened.
    const QStringList& missing() const { return m_missing; }
    /// One folder that was moved, as it is now called, finds all below it; it can be undone.
    void locate(const QString& folder);

    /// Does it, as a step that can be undone.
    void change(std::unique_ptr<StudioCommand> command);
    void undo();
    void redo();
    QString undoText() const; ///< what would be taken back; "": nothing
    QString redoText() const;

    /// What was open when Nectar was closed last; false: nothing, or it is open elsewhere.
    bool hasLast() const;
    void restoreLast();
    /// Only its labels in the making: the window shows something else.
    void restoreLastLabels();
    /// What was open in a studio that ended without closing: the newest. Nothing: none did.
    struct Unfinished {
        QString name;            ///< for recover() and discard()
        QString when;            ///< "today, 14:05"
        QStringList differences; ///< from its file, or from nothing
    };
    std::optional<Unfinished> unfinished() const;
    void recover(const QString& name);
    void discard(const QString& name);
    /// Closing keeps everything for the next start; else clicks would be lost.
    bool keepsOnClosing() const;
    void close(); ///< the window closes

Q_SIGNALS:
    void fileChanged(); ///< its name, or whether it has changes
    void opened(const QString& page);
    void pageRequested(nectar::StudioCommand::Page page); ///< something was undone there
    void autosaved();
    void filesMissing(); ///< some of those that an opened project names
    void locatedNothing(const QString& folder);
    void problemOccurred(const nectar::Problem& problem);

private:
    void show(const Session& session);
    void present(const Project& project);
    void lookForMissing(const Project& project);
    void tellMissingAgain();
    Session session() const;
    void step(bool back);
    void touch();
    void autosave();

    Parts m_parts;
    std::unique_ptr<SessionStore> m_store;
    std::filesystem::path m_file;
    QString m_page;
    std::optional<Project> m_wanted; ///< that is being opened: what is not there yet is not lost
    bool m_isRecovered = false;      ///< differs from the file, whatever the undo stack says
    std::optional<Session> m_kept;   ///< as it was written last
    QTimer m_autosave;
    QThreadPool m_writing; ///< its own: a save must not wait for thumbnails
    Job m_writer;
    QStringList m_missing;
    bool m_tellsAgain = false; ///< what is missing, after the message about the first of it
    LatestOnly m_seeking;
};

} // namespace nectar
