// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/text.h"
#include "ui/views/message_bar.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>

using namespace nectar;

/// A project whose files were moved away, in the real window.
class TestMovedProjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A project beside the folder "old", which holds its bank and pictures and is now called "new".
    void init()
    {
        QDir(m_town.path(QStringLiteral("XDG_STATE_HOME"))).removeRecursively();
        m_root = m_town.path(QStringLiteral("case%1").arg(m_count++));
        QVERIFY(QDir().mkpath(m_root + QStringLiteral("/old/pictures")));
        QVERIFY(QFile::copy(m_town.bank(), m_root + QStringLiteral("/old/town.bank")));
        for (const char* name : {"a.jpg", "b.jpg"})
            QVERIFY(QFile::copy(m_town.query(), m_root + QStringLiteral("/old/pictures/") + QLatin1String(name)));
        m_saved = Project();
        m_saved.bank = place("old", "town.bank");
        m_saved.view.picture = place("old", "pictures/a.jpg");
        m_saved.view.patches = {5};
        m_saved.view.pictures = {m_saved.view.picture, place("old", "pictures/b.jpg")};
        m_saved.view.page = "inspect";
        m_saved.labels.pictures = {place("old", "pictures/b.jpg")};
        m_saved.labels.names = {"b.jpg"};
        writeProject(pathFromQString(file()), m_saved);
        m_bench = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings%1.ini").arg(m_count)));
    }
    void cleanup() { m_bench.reset(); }

    void whatIsAllThereIsNotAskedAbout()
    {
        QSignalSpy missing(&m_bench->project, &ProjectPresenter::filesMissing);
        m_bench->window.openPath(file());
        QVERIFY(m_bench->settle());
        QVERIFY(missing.isEmpty());
        QVERIFY(!messages().isVisible());
        QVERIFY(!locateAction().isEnabled());
    }

    void oneFolderFindsBankAndPictures()
    {
        openMoved();
        QVERIFY2(messages().shown().title.startsWith(QStringLiteral("3 files")), qPrintable(messages().shown().title));
        QVERIFY(messages().shown().text.contains(QStringLiteral("town.bank")));
        QVERIFY(messages().shown().details.contains(QStringLiteral("a.jpg")));
        QCOMPARE(m_bench->find<QPushButton>("messageRemedy")->text(), QStringLiteral("Locate folder…"));
        QVERIFY(locateAction().isEnabled());
        m_bench->project.locate(m_root + QStringLiteral("/new"));
        QVERIFY(m_bench->settle());
        QVERIFY(now() == relocated());
        QVERIFY(!messages().isVisible());
        QVERIFY(!locateAction().isEnabled());
        QVERIFY(m_bench->project.hasChanges());
        QVERIFY(m_bench->window.isWindowModified());
        QVERIFY(readProject(pathFromQString(file())) == m_saved); // until somebody saves
        QVERIFY(m_bench->project.save(file()));
        QVERIFY(readProject(pathFromQString(file())) == relocated());
    }

    void locatingCanBeUndone()
    {
        openMoved();
        m_bench->project.locate(m_root + QStringLiteral("/new"));
        QVERIFY(m_bench->settle());
        QCOMPARE(m_bench->project.undoText(), QStringLiteral("locating files"));
        QSignalSpy missing(&m_bench->project, &ProjectPresenter::filesMissing);
        m_bench->find<QAction>("undo")->trigger();
        QVERIFY(now() == m_saved);
        QVERIFY(!m_bench->project.hasChanges());
        QTRY_VERIFY(!missing.isEmpty());
        QTRY_VERIFY(!m_bench->query.isBusy());
        m_bench->find<QAction>("redo")->trigger();
        QTRY_VERIFY(m_bench->query.hasImage() && !m_bench->query.isBusy());
        QVERIFY(now() == relocated());
    }

    void aWrongFolderSaysSoAndCanBeCorrected()
    {
        openMoved();
        QSignalSpy nothing(&m_bench->project, &ProjectPresenter::locatedNothing);
        QVERIFY(QDir().mkpath(m_root + QStringLiteral("/empty")));
        m_bench->project.locate(m_root + QStringLiteral("/empty"));
        QTRY_COMPARE(nothing.size(), 1);
        QVERIFY(messages().isVisible());
        QVERIFY(messages().shown().title.contains(QStringLiteral("empty")));
        QVERIFY(now() == m_saved);
        QVERIFY(m_bench->find<QPushButton>("messageRemedy")->isVisible());
        m_bench->project.locate(m_root + QStringLiteral("/new/pictures")); // a folder in it does, too
        QVERIFY(m_bench->settle());
    }

    void whatIsStillMissingIsAskedAboutAgain()
    {
        QVERIFY(QFile::rename(m_root + QStringLiteral("/old/pictures/b.jpg"), m_root + QStringLiteral("/b.jpg")));
        openMoved();
        m_bench->project.locate(m_root + QStringLiteral("/new"));
        QVERIFY(m_bench->settle());
        QTRY_COMPARE(m_bench->project.missing().size(), 1);
        QVERIFY(messages().shown().text.contains(QStringLiteral("b.jpg")));
        m_bench->project.locate(m_root);
        QTRY_VERIFY(m_bench->project.missing().isEmpty());
        QVERIFY(m_bench->project.project().labels.pictures.front() == pathFromQString(m_root) / "b.jpg");
        QVERIFY(m_bench->settle());
    }

    void theNextStartAsksToo()
    {
        m_bench->window.openPath(file());
        QVERIFY(m_bench->settle());
        QVERIFY(m_bench->window.close());
        m_bench.reset();
        QVERIFY(QDir().rename(m_root + QStringLiteral("/old"), m_root + QStringLiteral("/new")));
        m_bench = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings%1.ini").arg(m_count)));
        m_bench->window.begin({}, false, true);
        QTRY_VERIFY(messages().isVisible() && m_bench->find<QPushButton>("messageRemedy")->isVisible());
    }

private:
    QString file() const { return m_root + QStringLiteral("/mine.nectar"); }
    std::filesystem::path place(const char* folder, const char* name) const
    {
        return pathFromQString(m_root) / folder / name;
    }
    Project relocated() const
    {
        Project project = m_saved;
        project.bank = place("new", "town.bank");
        project.view.picture = place("new", "pictures/a.jpg");
        project.view.pictures = {project.view.picture, place("new", "pictures/b.jpg")};
        project.labels.pictures = {place("new", "pictures/b.jpg")};
        return project;
    }
    void openMoved()
    {
        QVERIFY(QDir().rename(m_root + QStringLiteral("/old"), m_root + QStringLiteral("/new")));
        QSignalSpy missing(&m_bench->project, &ProjectPresenter::filesMissing);
        m_bench->window.openPath(file());
        QTRY_VERIFY(!missing.isEmpty() && !m_bench->query.isBusy());
        QTRY_VERIFY(messages().isVisible() && m_bench->find<QPushButton>("messageRemedy")->isVisible());
        QTRY_VERIFY(messages().shown().title.contains(QStringLiteral("not where")));
    }
    /// Wherever somebody looks: without a bank that is the start page.
    Project now() const
    {
        Project project = m_bench->project.project();
        project.view.page = m_saved.view.page;
        return project;
    }
    MessageBar& messages() const { return *m_bench->window.findChild<MessageBar*>(); }
    QAction& locateAction() const { return *m_bench->find<QAction>("locateFiles"); }

    SmallTown m_town;
    QString m_root;
    Project m_saved;
    std::unique_ptr<StudioBench> m_bench;
    int m_count = 0;
};

QTEST_MAIN(TestMovedProjects)
#include "tst_moved_projects.moc"
