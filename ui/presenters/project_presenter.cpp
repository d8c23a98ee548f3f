// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/project_presenter.h"

#include "core/base/error.h"
#include "core/base/paths.h"
#include "ui/convert/text.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/session_store.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QUndoStack>

#include <algorithm>

namespace nectar {

namespace {

constexpr int kAutosaveMs = 1000; ///< after a change: a kill loses no more

std::filesystem::path sessionFolder(const QString& folder)
{
    return folder.isEmpty() ? userPaths().state / "sessions" : pathFromQString(folder);
}

QString whenText(const QDateTime& time)
{
    const QString clock = QLocale::system().toString(time.time(), QLocale::ShortFormat);
    const qint64 days = time.date().daysTo(QDate::currentDate());
    if (days == 0)
        return ProjectPresenter::tr("today, %1").arg(clock);
    return days == 1 ? ProjectPresenter::tr("yesterday, %1").arg(clock)
                     : QLocale::system().toString(time.date(), QLocale::ShortFormat) + QStringLiteral(", ") + clock;
}

/// As it is in its file; an empty one where there is none that can be read.
Project savedProject(const std::filesystem::path& file)
{
    try {
        return file.empty() ? Project() : readProject(file);
    } catch (const Error&) {
        return {};
    }
}

} // namespace

ProjectPresenter::ProjectPresenter(const Parts& parts, const QString& folder, QObject* parent)
    : QObject(parent), m_parts(parts), m_store(std::make_unique<SessionStore>(sessionFolder(folder))),
      m_writer(&m_writing), m_seeking(QThreadPool::globalInstance())
{
    m_autosave.setSingleShot(true);
    m_autosave.setInterval(kAutosaveMs);
    connect(&m_autosave, &QTimer::timeout, this, &ProjectPresenter::autosave);
    QueryPresenter& query = parts.query;
    connect(&query, &QueryPresenter::bankChanged, this, [this] {
        if (m_wanted && m_wanted->bank != pathFromQString(m_parts.query.bank().file))
            m_wanted.reset(); // somebody opened another
    });
    connect(&query, &QueryPresenter::imageChanged, this, [this] {
        if (m_parts.query.hasImage())
            m_wanted.reset();
        touch();
    });
    connect(&query.evidence(), &EvidencePresenter::changed, this, &ProjectPresenter::touch);
    connect(&query, &QueryPresenter::problemOccurred, this, &ProjectPresenter::tellMissingAgain, Qt::QueuedConnection);
    connect(&parts.undo, &QUndoStack::indexChanged, this, [this] {
        touch();
        Q_EMIT fileChanged();
    });
    connect(&parts.undo, &QUndoStack::cleanChanged, this, &ProjectPresenter::fileChanged);
}

ProjectPresenter::~ProjectPresenter() = default;

bool ProjectPresenter::looksLikeProject(const QString& file)
{
    return file.endsWith(QStringLiteral(".nectar"), Qt::CaseInsensitive);
}

QString ProjectPresenter::file() const { return pathToQString(m_file); }

bool ProjectPresenter::hasChanges() const
{
    const QUndoStack& stack = m_parts.undo;
    if (m_isRecovered || stack.cleanIndex() < 0)
        return true;
    const auto [first, last] = std::minmax({stack.cleanIndex(), stack.index()});
    for (int step = first; step < last; ++step)
        if (static_cast<const StudioCommand*>(stack.command(step))->isOfProject())
            return true;
    return false;
}

void ProjectPresenter::setPage(const QString& page)
{
    m_page = page;
    touch();
}

Project ProjectPresenter::project() const
{
    Project project;
    m_parts.query.keep(project);
    if (m_wanted) { // its bank or picture is not there yet, or cannot be opened
        if (project.bank != m_wanted->bank)
            project.reading.leftOut = m_wanted->reading.leftOut;
        project.bank = m_wanted->bank;
        project.view = m_wanted->view;
    }
    project.labels = m_parts.label.labelsForProject();
    project.view.page = fromQString(m_page);
    return project;
}

Session ProjectPresenter::session() const { return {project(), m_file, hasChanges()}; }

void ProjectPresenter::open(const QString& file)
{
    try {
        show({readProject(pathFromQString(file)), pathFromQString(QFileInfo(file).absoluteFilePath()), false});
    } catch (const std::exception&) {
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
    }
}

void ProjectPresenter::show(const Session& session)
{
    m_parts.undo.clear();
    m_file = session.file;
    m_isRecovered = session.hasChanges;
    present(session.project);
    m_parts.undo.setClean();
    Q_EMIT fileChanged();
}

bool ProjectPresenter::save(const QString& file)
{
    try {
        writeProject(pathFromQString(file), project());
    } catch (const std::exception&) {
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
        return false;
    }
    m_file = pathFromQString(QFileInfo(file).absoluteFilePath());
    m_isRecovered = false;
    m_parts.undo.setClean();
    Q_EMIT fileChanged();
    touch();
    return true;
}

QString ProjectPresenter::undoText() const { return m_parts.undo.undoText(); }
QString ProjectPresenter::redoText() const { return m_parts.undo.redoText(); }
void ProjectPresenter::change(std::unique_ptr<StudioCommand> command) { m_parts.undo.push(command.release()); }
void ProjectPresenter::undo() { step(true); }
void ProjectPresenter::redo() { step(false); }

void ProjectPresenter::step(bool back)
{
    QUndoStack& stack = m_parts.undo;
    while (back ? stack.canUndo() : stack.canRedo()) {
        const auto* command = static_cast<const StudioCommand*>(stack.command(stack.index() - (back ? 1 : 0)));
        const StudioCommand::Page page = command->page();
        const int count = stack.count();
        back ? stack.undo() : stack.redo();
        if (stack.count() < count)
            continue; // it was of a bank that is no longer open
        if (page != StudioCommand::Page::Any)
            Q_EMIT pageRequested(page);
        return;
    }
}

void ProjectPresenter::touch()
{
    if (!m_autosave.isActive() && !m_store->running().empty())
        m_autosave.start();
}

void ProjectPresenter::autosave()
{
    if (m_writer.isRunning())
        return m_autosave.start();
    const Session now = session();
    if (m_kept && *m_kept == now)
        return;
    m_writer.start(
        [now, file = m_store->running()](const JobContext&) {
            writeSession(file, now);
            return now;
        },
        [this](const Outcome<Session>& outcome) {
            if (!outcome.error) {
                m_kept = *outcome.value;
                Q_EMIT autosaved();
            }
        });
}

bool ProjectPresenter::hasLast() const
{
    return m_store->isFirst() && QFileInfo::exists(pathToQString(m_store->last()));
}

void ProjectPresenter::restoreLast()
{
    if (!hasLast())
        return;
    try {
        show(readSession(m_store->last()));
    } catch (const std::exception&) {
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
    }
}

void ProjectPresenter::restoreLastLabels()
{
    if (!hasLast())
        return;
    try {
        m_parts.label.restore(readSession(m_store->last()).project.labels);
    } catch (const std::exception&) {
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
    }
}

std::optional<ProjectPresenter::Unfinished> ProjectPresenter::unfinished() const
{
    for (const QString& name : m_store->unfinished()) {
        const auto file = m_store->unfinishedFile(name);
        try {
            const Session session = readSession(file);
            QStringList differences;
            for (const std::string& line : projectDifferences(savedProject(session.file), session.project))
                differences.append(toQString(line));
            if (!differences.isEmpty())
                return Unfinished{name, whenText(QFileInfo(pathToQString(file)).lastModified()), differences};
            m_store->discard(name);
        } catch (const Error&) {
            continue; // nothing that could be offered
        }
    }
    return std::nullopt;
}

void ProjectPresenter::recover(const QString& name)
{
    try {
        Session session = readSession(m_store->unfinishedFile(name));
        session.hasChanges = true;
        show(session);
        writeSession(m_store->running(), session); // before the one that it comes from goes
        m_store->discard(name);
    } catch (const std::exception&) {
        Q_EMIT problemOccurred(problemFrom(std::current_exception()));
    }
}

void ProjectPresenter::discard(const QString& name) { m_store->discard(name); }

bool ProjectPresenter::keepsOnClosing() const { return m_store->isFirst(); }

void ProjectPresenter::close()
{
    m_autosave.stop();
    m_writing.waitForDone(); // a write that is under way
    if (m_store->isFirst()) {
        try {
            writeSession(m_store->last(), session());
        } catch (const std::exception&) {
            return; // the running session's file stays and is offered at the next start
        }
    }
    QFile::remove(pathToQString(m_store->running()));
}

} // namespace nectar
