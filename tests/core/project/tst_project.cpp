// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/project/project.h"
#include "core/project/relative_path.h"
#include "core/project/session_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace nectar;
namespace fs = std::filesystem;

/// Project files: what comes back, from where, and what is refused.
class TestProject : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_root = fs::canonical(m_folder->path().toStdString());
        fs::create_directories(m_root / "mine/data");
    }

    void aProjectComesBackAsItWas()
    {
        const Project project = full();
        const fs::path file = m_root / "mine/town.nectar";
        writeProject(file, project);
        QVERIFY(readProject(file) == project);
    }

    void anEmptyProjectComesBackToo()
    {
        writeProject(m_root / "empty.nectar", {});
        QVERIFY(readProject(m_root / "empty.nectar") == Project());
    }

    void theFileHasNoAbsolutePath()
    {
        const std::string text = projectToJson(full(), m_root / "mine");
        QVERIFY2(text.find(m_root.string()) == std::string::npos, text.c_str());
        QVERIFY(text.find("\"data/street.jpg\"") != std::string::npos);
        QVERIFY(text.find("\"../banks/town.bank\"") != std::string::npos);
        QVERIFY(text.find("\"temperature\": 0.07\n") != std::string::npos); // not 0.07000000029802322
    }

    void aMovedParentTakesItsFilesAlong()
    {
        writeProject(m_root / "mine/town.nectar", full());
        fs::create_directories(m_root / "elsewhere");
        fs::rename(m_root / "mine", m_root / "elsewhere/mine");
        const Project moved = readProject(m_root / "elsewhere/mine/town.nectar");
        QCOMPARE(moved.view.picture, m_root / "elsewhere/mine/data/street.jpg");
        QCOMPARE(moved.bank, m_root / "elsewhere/banks/town.bank");
    }

    void aLinkedFolderIsFoundAgain()
    {
        fs::create_directories(m_root / "disk/deep/projects");
        fs::create_directory_symlink(m_root / "disk/deep/projects", m_root / "link");
        const fs::path bank = m_root / "banks/town.bank";
        fs::create_directories(bank.parent_path());
        writeFile(bank, "x");
        Project project;
        project.bank = bank;
        writeProject(m_root / "link/a.nectar", project);
        QCOMPARE(fs::canonical(readProject(m_root / "link/a.nectar").bank), bank);
        QCOMPARE(fs::canonical(readProject(m_root / "disk/deep/projects/a.nectar").bank), bank);
    }

    void relativePathsOfEachKind_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("expected");
        QTest::newRow("below") << "/a/b/c.png"
                               << "/a"
                               << "b/c.png";
        QTest::newRow("beside") << "/a/c.png"
                                << "/a"
                                << "c.png";
        QTest::newRow("elsewhere") << "/x/c.png"
                                   << "/a/b"
                                   << "../../x/c.png";
        QTest::newRow("dots") << "/a/./b/../c.png"
                              << "/a/"
                              << "c.png";
        QTest::newRow("a name that begins with dots") << "/a/..c.png"
                                                      << "/a"
                                                      << "..c.png";
        QTest::newRow("of the root") << "/a/c.png"
                                     << "/"
                                     << "a/c.png";
    }
    void relativePathsOfEachKind()
    {
        QFETCH(QString, path);
        QFETCH(QString, folder);
        const std::string relative = relativePath(path.toStdString(), folder.toStdString());
        QTEST(QString::fromStdString(relative), "expected");
        QCOMPARE(absolutePath(relative, folder.toStdString()), fs::path(path.toStdString()).lexically_normal());
    }

    void theHashIsOfTheWorkOnly()
    {
        Project project = full();
        const Hash before = projectHash(project);
        project.view = {};
        QCOMPARE(projectHash(project), before);
        project.labels.clicks[0].x += 14;
        QVERIFY(projectHash(project) != before);
        project = full();
        project.reading.leftOut.clear();
        QVERIFY(projectHash(project) != before);
        project = full();
        project.reading.neighbours = 6;
        QVERIFY(projectHash(project) != before);
    }

    void aNewerProjectIsRefusedWithAReason()
    {
        std::string text = projectToJson(full(), m_root);
        text.replace(text.find("\"nectar_project\": 1"), 19, "\"nectar_project\": 9");
        const QString message = refusal(text, ErrorCode::Unsupported);
        QVERIFY2(message.contains("a newer Nectar wrote it"), qPrintable(message));
    }

    void damageIsRefusedWithAReason_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("why");
        const auto project = [](const char* rest) { return QByteArray("{'nectar_project': 1, ") + rest + "}"; };
        QTest::newRow("nothing") << QByteArray() << "no valid JSON";
        QTest::newRow("no JSON") << QByteArray("town") << "no valid JSON";
        QTest::newRow("another file") << QByteArray("{'format': 'camvid'}") << "no project of Nectar";
        QTest::newRow("a list") << QByteArray("[]") << "no project of Nectar";
        QTest::newRow("version") << QByteArray("{'nectar_project': 0}") << "from 1 to 1";
        QTest::newRow("no version") << QByteArray("{'nectar_project': 'x'}") << "wrong type";
        QTest::newRow("misspelt") << project("'bnak': 'a'") << "unknown key 'bnak'";
        QTest::newRow("bank") << project("'bank': 3") << "'bank' has the wrong type";
        QTest::newRow("task") << project("'reading': {'task': 'sound'}") << "segmentation or depth, not 'sound'";
        QTest::newRow("neighbours") << project("'reading': {'neighbours': 0}") << "from 1 to 256";
        QTest::newRow("half a neighbour") << project("'reading': {'neighbours': 2.5}") << "whole number";
        QTest::newRow("temperature") << project("'reading': {'temperature': 0}") << "'temperature' must be";
        QTest::newRow("reading") << project("'reading': 3") << "'reading' must be a JSON object";
        QTest::newRow("names") << project("'labels': {'pictures': ['a']}") << "one name for each";
        QTest::newRow("a name that leads out")
            << project("'labels': {'pictures': ['a'], 'names': ['x/../../a.png']}") << "no name of a file";
        QTest::newRow("an absolute name")
            << project("'labels': {'pictures': ['a'], 'names': ['/a.png']}") << "no name of a file";
        QTest::newRow("a folder's name") << project("'labels': {'pictures': ['a'], 'names': ['a/']}")
                                         << "no name of a file";
        QTest::newRow("classes") << project("'labels': {'classes': ['sky']}") << "must be \"other\"";
        QTest::newRow("twice") << project("'labels': {'classes': ['other', 'sky', 'sky']}") << "'sky' is none";
        QTest::newRow("click") << project("'labels': {'clicks': [[0, 1, 2, 0]]}") << "each of 'clicks'";
        QTest::newRow("short click") << project("'labels': {'clicks': [[0, 1]]}") << "each of 'clicks'";
        QTest::newRow("clicks") << project("'labels': {'clicks': 3}") << "list in square brackets";
        QTest::newRow("threshold") << project("'labels': {'threshold': 2}") << "from -1 to 1";
        QTest::newRow("patches") << project("'view': {'patches': [3, 1]}") << "'patches' must be";
        QTest::newRow("a patch before the first") << project("'view': {'patches': [-1]}") << "'patches' must be";
        QTest::newRow("huge") << project("'reading': {'neighbours': 1e999}") << "too large";
    }
    void damageIsRefusedWithAReason()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, why);
        const QString message = refusal(text.replace('\'', '"').toStdString(), ErrorCode::BadFormat);
        QVERIFY2(message.contains(why) && message.contains("town.nectar"), qPrintable(message));
    }

    void everyTruncationIsRefused()
    {
        const std::string text = projectToJson(full(), m_root);
        for (std::size_t length = 0; length + 2 < text.size(); ++length)
            refusal(text.substr(0, length), ErrorCode::BadFormat);
    }

    void aNameThatIsNoTextDoesNotLoseTheRest()
    {
        Project project = full();
        project.view.picture = m_root / "mine/\xff.jpg";
        writeProject(m_root / "mine/town.nectar", project);
        Project back = readProject(m_root / "mine/town.nectar");
        QVERIFY(back.view.picture != project.view.picture);
        back.view.picture = project.view.picture;
        QVERIFY(back == project);
    }

    void aSessionComesBackAsItWas()
    {
        const Session session{full(), m_root / "mine/town.nectar", true};
        writeSession(m_root / "session.json", session);
        QVERIFY(readSession(m_root / "session.json") == session);
        writeFile(m_root / "session.json", "{\"file\": 3}");
        QVERIFY_THROWS_EXCEPTION(Error, readSession(m_root / "session.json"));
    }

    void differencesAreSaidInWords()
    {
        const Project before = full();
        Project after = before;
        QVERIFY(projectDifferences(before, after).empty());
        after.labels.clicks.push_back({1, 3, 3, 1});
        after.reading.neighbours = 30;
        after.reading.leftOut.clear();
        QCOMPARE(
            projectDifferences(before, after),
            (std::vector<std::string>{"30 neighbours instead of 5", "0 prompt images are left out", "1 click more"}));
        after = before;
        after.labels.clicks[0].x = 3;
        QCOMPARE(projectDifferences(before, after), std::vector<std::string>{"other clicks"});
        after = before;
        after.view = {};
        QVERIFY(projectDifferences(before, after).empty());
        QCOMPARE(projectDifferences({}, before).front(), std::string("the bank town.bank"));
    }

private:
    Project full() const
    {
        Project project;
        project.bank = m_root / "banks/town.bank";
        project.reading = {Task::Depth, 5, 0.07f, {"images/a.jpg", "images/ä b.jpg"}};
        project.labels = {{m_root / "mine/data/street.jpg", "/somewhere/else.png"},
                          {"street.jpg", "else.png"},
                          {"other", "sky", "road"},
                          {{0, 17.5f, 8, 1}, {1, 3, 4, 2}, {0, 100, 8, 0}},
                          0.625f};
        project.view = {m_root / "mine/data/street.jpg", {77, 78}, {m_root / "mine/new.jpg"}, "label"};
        return project;
    }
    QString refusal(const std::string& text, ErrorCode code) const
    {
        try {
            projectFromJson(text, m_root, m_root / "town.nectar");
        } catch (const Error& error) {
            if (error.code() == code)
                return QString::fromUtf8(error.what());
            QTest::qFail(error.what(), __FILE__, __LINE__);
            return {};
        }
        QTest::qFail("it was not refused", __FILE__, __LINE__);
        return {};
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

QTEST_GUILESS_MAIN(TestProject)
#include "tst_project.moc"
