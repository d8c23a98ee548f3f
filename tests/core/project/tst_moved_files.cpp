// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/project/moved_files.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nectar;
namespace fs = std::filesystem;

/// Files of a project that were moved, found again by one answer.
class TestMovedFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_root = fs::canonical(m_folder->path().toStdString());
    }

    void whatIsThereIsNotMissing()
    {
        QVERIFY(missingFiles(made("old"), {}).empty());
        QVERIFY(missingFiles(Project(), {}).empty());
    }

    void eachMissingFileIsNamedOnceTheBankFirst()
    {
        made("old");
        fs::remove_all(m_root / "old");
        const auto missing = missingFiles(project("old"), {});
        QCOMPARE(missing.size(), std::size_t{4}); // the open picture is also listed
        QCOMPARE(missing.front(), m_root / "old/banks/town.bank");
    }

    void oneFolderFindsAllBelowWhatWasMoved_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::newRow("the moved folder") << QStringLiteral("new/place");
        QTest::newRow("with a slash") << QStringLiteral("new/place/");
        QTest::newRow("a folder in it") << QStringLiteral("new/place/town");
        QTest::newRow("the pictures' own") << QStringLiteral("new/place/town/images");
        QTest::newRow("the bank's own") << QStringLiteral("new/place/banks");
    }
    void oneFolderFindsAllBelowWhatWasMoved()
    {
        QFETCH(QString, answer);
        made("old");
        fs::create_directories(m_root / "new");
        fs::rename(m_root / "old", m_root / "new/place");
        const Relocation result = relocated(project("old"), m_root / answer.toStdString(), {});
        QCOMPARE(result.missing, std::size_t{4});
        QCOMPARE(result.found, std::size_t{4});
        QVERIFY(result.project == project("new/place"));
    }

    void aFolderAboveTheMovedOneFindsThemToo()
    {
        made("disk/old");
        fs::create_directories(m_root / "media");
        fs::rename(m_root / "disk/old", m_root / "media/old");
        const Relocation result = relocated(project("disk/old"), m_root / "media", {});
        QCOMPARE(result.found, std::size_t{4});
        QVERIFY(result.project == project("media/old"));
    }

    void whatIsElsewhereStaysAsItWas()
    {
        Project before = made("old");
        before.view.pictures.push_back(m_root / "other/c.jpg");       // missing, moved somewhere else
        before.labels.pictures.push_back(m_root / "stays/there.jpg"); // not missing
        before.labels.names.push_back("there.jpg");
        write(m_root / "stays/there.jpg");
        fs::rename(m_root / "old", m_root / "new");
        const Relocation result = relocated(before, m_root / "new", {});
        QCOMPARE(result.missing, std::size_t{5});
        QCOMPARE(result.found, std::size_t{4});
        QCOMPARE(result.project.view.pictures.back(), m_root / "other/c.jpg");
        QCOMPARE(result.project.labels.pictures.back(), m_root / "stays/there.jpg");
        QCOMPARE(result.project.bank, m_root / "new/banks/town.bank");
    }

    void aWrongFolderChangesNothing()
    {
        made("old");
        fs::remove_all(m_root / "old");
        fs::create_directories(m_root / "empty");
        for (const fs::path& folder : {m_root / "empty", m_root / "nowhere", fs::path(), fs::path("/")}) {
            const Relocation result = relocated(project("old"), folder, {});
            QCOMPARE(result.found, std::size_t{0});
            QVERIFY(result.project == project("old"));
        }
    }

    void mostFilesDecideWhichFolderItWas()
    {
        const Project before = made("old");
        fs::rename(m_root / "old", m_root / "new");
        write(m_root / "new/a.jpg"); // another of that name right in the folder
        const Relocation result = relocated(before, m_root / "new", {});
        QCOMPARE(result.project.view.picture, m_root / "new/town/images/a.jpg");
    }

    void itStopsWhenItIsTold()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, relocated(project("old"), m_root, JobContext{stop.get_token()}));
    }

private:
    static void write(const fs::path& file)
    {
        fs::create_directories(file.parent_path());
        writeFile(file, "x");
    }
    Project project(const char* folder) const
    {
        Project project;
        project.bank = m_root / folder / "banks/town.bank";
        project.view.picture = m_root / folder / "town/images/a.jpg";
        project.view.pictures = {project.view.picture, m_root / folder / "town/images/b.jpg"};
        project.labels.pictures = {m_root / folder / "town/more/c.jpg"};
        project.labels.names = {"c.jpg"};
        return project;
    }
    Project made(const char* folder) const
    {
        const Project result = project(folder);
        for (const fs::path& file :
             {result.bank, result.view.pictures[0], result.view.pictures[1], result.labels.pictures[0]})
            write(file);
        return result;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

QTEST_GUILESS_MAIN(TestMovedFiles)
#include "tst_moved_files.moc"
