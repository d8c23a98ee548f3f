// SPDX-License-Identifier: Apache-2.0
#include "core/memory/memory_builder.h"
#include "tests/ui/small_town.h"
#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/build_requests.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace nectar;

namespace {

struct Bench {
    QThreadPool engine, batch;
    BuildBankPresenter build{&engine, &batch};

    Bench()
    {
        engine.setMaxThreadCount(1);
        batch.setMaxThreadCount(1);
    }
    ~Bench()
    {
        build.pause();
        engine.waitForDone();
        batch.waitForDone();
    }
};

} // namespace

class TestBuildPresenter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReviewSaysWhatWasRecognised();
    void formatsAreNamedForPeople();
    void anEmptyFolderFailsTheReviewWithAReason();
    void onlyTheNewestReviewIsAnswered();
    void aBuildReportsPicturesCoverageAndTheBank();
    void cancelLeavesNothingBehind();
    void pauseKeepsWhatWasReadAndTheSameBuildFinishes();
    void anExistingBankIsNotReplacedUnasked();
    void aPartialFileOfAnotherBuildIsReplaced();

private:
    BuildForm form(const QString& output) const
    {
        BuildForm values;
        values.folder = m_town.folder();
        values.side = 128;
        values.output = m_town.path(output);
        return values;
    }
    SmallTown m_town;
};

void TestBuildPresenter::aReviewSaysWhatWasRecognised()
{
    Bench bench;
    QSignalSpy ready(&bench.build, &BuildBankPresenter::reviewReady);
    bench.build.review(form(QStringLiteral("a.bank")));
    QVERIFY(ready.wait(20'000));
    const BuildReview& review = bench.build.reviewed();
    QCOMPARE(review.split, QStringLiteral("train"));
    QCOMPARE(review.images, 4);
    QCOMPARE(review.classes, 12);
    QCOMPARE(review.dataTasks.size(), 2);
    QCOMPARE(review.format, QStringLiteral("a folder of images, masks and depth maps"));
    QVERIFY(!review.notes.isEmpty());
    QVERIFY(review.patches > 0 && review.bankBytes > 0 && review.diskBytes >= review.bankBytes &&
            review.memoryBytes > 0);
}

void TestBuildPresenter::formatsAreNamedForPeople()
{
    const QList<Task> labels{Task::Segmentation}, depth{Task::Depth};
    QCOMPARE(formatText(QStringLiteral("folder-pairs"), labels), QStringLiteral("a folder of images and masks"));
    QCOMPARE(formatText(QStringLiteral("my-recipe"), depth), QStringLiteral("a folder of images and depth maps"));
    QCOMPARE(formatText(QStringLiteral("voc2012"), labels), QStringLiteral("PASCAL VOC 2012, with images and masks"));
    QCOMPARE(formatText(QStringLiteral("sevenscenes"), depth),
             QStringLiteral("the 7-Scenes form, with images and depth maps"));
}

void TestBuildPresenter::anEmptyFolderFailsTheReviewWithAReason()
{
    QDir().mkpath(m_town.path(QStringLiteral("empty")));
    BuildForm values = form(QStringLiteral("a.bank"));
    values.folder = m_town.path(QStringLiteral("empty"));
    Bench bench;
    QSignalSpy failed(&bench.build, &BuildBankPresenter::reviewFailed);
    bench.build.review(values);
    QVERIFY(failed.wait(20'000));
    QVERIFY(!failed.first().first().value<Problem>().title.isEmpty());
}

void TestBuildPresenter::onlyTheNewestReviewIsAnswered()
{
    Bench bench;
    QSignalSpy ready(&bench.build, &BuildBankPresenter::reviewReady);
    for (int i = 0; i < 10; ++i)
        bench.build.review(form(QStringLiteral("a.bank")));
    QVERIFY(ready.wait(20'000));
    bench.engine.waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(ready.size(), 1);
}

void TestBuildPresenter::aBuildReportsPicturesCoverageAndTheBank()
{
    Bench bench;
    QSignalSpy finished(&bench.build, &BuildBankPresenter::finished);
    QSignalSpy pictures(&bench.build, &BuildBankPresenter::pictureRead);
    bench.build.build(form(QStringLiteral("whole.bank")));
    QVERIFY(bench.build.isRunning());
    QVERIFY(finished.wait(30'000));
    QCOMPARE(finished.first().first().toString(), m_town.path(QStringLiteral("whole.bank")));
    QVERIFY(QFileInfo::exists(m_town.path(QStringLiteral("whole.bank"))));
    QCOMPARE(pictures.size(), 4);
    for (const QList<QVariant>& picture : pictures)
        QVERIFY2(QFileInfo::exists(picture.first().toString()), qPrintable(picture.first().toString()));
    QCOMPARE(bench.build.progress().imagesDone, 4);
    QCOMPARE(bench.build.progress().coverage.size(), 12);
    QVERIFY(bench.build.progress().residentBytes > 0);
    QVERIFY(!bench.build.isRunning());
}

void TestBuildPresenter::cancelLeavesNothingBehind()
{
    Bench bench;
    const QString output = m_town.path(QStringLiteral("cancelled.bank"));
    QSignalSpy stopped(&bench.build, &BuildBankPresenter::stopped);
    QSignalSpy problems(&bench.build, &BuildBankPresenter::problemOccurred);
    bench.build.build(form(QStringLiteral("cancelled.bank")));
    QElapsedTimer timer;
    timer.start();
    bench.build.cancel();
    QVERIFY(stopped.wait(5'000));
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!bench.build.canContinue());
    QVERIFY(!QFileInfo::exists(output));
    QVERIFY(!QFileInfo::exists(pathToQString(partialPath(pathFromQString(output)))));
    QCOMPARE(problems.size(), 0);
}

void TestBuildPresenter::pauseKeepsWhatWasReadAndTheSameBuildFinishes()
{
    Bench bench;
    QSignalSpy stopped(&bench.build, &BuildBankPresenter::stopped);
    QSignalSpy finished(&bench.build, &BuildBankPresenter::finished);
    connect(&bench.build, &BuildBankPresenter::pictureRead, &bench.build, &BuildBankPresenter::pause);
    bench.build.build(form(QStringLiteral("paused.bank")));
    QTRY_VERIFY_WITH_TIMEOUT(!stopped.isEmpty() || !finished.isEmpty(), 30'000);
    if (finished.isEmpty()) { // a small build may be over before the pause arrives
        const auto partial = partialPath(pathFromQString(m_town.path(QStringLiteral("paused.bank"))));
        QVERIFY(QFileInfo::exists(pathToQString(partial)));
        disconnect(&bench.build, &BuildBankPresenter::pictureRead, nullptr, nullptr);
        QVERIFY(bench.build.canContinue());
        bench.build.continuePaused();
        QVERIFY(!bench.build.canContinue());
        QVERIFY(finished.wait(30'000));
    }
    QVERIFY(QFileInfo::exists(m_town.path(QStringLiteral("paused.bank"))));
}

void TestBuildPresenter::anExistingBankIsNotReplacedUnasked()
{
    Bench bench;
    const QString bank = m_town.bank();
    const QDateTime before = QFileInfo(bank).lastModified();
    QSignalSpy problems(&bench.build, &BuildBankPresenter::problemOccurred);
    BuildForm values = form(QStringLiteral("town.bank"));
    bench.build.build(values);
    QTRY_COMPARE_WITH_TIMEOUT(problems.size(), 1, 10'000);
    QCOMPARE(QFileInfo(bank).lastModified(), before);
}

void TestBuildPresenter::aPartialFileOfAnotherBuildIsReplaced()
{
    const auto partial = partialPath(pathFromQString(m_town.path(QStringLiteral("other.bank"))));
    QFile file(pathToQString(partial));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("NECTARP1" + QByteArray(24, '\x7f')); // the header of a log with another configuration
    file.close();
    Bench bench;
    QSignalSpy finished(&bench.build, &BuildBankPresenter::finished);
    bench.build.build(form(QStringLiteral("other.bank")));
    QVERIFY(finished.wait(30'000));
}

QTEST_MAIN(TestBuildPresenter)
#include "tst_build_presenter.moc"
