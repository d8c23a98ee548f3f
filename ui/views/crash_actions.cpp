// SPDX-License-Identifier: Apache-2.0
#include "ui/views/crash_actions.h"

#include "core/base/crash_note.h"
#include "ui/convert/text.h"
#include "ui/presenters/log_values.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/message_bar.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QDateTime>
#include <QDesktopServices>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QMainWindow>
#include <QUrl>

namespace nectar {

namespace {

const QString kTold = QStringLiteral("toldCrash");

QString newestNote()
{
    const auto notes = crashNotes(pathFromQString(crashFolder()));
    return notes.empty() ? QString() : pathToQString(notes.front());
}

/// As much as a report needs; a note is small.
QString contentsOf(const QString& note)
{
    constexpr qint64 kMostBytes = 256 * 1024;
    QFile file(note);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(kMostBytes)) : QString();
}

void showFolder() { QDesktopServices::openUrl(QUrl::fromLocalFile(crashFolder())); }

} // namespace

CrashActions::CrashActions(QMainWindow& window, QMenu& help, SettingsPresenter& settings)
    : QObject(&window), m_window(window), m_settings(settings)
{
    QAction* action = addCommand(&window, &help,
                                 {"showCrashes", tr("Crash &reports…"),
                                  tr("The folder of notes about Nectar breaking off; nothing of it is sent")});
    setUsable(*action, !newestNote().isEmpty(), tr("Nectar never broke off"));
    connect(action, &QAction::triggered, this, &showFolder);
}

void CrashActions::begin()
{
    const QString note = newestNote();
    const QString name = QFileInfo(note).fileName(); // begins with its time
    if (note.isEmpty() || name <= m_settings.text(kTold))
        return;
    m_settings.setText(kTold, name);
    tell(note);
}

/// A bar of its own, so that no other message takes its place before it is read.
void CrashActions::tell(const QString& note)
{
    auto* bar = new MessageBar;
    bar->setObjectName(QStringLiteral("crashBar"));
    qobject_cast<QBoxLayout*>(m_window.centralWidget()->layout())->insertWidget(0, bar);
    const QString report = contentsOf(note);
    const QString when = QLocale().toString(QFileInfo(note).lastModified(), QLocale::ShortFormat);
    bar->offer({Problem::Kind::Warning, tr("Nectar broke off on %1").arg(when),
                tr("What it was doing is in a note on this computer, which is not sent to anybody. It helps to find "
                   "the fault: copy it into a report."),
                report},
               {{tr("Copy report"), [report] { QApplication::clipboard()->setText(report); }},
                {tr("Show the folder"), &showFolder}});
}

} // namespace nectar
