// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/dataset/dataset.h"
#include "core/image/image_files.h"
#include "tests/app/cli/program.h"
#include "tests/ui/small_town.h"
#include "ui/convert/text.h"
#include "ui/presenters/label_presenter.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace nectar;
namespace fs = std::filesystem;

/// Labels by clicking, without a window.
class TestLabelPresenter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<QThreadPool>();
        m_engine->setMaxThreadCount(1);
        m_label = std::make_unique<LabelPresenter>(m_engine.get());
    }
    void cleanup()
    {
        m_label.reset();
        m_engine->waitForDone();
    }

    void picturesAreReadAndTheFirstIsShown()
    {
        QSignalSpy photos(m_label.get(), &LabelPresenter::photoChanged);
        open(4);
        QCOMPARE(m_label->pictures().size(), std::size_t(4));
        for (const LabelledPicture& picture : m_label->pictures()) {
            QCOMPARE(picture.state, LabelledPicture::State::Ready);
            QCOMPARE(picture.size, (Size{160, 128}));
            QVERIFY(!picture.preview.isNull());
        }
        QCOMPARE(m_label->current(), 0);
        QCOMPARE(m_label->photo().levels.first().size(), QSize(160, 128));
        QVERIFY(photos.size() >= 1);
    }

    void noPictureIsListedTwice()
    {
        open(2);
        open(2);
        QCOMPARE(m_label->pictures().size(), std::size_t(2));
    }

    void aFolderGivesItsPicturesAndNotItsMasks()
    {
        m_label->addPictures({m_town.folder() + QStringLiteral("/train")});
        QVERIFY(settle());
        QCOMPARE(m_label->pictures().size(), std::size_t(4));
    }

    void twoDropsAtOnceBothCount()
    {
        m_label->addPictures({m_town.folder() + QStringLiteral("/train")});
        m_label->addPictures({m_town.query()}); // while the first are still looked for
        QVERIFY(settle());
        QCOMPARE(m_label->pictures().size(), std::size_t(5));
    }

    void anEmptyFolderIsNamed()
    {
        QDir().mkpath(m_town.path("nothing"));
        m_label->addPictures({m_town.path("nothing")});
        QVERIFY(problem().contains(QStringLiteral("nothing")));
    }

    void aBrokenPictureSaysWhyAndTheOthersAreRead()
    {
        writeFile(pathFromQString(m_town.path("broken.png")), "no picture");
        m_label->addPictures({m_town.path("broken.png"), m_town.prompt()});
        QVERIFY(settle());
        QCOMPARE(m_label->pictures()[0].state, LabelledPicture::State::Failed);
        QVERIFY(m_label->pictures()[0].problem.contains(QStringLiteral("broken.png")));
        QCOMPARE(m_label->pictures()[1].state, LabelledPicture::State::Ready);
        QCOMPARE(m_label->current(), 1);
    }

    void oneClickLabelsEveryPicture()
    {
        open(3);
        QCOMPARE(m_label->addClass(QStringLiteral("sky")), QString());
        QCOMPARE(m_label->activeClass(), 1);
        m_label->click(3);
        QVERIFY(settle());
        QCOMPARE(m_label->clicksOf(1), 1);
        QCOMPARE(m_label->clicksIn(0), 1);
        for (const LabelledPicture& picture : m_label->pictures()) {
            QCOMPARE(picture.shares.size(), std::size_t(3));
            QVERIFY(picture.shares[1] > 0);
            QVERIFY(std::abs(std::accumulate(picture.shares.begin(), picture.shares.end(), 0.) - 1) < 1e-9);
        }
        QCOMPARE(m_label->labels().layer.labels->size(), (Size{160, 128}));
        QCOMPARE(m_label->marks().size(), 1);
    }

    void withoutAClassNothingIsClicked()
    {
        open(1);
        m_label->click(3);
        QVERIFY(m_label->clicks().empty());
        m_label->setActiveClass(0); // other is always there
        m_label->click(3);
        QCOMPARE(m_label->clicksOf(0), 1);
    }

    void theSameClickAgainTakesItBackAndAnotherClassChangesIt()
    {
        open(1);
        m_label->addClass(QStringLiteral("sky"));
        m_label->click(3);
        m_label->addClass(QStringLiteral("road"));
        m_label->click(3);
        QCOMPARE(m_label->clicks().size(), std::size_t(1));
        QCOMPARE(m_label->clicks()[0].classIndex, std::uint16_t(2));
        m_label->click(3);
        QVERIFY(m_label->clicks().empty());
    }

    void undoAndRedoGiveTheSameLabels()
    {
        open(2);
        m_label->addClass(QStringLiteral("sky"));
        m_label->click(3);
        m_label->addClass(QStringLiteral("road"));
        m_label->click(75);
        m_label->click(78);
        QVERIFY(settle());
        const LabelMap before = *m_label->labels().layer.labels;
        const std::vector<double> shares = m_label->pictures()[1].shares;
        for (int i = 0; i < 4; ++i)
            m_label->undoStack().undo();
        QVERIFY(settle());
        QCOMPARE(m_label->classes().size(), 2);
        QCOMPARE(m_label->clicks().size(), std::size_t(0));
        while (m_label->undoStack().canRedo())
            m_label->undoStack().redo();
        QVERIFY(settle());
        QVERIFY(*m_label->labels().layer.labels == before);
        QCOMPARE(m_label->pictures()[1].shares, shares);
    }

    void manyChangesUndoneLeaveNothing()
    {
        open(2);
        m_label->addClass(QStringLiteral("sky"));
        m_label->click(3);
        const int start = m_label->undoStack().index();
        const std::vector<LabelClick> clicks = m_label->clicks();
        std::uint32_t state = 7;
        const auto below = [&state](int n) {
            state = state * 1664525 + 1013904223;
            return static_cast<int>(state >> 8) % n;
        };
        for (int i = 0; i < 500; ++i) {
            switch (below(8)) {
            case 0:
                m_label->addClass(QStringLiteral("class %1").arg(i));
                break;
            case 1:
                m_label->renameClass(below(5), QStringLiteral("name %1").arg(i));
                break;
            case 2:
                m_label->setThreshold(below(3) == 0 ? std::nullopt
                                                    : std::optional(static_cast<float>(below(100)) / 100));
                break;
            case 3:
                m_label->erase(below(80));
                break;
            case 4:
                m_label->setCurrent(below(2));
                break;
            default:
                m_label->setActiveClass(below(static_cast<int>(m_label->classes().size())));
                m_label->click(below(80));
            }
        }
        QVERIFY(m_label->undoStack().index() > start + 100);
        while (m_label->undoStack().index() > start)
            m_label->undoStack().undo();
        QVERIFY(settle());
        QVERIFY(m_label->clicks() == clicks);
        QCOMPARE(m_label->classes(), (QStringList{QStringLiteral("other"), QStringLiteral("sky")}));
        QVERIFY(!m_label->hasOwnThreshold());
    }

    void aNameThatCannotBeUsedIsExplained()
    {
        QVERIFY(!m_label->addClass(QStringLiteral("  ")).isEmpty());
        QVERIFY(!m_label->addClass(QStringLiteral("Other")).isEmpty());
        QVERIFY(!m_label->addClass(QStringLiteral("a.jpg")).isEmpty());
        QCOMPARE(m_label->addClass(QStringLiteral(" sky ")), QString());
        QVERIFY(!m_label->addClass(QStringLiteral("SKY")).isEmpty());
        QCOMPARE(m_label->addClass(QStringLiteral("road")), QString());
        QVERIFY(!m_label->renameClass(2, QStringLiteral("sky")).isEmpty());
        QCOMPARE(m_label->renameClass(2, QStringLiteral("street")), QString());
        QCOMPARE(m_label->classes().last(), QStringLiteral("street"));
        QCOMPARE(m_label->renameClass(0, QStringLiteral("rest")), QString()); // other keeps its name
        QCOMPARE(m_label->classes().first(), QStringLiteral("other"));
    }

    void aHigherThresholdKnowsLessAndADragIsOneStep()
    {
        open(2);
        m_label->addClass(QStringLiteral("sky"));
        m_label->click(3);
        const int steps = m_label->undoStack().index();
        m_label->setThreshold(-1.f);
        QVERIFY(settle());
        QCOMPARE(m_label->meanShares().back(), 0.);
        for (const float threshold : {0.9f, 0.95f, 0.999f})
            m_label->setThreshold(threshold);
        QVERIFY(settle());
        QVERIFY(m_label->meanShares().back() > 0.2);
        QCOMPARE(m_label->threshold(), 0.999f);
        QCOMPARE(m_label->undoStack().index(), steps + 1);
        m_label->undoStack().undo();
        QVERIFY(settle());
        QVERIFY(!m_label->hasOwnThreshold());
    }

    void whatIsSavedIsWhatTheCommandLineGives()
    {
        open(3);
        label();
        const QString folder = m_town.path("saved");
        save(folder, false);
        QVERIFY(!m_label->isUnsaved());
        const QString again = m_town.path("again");
        const ProgramResult result =
            runNectar({QStringLiteral("label"), QStringLiteral("--points"), folder + QStringLiteral("/clicks.csv"),
                       QStringLiteral("--classes"), folder + QStringLiteral("/classes.csv"), QStringLiteral("--data"),
                       folder + QStringLiteral("/images"), QStringLiteral("--out"), again},
                      m_town.path("home"));
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
        int masks = 0;
        for (const auto& entry : fs::recursive_directory_iterator(pathFromQString(folder) / "masks")) {
            if (!entry.is_regular_file())
                continue;
            const fs::path other =
                pathFromQString(again) / "masks" / fs::relative(entry.path(), pathFromQString(folder) / "masks");
            QVERIFY2(readFile(entry.path()) == readFile(other), other.c_str());
            ++masks;
        }
        QCOMPARE(masks, 3);
        QVERIFY(readFile(pathFromQString(folder) / "classes.csv") == readFile(pathFromQString(again) / "classes.csv"));
    }

    void whatIsSavedIsADataSet()
    {
        open(3);
        label();
        save(m_town.path("data"), false);
        const Dataset dataset = openDataset(detectDataset(pathFromQString(m_town.path("data")), {}).recipe, {});
        QCOMPARE(dataset.samples(dataset.promptSplit()).size(), std::size_t(3));
        QCOMPARE(dataset.classes().count(), 3);
    }

    void aFolderThatIsNotEmptyIsLeftAlone()
    {
        open(1);
        label();
        QDir().mkpath(m_town.path("full"));
        writeFile(pathFromQString(m_town.path("full/letter.txt")), "dear");
        m_label->save(m_town.path("full"), false);
        QVERIFY(problem().contains(QStringLiteral("full")));
        QVERIFY(m_label->isUnsaved());
        QCOMPARE(QDir(m_town.path("full")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("letter.txt")});
        save(m_town.path("full"), true);
    }

    void picturesOfOneNameGetMasksOfTheirOwn()
    {
        for (const char* name : {"one", "two"}) {
            QDir().mkpath(m_town.path(QLatin1String(name)));
            QFile::copy(m_town.prompt(), m_town.path(QLatin1String(name) + QStringLiteral("/same.png")));
        }
        m_label->addPictures({m_town.path("one/same.png"), m_town.path("two/same.png")});
        QVERIFY(settle());
        QCOMPARE(m_label->pictures()[0].name, QStringLiteral("same.png"));
        QCOMPARE(m_label->pictures()[1].name, QStringLiteral("same-2.png"));
    }

    void startingOverForgetsAllAndWorksAgain()
    {
        open(2);
        label();
        m_label->startOver();
        QVERIFY(!m_label->hasPictures() && m_label->clicks().empty());
        QCOMPARE(m_label->classes().size(), 1);
        open(1);
        label();
        QVERIFY(m_label->pictures()[0].shares[1] > 0);
    }

    void startingOverWhileReadingIsNoMixUp()
    {
        m_label->addPictures(paths(4));
        QTRY_VERIFY(m_label->hasPictures());
        m_label->startOver();
        QVERIFY(m_label->pictures().empty());
        open(2);
        QCOMPARE(m_label->pictures().size(), std::size_t(2));
    }

private:
    bool settle()
    {
        return QTest::qWaitFor(
            [this] {
                const auto& pictures = m_label->pictures();
                return !m_label->isBusy() && std::ranges::none_of(pictures, [](const LabelledPicture& picture) {
                    return picture.state == LabelledPicture::State::Waiting;
                });
            },
            60'000);
    }
    QStringList paths(int count) const
    {
        QStringList files;
        const QDir images(m_town.folder() + QStringLiteral("/train/images"));
        for (const QString& name : images.entryList(QDir::Files).mid(0, count))
            files.append(images.filePath(name));
        return files;
    }
    void open(int count)
    {
        m_label->addPictures(paths(count));
        QVERIFY(settle());
    }
    void label()
    {
        m_label->addClass(QStringLiteral("sky"));
        m_label->click(3);
        m_label->addClass(QStringLiteral("road"));
        m_label->click(75);
        QVERIFY(settle());
    }
    void save(const QString& folder, bool replace)
    {
        QSignalSpy saved(m_label.get(), &LabelPresenter::saved);
        m_label->save(folder, replace);
        QVERIFY(saved.size() == 1 || saved.wait(60'000));
    }
    QString problem()
    {
        QSignalSpy problems(m_label.get(), &LabelPresenter::problemOccurred);
        if (!problems.wait(60'000))
            return {};
        const auto problem = problems[0][0].value<Problem>();
        return problem.title + problem.text;
    }

    SmallTown m_town;
    std::unique_ptr<QThreadPool> m_engine;
    std::unique_ptr<LabelPresenter> m_label;
};

QTEST_GUILESS_MAIN(TestLabelPresenter)
#include "tst_label_presenter.moc"
