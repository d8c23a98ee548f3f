// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/dataset/dataset.h"
#include "core/demo/toy_town.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace nectar;
namespace fs = std::filesystem;

namespace {

/// Asks to stop after some reports.
class StoppingSink final : public ProgressSink {
public:
    StoppingSink(std::stop_source& stop, int reports) : m_stop(stop), m_left(reports) {}
    void report(std::int64_t, std::int64_t, std::string_view) override
    {
        if (--m_left == 0)
            m_stop.request_stop();
    }

private:
    std::stop_source& m_stop;
    int m_left;
};

} // namespace

class TestToyTown : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void theWrittenSetOpensAsFolderPairs()
    {
        const fs::path folder = writeToyTown(root() / "town", small(), {});
        const Dataset dataset = openDataset(detectDataset(folder, {}).recipe, {});
        QCOMPARE(dataset.samples("train").size(), std::size_t(3));
        QCOMPARE(dataset.samples("val").size(), std::size_t(1));
        QCOMPARE(dataset.samples("query").size(), std::size_t(2));
        QVERIFY(dataset.has(Task::Segmentation) && dataset.has(Task::Depth));
        QVERIFY(dataset.classes().classes[2].colour == toyTownClasses().classes[2].colour);
        const ToyScene expected = renderToyScene(7, 0, small().size, {});
        const LoadedSample loaded = loadSample(dataset, dataset.samples("train")[0]);
        QVERIFY(loaded.labels == expected.labels);
        for (std::size_t i = 0; i < expected.depth.metres.size(); ++i) {
            const float metres = expected.depth.metres[i];
            const float read = loaded.depth->metres[i];
            QVERIFY(std::isnan(metres) ? std::isnan(read) : std::abs(read - metres) <= 0.000501f);
        }
    }

    void aSecondCallWritesNothing()
    {
        writeToyTown(root() / "town", small(), {});
        const auto before = fs::last_write_time(root() / "town/classes.txt");
        fs::remove(root() / "town/README.txt");
        writeToyTown(root() / "town", small(), {});
        QVERIFY(fs::last_write_time(root() / "town/classes.txt") == before && !fs::exists(root() / "town/README.txt"));
    }

    void whatIsMissingIsWrittenAndTheRestLeftAlone()
    {
        writeToyTown(root() / "town", small(), {});
        const std::string mask = readFile(root() / "town/train/masks/street_001.png");
        fs::remove_all(root() / "town/train");
        fs::remove(root() / "town/classes.txt");
        writeFile(root() / "town/val/masks/street_003.png", "edited");
        writeToyTown(root() / "town", small(), {});
        QCOMPARE(readFile(root() / "town/train/masks/street_001.png"), mask);
        QVERIFY(fs::exists(root() / "town/train/images/street_002.jpg") && fs::exists(root() / "town/classes.txt"));
        QCOMPARE(readFile(root() / "town/val/masks/street_003.png"), std::string("edited"));
    }

    void aFileInThePlaceIsCalledAFile()
    {
        for (const char* contents : {"", "precious"}) {
            writeFile(root() / "town", contents);
            try {
                writeToyTown(root() / "town", small(), {});
                QFAIL("written over a file");
            } catch (const Error& error) {
                QVERIFY2(QByteArray(error.what()).contains("it is a file; name a folder"), error.what());
            }
            QCOMPARE(readFile(root() / "town"), std::string(contents));
        }
    }

    void otherOptionsReplaceTheFolder()
    {
        writeToyTown(root() / "town", small(), {});
        const std::string before = readFile(root() / "town/train/masks/street_000.png");
        ToyTownOptions other = small();
        other.seed = 8;
        other.prompts = 1;
        writeToyTown(root() / "town/", other, {});
        QVERIFY(readFile(root() / "town/train/masks/street_000.png") != before);
        QVERIFY(!fs::exists(root() / "town/train/masks/street_002.png"));
        QCOMPARE(entries(), std::vector<std::string>{"town"});
    }

    void aStoppedCallLeavesNothing_data()
    {
        QTest::addColumn<int>("reports");
        QTest::newRow("after the first picture") << 2;
        QTest::newRow("before the folder is put in place") << 6;
    }
    void aStoppedCallLeavesNothing()
    {
        QFETCH(int, reports);
        std::stop_source stop;
        StoppingSink sink(stop, reports);
        QVERIFY_THROWS_EXCEPTION(Cancelled, writeToyTown(root() / "town", small(), JobContext{stop.get_token(), sink}));
        QVERIFY(fs::is_empty(root()));
    }

    void aStoppedReplacementLeavesTheOldFolder()
    {
        writeToyTown(root() / "town", small(), {});
        const std::string before = readFile(root() / "town/train/masks/street_000.png");
        std::stop_source stop;
        StoppingSink sink(stop, 3);
        ToyTownOptions other = small();
        other.seed = 8;
        QVERIFY_THROWS_EXCEPTION(Cancelled, writeToyTown(root() / "town", other, JobContext{stop.get_token(), sink}));
        QCOMPARE(readFile(root() / "town/train/masks/street_000.png"), before);
        QCOMPARE(entries(), std::vector<std::string>{"town"});
    }

    void twoAtOnceWriteOneFolder()
    {
        configureThreads(2);
        parallelFor(2, 1, {}, [&](std::int64_t, std::int64_t) { writeToyTown(root() / "town", small(), {}); });
        configureThreads(0);
        QCOMPARE(entries(), std::vector<std::string>{"town"});
        const Dataset dataset = openDataset(detectDataset(root() / "town", {}).recipe, {});
        QCOMPARE(dataset.samples("train").size(), std::size_t(3));
    }

    void whatAKilledProgramLeftIsRemoved()
    {
        fs::create_directories(root() / "town.writing-999999999-abcdef/town/train"); // no process has this number
        writeToyTown(root() / "town", small(), {});
        QCOMPARE(entries(), std::vector<std::string>{"town"});
    }

    void someoneElsesFolderIsLeftAlone()
    {
        writeFile(root() / "mine.txt", "precious");
        QVERIFY_THROWS_EXCEPTION(Error, writeToyTown(root(), small(), {}));
        QCOMPARE(readFile(root() / "mine.txt"), std::string("precious"));
    }

    void classColoursAreToldApart()
    {
        const ClassTable table = toyTownClasses();
        QCOMPARE(table.count(), 12);
        for (const ClassEntry& a : table.classes)
            for (const ClassEntry& b : table.classes) {
                const int distance = std::abs(a.colour->r - b.colour->r) + std::abs(a.colour->g - b.colour->g) +
                                     std::abs(a.colour->b - b.colour->b);
                QVERIFY(a.rawId == b.rawId || distance >= 60);
            }
    }

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    std::vector<std::string> entries() const
    {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(root()))
            names.push_back(entry.path().filename().string());
        return names;
    }
    static ToyTownOptions small() { return {7, 3, 1, 2, {64, 64}}; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestToyTown)
#include "tst_toy_town.moc"
