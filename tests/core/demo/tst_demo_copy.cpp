// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/demo/toy_town.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nectar;
namespace fs = std::filesystem;

/// The user's copy of the demo's pictures, which can be removed because it can be made again.
class TestDemoCopy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CACHE_HOME", m_folder->path().toUtf8());
        m_cache = fs::path(m_folder->path().toStdString()) / "nectar";
    }

    void withoutACopyNothingIsCountedOrRemoved()
    {
        QCOMPARE(demoDatasetBytes({}), std::int64_t{0});
        removeDemoDataset({});
        QVERIFY(!fs::exists(m_cache));
    }

    void onlyTheCopyIsRemoved()
    {
        writeCopy();
        makeFolder(m_cache / "demo");
        makeFolder(m_cache / "deps/starter");
        writeFile(m_cache / "demo/toytown-starter.bank", "a bank");
        writeFile(m_cache / "deps/starter/model.safetensors", "weights");
        QCOMPARE(demoDatasetBytes({}), std::int64_t{5 + 7});
        removeDemoDataset({});
        QVERIFY(!fs::exists(m_cache / "toy-town"));
        QCOMPARE(demoDatasetBytes({}), std::int64_t{0});
        QVERIFY(fs::exists(m_cache / "demo/toytown-starter.bank"));
        QVERIFY(fs::exists(m_cache / "deps/starter/model.safetensors"));
    }

    void aFolderThatSomebodyElseMadeStays()
    {
        makeFolder(m_cache / "toy-town");
        writeFile(m_cache / "toy-town/mine.png", "mine");
        QCOMPARE(demoDatasetBytes({}), std::int64_t{0});
        removeDemoDataset({});
        QVERIFY(fs::exists(m_cache / "toy-town/mine.png"));
    }

    void aLinkInTheCopyIsNotFollowed()
    {
        writeCopy();
        makeFolder(m_cache / "elsewhere");
        writeFile(m_cache / "elsewhere/mine.png", "mine");
        fs::create_directory_symlink(m_cache / "elsewhere", m_cache / "toy-town/linked");
        removeDemoDataset({});
        QVERIFY(!fs::exists(m_cache / "toy-town"));
        QVERIFY(fs::exists(m_cache / "elsewhere/mine.png"));
    }

    void aStopLeavesWhatIsStillOurs()
    {
        writeCopy();
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, removeDemoDataset(JobContext{stop.get_token()}));
        QVERIFY(fs::exists(m_cache / "toy-town" / kTownStamp));
    }

private:
    void writeCopy() const
    {
        makeFolder(m_cache / "toy-town/train/images");
        writeFile(m_cache / "toy-town" / kTownStamp, "stamp");
        writeFile(m_cache / "toy-town/train/images/a.jpg", "picture");
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_cache;
};

QTEST_GUILESS_MAIN(TestDemoCopy)
#include "tst_demo_copy.moc"
