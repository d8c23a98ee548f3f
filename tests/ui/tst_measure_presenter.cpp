// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/build_bank.h"
#include "core/pipeline/evaluate.h"
#include "tests/ui/query_bench.h"
#include "tests/ui/small_town.h"
#include "ui/convert/text.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/measure_values.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>

#include <numeric>

using namespace nectar;

namespace {

/// The small town's bank, open, and what measures it.
struct MeasureBench : QueryBench {
    QThreadPool batch;
    MeasurePresenter measure{&engine, &batch, query};
    QSignalSpy problems{&measure, &MeasurePresenter::problemOccurred};
    QSignalSpy results{&measure, &MeasurePresenter::measured};

    explicit MeasureBench(const QString& bank)
    {
        batch.setMaxThreadCount(1);
        open(bank);
        measure.prepare();
        looked();
    }
    ~MeasureBench()
    {
        measure.cancel();
        batch.waitForDone();
    }
    bool looked()
    {
        return QTest::qWaitFor([this] { return !measure.isLooking(); }, 30'000);
    }
    bool run(const QString& split)
    {
        measure.setSplit(split);
        measure.measure();
        return QTest::qWaitFor([this] { return !measure.isRunning(); }, 60'000);
    }
    Problem lastProblem() const { return problems.last().first().value<Problem>(); }
};

} // namespace

/// Measuring the open bank against labels; the figures themselves: tst_evaluate, tst_metrics, tst_picture_scores.
class TestMeasurePresenter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBanksOwnPicturesAreOffered()
    {
        MeasureBench bench(m_town.bank());
        const MeasureSource& source = bench.measure.source();
        QVERIFY(source.isTheBanks);
        QCOMPARE(source.folder, m_town.folder());
        QCOMPARE(bench.measure.split(), QStringLiteral("val"));
        QCOMPARE(source.chosen(QStringLiteral("val"))->pictures, qint64(1));
        QCOMPARE(source.chosen(QStringLiteral("query"))->text(), QStringLiteral("query, 2 pictures"));
        QCOMPARE(source.chosen(QStringLiteral("train"))->text(), QStringLiteral("train, 4 pictures of the bank"));
        QVERIFY(bench.measure.canMeasure());
        QVERIFY(!bench.measure.measurement());
    }

    void withoutABankNothingIsMeasured()
    {
        QueryBench bench;
        QThreadPool batch;
        MeasurePresenter measure(&bench.engine, &batch, bench.query);
        measure.chooseFolder(m_town.folder());
        QVERIFY(!measure.isLooking() && !measure.canMeasure());
        measure.measure();
        QVERIFY(!measure.isRunning());
    }

    void theValuesAreThoseOfTheEvaluation()
    {
        MeasureBench bench(m_town.bank());
        QVERIFY(bench.run(QStringLiteral("query")));
        const EvaluationReport report = evaluate(QStringLiteral("query"));
        const EvaluationCell& cell = report.cells.front();
        const Measurement& got = *bench.measure.measurement();
        QCOMPARE(got.images, qint64(2));
        QCOMPARE(got.labels->meanIou, cell.segmentation->meanIou);
        QCOMPARE(got.labels->pixelAccuracy, cell.segmentation->pixelAccuracy);
        QCOMPARE(got.depth->rmse, cell.depth->rmse);
        QCOMPARE(got.depth->absRel, cell.depth->absRel);
        QCOMPARE(got.depth->delta1, cell.depth->delta1);
        QCOMPARE(got.depth->log10, cell.depth->log10);
        QCOMPARE(got.labels->calibrationError, report.details->reliability.error);
        QCOMPARE(got.protocol, toQString(report.protocol));
        for (const MeasuredClass& entry : got.labels->classes)
            QCOMPARE(entry.iou, cell.segmentation->iou[static_cast<std::size_t>(entry.classIndex)]);
        const auto order = worstFirst(report.details->pictures, Task::Segmentation);
        QCOMPARE(got.labels->pictures.size(), qsizetype(2));
        for (qsizetype i = 0; i < 2; ++i)
            QCOMPARE(got.labels->pictures.at(i).score,
                     report.details->pictures[order[std::size_t(i)]].segmentation->meanIou);
        QVERIFY(got.labels->pictures[0].score <= got.labels->pictures[1].score);
        QVERIFY(got.depth->pictures[0].score >= got.depth->pictures[1].score);
    }

    void everyPixelIsInTheTableAndInTheHistogram()
    {
        MeasureBench bench(m_town.bank());
        QVERIFY(bench.run(QStringLiteral("query")));
        const LabelMeasurement& labels = *bench.measure.measurement()->labels;
        QCOMPARE(std::accumulate(labels.confusion.counts.begin(), labels.confusion.counts.end(), qint64(0)),
                 labels.pixels);
        qint64 counted = 0;
        for (const DepthErrorBar& bar : bench.measure.measurement()->depth->errors)
            counted += bar.count;
        QCOMPARE(counted, bench.measure.measurement()->depth->pixels);
        QVERIFY(counted > 0);
    }

    void classesThatDoNotOccurAreNamed()
    {
        MeasureBench bench(m_town.bank());
        QVERIFY(bench.run(QStringLiteral("val")));
        const LabelMeasurement& labels = *bench.measure.measurement()->labels;
        QCOMPARE(labels.classes.size() + labels.absent.size(), qsizetype(12));
        for (const QString& name : labels.absent) {
            const auto index = static_cast<int>(labels.confusion.names.indexOf(name));
            QCOMPARE(labels.confusion.truthPixels(index) + labels.confusion.predictedPixels(index), qint64(0));
        }
        for (const MeasuredClass& entry : labels.classes)
            QVERIFY(entry.truthPixels + entry.predictedPixels > 0);
    }

    void theCommandLinePrintsTheSame()
    {
        MeasureBench bench(m_town.bank());
        bench.query.voting().setNeighbours(7);
        bench.query.voting().setTemperature(0.0314159);
        QVERIFY(bench.settle());
        QVERIFY(bench.run(QStringLiteral("query")));
        const QString command = bench.measure.commandLine();
        QVERIFY(command.startsWith(QStringLiteral("nectar eval --bank ")));
        QProcess shell;
        shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral(NECTAR_PROGRAM) + command.mid(6) +
                                                                     QStringLiteral(" --json")});
        QVERIFY(shell.waitForFinished(60'000));
        const QJsonObject printed = QJsonDocument::fromJson(shell.readAllStandardOutput()).object();
        const QJsonObject shown = QJsonDocument::fromJson(bench.measure.measurement()->json.toUtf8()).object();
        for (const char* key : {"cells", "pictures", "confusion", "protocol", "split"}) {
            QVERIFY2(!printed.value(QLatin1String(key)).isUndefined(), key);
            QVERIFY2(printed.value(QLatin1String(key)) == shown.value(QLatin1String(key)), key);
        }
    }

    void cancellingKeepsWhatWasMeasuredBefore()
    {
        MeasureBench bench(m_town.bank());
        QVERIFY(bench.run(QStringLiteral("val")));
        const auto before = bench.measure.measurement();
        bench.results.clear();
        bench.measure.setSplit(QStringLiteral("query"));
        bench.measure.measure();
        QVERIFY(bench.measure.isRunning() && !bench.measure.canMeasure());
        bench.measure.cancel();
        QVERIFY(!bench.measure.isRunning());
        bench.batch.waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(bench.measure.measurement(), before);
        QCOMPARE(bench.results.size(), 0);
        QCOMPARE(bench.problems.size(), 0);
    }

    void cancellingAmongManyPicturesTakesNoSecond()
    {
        const QString folder = m_town.path(QStringLiteral("many"));
        copyQuery(folder, 400);
        MeasureBench bench(m_town.bank());
        bench.measure.chooseFolder(folder);
        QVERIFY(bench.looked());
        QSignalSpy progress(&bench.measure, &MeasurePresenter::progressed);
        bench.measure.measure();
        QTRY_VERIFY_WITH_TIMEOUT(bench.measure.progress().done > 0 && bench.measure.progress().phase == u"images",
                                 30'000); // the masks were looked at before
        QCOMPARE(bench.measure.progress().total, qint64(400));
        QElapsedTimer clock;
        clock.start();
        bench.measure.cancel();
        bench.batch.waitForDone();
        qInfo("cancelled at picture %lld of 400 in %lld ms", bench.measure.progress().done, clock.elapsed());
        QVERIFY(clock.elapsed() < 1000);
        QVERIFY(!bench.measure.measurement());
    }

    void aFolderWithoutLabelsIsRefusedAndTheFormerOneStays()
    {
        const QString bare = m_town.path(QStringLiteral("bare"));
        QDir().mkpath(bare + QStringLiteral("/images"));
        QFile::copy(m_town.query(), bare + QStringLiteral("/images/a.jpg"));
        MeasureBench bench(m_town.bank());
        bench.measure.chooseFolder(bare);
        QVERIFY(bench.looked());
        QCOMPARE(bench.problems.size(), 1);
        QVERIFY2(bench.lastProblem().text.contains(QStringLiteral("bare")), qPrintable(bench.lastProblem().text));
        QVERIFY(bench.measure.source().isTheBanks && bench.measure.canMeasure());
    }

    void aFolderOfOnesOwnIsMeasured()
    {
        const QString folder = m_town.path(QStringLiteral("own"));
        copyQuery(folder, 3);
        MeasureBench bench(m_town.bank());
        bench.measure.chooseFolder(folder);
        QVERIFY(bench.looked());
        QVERIFY(!bench.measure.source().isTheBanks);
        QVERIFY(bench.run(bench.measure.split()));
        QCOMPARE(bench.problems.size(), 0);
        QCOMPARE(bench.measure.measurement()->images, qint64(3));
        QVERIFY(!bench.measure.measurement()->depth); // it has none
        QCOMPARE(bench.measure.measurement()->labels->meanIou,
                 bench.measure.measurement()->labels->pictures.first().score); // thrice the same picture
        bench.measure.openPicture(0);
        QVERIFY(bench.settle());
        QVERIFY(!bench.query.shown().truth.isEmpty()); // comes along although it is not of the bank's data
        bench.query.openImage(m_town.query());
        QVERIFY(bench.settle());
        const auto ofTheBank = bench.query.shown().whole->truth;
        bench.measure.openPicture(1);
        QVERIFY(bench.settle());
        QVERIFY(bench.query.shown().whole->truth->ids == ofTheBank->ids); // its copy
    }

    void aClassThatTheBankDoesNotKnowIsNamed()
    {
        const QString folder = m_town.path(QStringLiteral("foreign"));
        copyQuery(folder, 1);
        QFile names(folder + QStringLiteral("/classes.txt"));
        QVERIFY(names.open(QIODevice::WriteOnly));
        for (int i = 0; i < 12; ++i)
            names.write(QByteArray("thing") + QByteArray::number(i) + '\n');
        names.close();
        MeasureBench bench(m_town.bank());
        bench.measure.chooseFolder(folder);
        QVERIFY(bench.looked());
        QVERIFY(bench.run(bench.measure.split()));
        QCOMPARE(bench.problems.size(), 1);
        QVERIFY2(bench.lastProblem().text.contains(QStringLiteral("thing")), qPrintable(bench.lastProblem().text));
        QVERIFY(!bench.measure.measurement());
    }

    void aSplitThatHasBecomeEmptyIsSaid()
    {
        const QString folder = m_town.path(QStringLiteral("vanishing"));
        copyQuery(folder, 1);
        MeasureBench bench(m_town.bank());
        bench.measure.chooseFolder(folder);
        QVERIFY(bench.looked());
        QVERIFY(bench.measure.canMeasure());
        QDir(folder + QStringLiteral("/images")).removeRecursively();
        QVERIFY(bench.run(bench.measure.split()));
        QCOMPARE(bench.problems.size(), 1);
        QVERIFY(!bench.lastProblem().title.isEmpty());
        QVERIFY(!bench.measure.measurement());
        QVERIFY(!bench.measure.source().chosen(QStringLiteral("no such split")));
        bench.measure.setSplit(QStringLiteral("no such split"));
        QVERIFY(bench.measure.split() != QStringLiteral("no such split"));
    }

    void aBankOfDepthAloneIsMeasuredByItsDepth()
    {
        BuildBankRequest request;
        request.data = pathFromQString(m_town.folder());
        request.bank.width = request.bank.height = 128;
        request.bank.tasks = {Task::Depth};
        request.output = pathFromQString(m_town.path(QStringLiteral("depth.bank")));
        buildBank(request, JobContext{});
        MeasureBench bench(m_town.path(QStringLiteral("depth.bank")));
        QVERIFY(bench.run(QStringLiteral("query")));
        const Measurement& got = *bench.measure.measurement();
        QVERIFY(!got.labels && got.depth);
        QCOMPARE(bench.measure.task(), Task::Depth);
        QVERIFY(got.headline().startsWith(QStringLiteral("RMSE ")));
        QVERIFY(got.confusionCsv().isEmpty());
        bench.measure.openPicture(0);
        QVERIFY(bench.settle());
        QCOMPARE(pathToQString(bench.query.shown().image->path), got.depth->pictures.first().path);
    }

    void theWorstPictureOpensAtItsWorstPatch()
    {
        MeasureBench bench(m_town.bank());
        QVERIFY(bench.run(QStringLiteral("query")));
        QVERIFY(!bench.measure.canStep(-1) && bench.measure.canStep(1));
        const EvaluationReport report = evaluate(QStringLiteral("query"));
        const auto order = worstFirst(report.details->pictures, Task::Segmentation);
        for (const std::size_t i : order) {
            bench.measure.step(1);
            QVERIFY(bench.settle());
            QCOMPARE(bench.query.shown().image->path, report.details->pictures[i].file);
            QCOMPARE(bench.query.evidence().pinnedPatch(), report.details->pictures[i].worstLabelPatch());
        }
        QVERIFY(!bench.measure.canStep(1));
        QVERIFY(bench.measure.fault().text.startsWith(QStringLiteral("Picture 2 of 2, the worst first: mIoU 0.")));
        bench.query.openImage(m_town.prompt());
        QVERIFY(bench.settle());
        QTRY_COMPARE(pathToQString(bench.query.shown().image->path), m_town.prompt());
        QVERIFY(bench.measure.fault().path.isEmpty()); // another picture is looked at
    }

    void aConfusionLeadsToItsPatches()
    {
        MeasureBench bench(m_town.bank());
        QVERIFY(bench.run(QStringLiteral("query")));
        const ConfusionTable& table = bench.measure.measurement()->labels->confusion;
        int checked = 0;
        for (int truth = 0; truth < table.classCount(); ++truth)
            for (int prediction = 0; prediction <= table.classCount(); ++prediction) {
                bench.measure.chooseCell(truth, prediction);
                qint64 pixels = 0;
                for (const ConfusedPatch& patch : bench.measure.examples())
                    pixels += patch.pixels;
                QCOMPARE(pixels, table.count(truth, prediction));
                checked += pixels > 0;
            }
        QVERIFY(checked > 5);
        const int truth = bench.measure.measurement()->labels->classes.first().classIndex;
        bench.measure.chooseCell(truth, table.largestError(truth));
        QVERIFY(!bench.measure.examples().isEmpty());
        const ConfusedPatch first = bench.measure.examples().first();
        bench.measure.openExample(0);
        QVERIFY(bench.settle());
        const CanvasPhoto& photo = bench.query.shown().photo;
        const RectF chosen =
            imageFromPatch(photo.grid, photo.size, patchAt(photo.grid, bench.query.evidence().pinnedPatch()));
        QCOMPARE(QPointF(double(chosen.x), double(chosen.y)),
                 QPointF(double(first.rectangle.x), double(first.rectangle.y)));
        QVERIFY(bench.query.evidence().neighbours().rowCount() > 0); // the entries that caused it
    }

    void otherSlidersMakeItOutOfDate()
    {
        MeasureBench bench(m_town.bank());
        QVERIFY(bench.run(QStringLiteral("val")));
        QVERIFY(!bench.measure.isOutdated());
        bench.query.voting().setNeighbours(5);
        QVERIFY(bench.measure.isOutdated());
        QVERIFY(bench.settle());
        QVERIFY(bench.run(QStringLiteral("val")));
        QVERIFY(!bench.measure.isOutdated());
        QCOMPARE(bench.measure.measurement()->neighbours, 5);
    }

    void promptImagesThatDoNotCountDoNotVote()
    {
        MeasureBench bench(m_town.bank());
        bench.query.voting().setPromptCounts(0, false);
        QVERIFY(bench.settle());
        QVERIFY(bench.run(QStringLiteral("query")));
        const Measurement& got = *bench.measure.measurement();
        QCOMPARE(got.leftOut, qint64(1));
        QCOMPARE(got.labels->meanIou, evaluate(QStringLiteral("query"), {0}).cells.front().segmentation->meanIou);
        QVERIFY(bench.measure.commandLine().isEmpty()); // it cannot leave them out
        bench.query.voting().countAllPrompts();
        QVERIFY(bench.measure.isOutdated());
    }

    void anotherBankForgetsTheMeasurement()
    {
        MeasureBench bench(m_town.bank());
        QVERIFY(bench.run(QStringLiteral("val")));
        bench.measure.chooseCell(0, 0);
        QVERIFY(bench.open(m_town.bank()));
        QVERIFY(!bench.measure.measurement());
        QVERIFY(bench.measure.source().isEmpty()); // looked for when it is asked for
        QCOMPARE(bench.measure.truthOfCell(), -1);
        QVERIFY(bench.measure.commandLine().isEmpty());
    }

private:
    EvaluationReport evaluate(const QString& split, std::vector<std::uint32_t> leftOut = {}) const
    {
        EvaluateRequest request;
        request.bank = pathFromQString(m_town.bank());
        request.data = pathFromQString(m_town.folder());
        request.split = fromQString(split);
        request.leftOut = std::move(leftOut);
        request.perImage = true;
        return evaluateBank(request, {});
    }

    /// A folder with labelled copies of a query picture.
    void copyQuery(const QString& folder, int copies) const
    {
        QDir().mkpath(folder + QStringLiteral("/images"));
        QDir().mkpath(folder + QStringLiteral("/masks"));
        const QDir masks(m_town.folder() + QStringLiteral("/query/masks"));
        const QString stem = QFileInfo(m_town.query()).completeBaseName();
        for (int i = 0; i < copies; ++i) {
            const QString name = QStringLiteral("/copy_%1").arg(i, 3, 10, QLatin1Char('0'));
            QFile::copy(m_town.query(), folder + QStringLiteral("/images") + name + QStringLiteral(".jpg"));
            QFile::copy(masks.filePath(stem + QStringLiteral(".png")),
                        folder + QStringLiteral("/masks") + name + QStringLiteral(".png"));
        }
        for (const QString& classes : QDir(m_town.folder()).entryList({QStringLiteral("classes.*")}))
            QFile::copy(m_town.folder() + QLatin1Char('/') + classes, folder + QLatin1Char('/') + classes);
    }

    SmallTown m_town;
};

QTEST_MAIN(TestMeasurePresenter)
#include "tst_measure_presenter.moc"
