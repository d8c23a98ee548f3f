// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/text.h"
#include "ui/models/measure_models.h"
#include "ui/views/confusion_view.h"
#include "ui/views/elided_label.h"
#include "ui/views/fault_bar.h"
#include "ui/views/measure_charts.h"
#include "ui/views/measure_head.h"
#include "ui/views/measure_lists.h"
#include "ui/views/measure_page.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>

using namespace nectar;

/// Measuring in the real window: from the figure to the patches that caused it.
class TestMeasurePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings.ini"))); }
    void cleanup() { m_bench.reset(); }

    void withoutABankItIsSaidWhatToDo()
    {
        QVERIFY(!action("measureLabels")->isEnabled());
        QCOMPARE(action("measureLabels")->property("whyDisabled").toString(), QStringLiteral("open a bank first"));
    }

    void threeClicksGiveTheFigure()
    {
        openBank();
        auto* tool = toolButton("measureLabels");
        QVERIFY(tool && tool->isVisible());
        QTest::mouseClick(tool, Qt::LeftButton);
        QVERIFY(page()->isVisible());
        QVERIFY(label("measureEmpty")->isVisible());
        auto* splits = m_bench->find<QComboBox>("measureSplit");
        QTRY_COMPARE(splits->count(), 3);
        QCOMPARE(splits->currentText(), QStringLiteral("val, 1 picture"));
        QVERIFY(button("measureStart")->isEnabled());
        QTest::mouseClick(button("measureStart"), Qt::LeftButton);
        QVERIFY(button("measureCancelButton")->isVisible());
        QVERIFY(measured());
        QVERIFY(!button("measureCancelButton")->isVisible());
        QVERIFY(!label("measureEmpty")->isVisible());
        const QString headline = label("measureHeadline")->text();
        QCOMPARE(headline, m_bench->measure.measurement()->headline());
        QVERIFY(headline.contains(QStringLiteral("1 picture")) && headline.contains(QStringLiteral("protocol ours")));
    }

    void allOfItGoesByTheKeysAlone()
    {
        openBank();
        QTest::keyClick(&m_bench->window, Qt::Key_M, Qt::ControlModifier);
        QVERIFY(page()->isVisible());
        QTRY_VERIFY(action("measureNow")->isEnabled());
        QVERIFY(button("measureStart")->hasFocus());
        QTest::keyClick(&m_bench->window, Qt::Key_F5);
        QVERIFY(m_bench->measure.isRunning());
        QVERIFY(button("measureCancelButton")->hasFocus());
        QVERIFY(measured());
        QVERIFY(worst()->hasFocus());
        QTest::keyClick(page(), Qt::Key_Escape);
        QVERIFY(m_bench->window.inspectPage()->isVisible());
        QTest::keyClick(&m_bench->window, Qt::Key_M, Qt::ControlModifier);
        QVERIFY(page()->isVisible());
        QVERIFY(worst()->hasFocus());
        QTest::keyClick(worst(), Qt::Key_Home);
        QTest::keyClick(worst(), Qt::Key_Return);
        QVERIFY(m_bench->settle());
        QVERIFY(m_bench->window.inspectPage()->isVisible());
    }

    void aClickOnTheWorstPictureOpensItWithItsTruth()
    {
        measure(QStringLiteral("query"));
        QTest::mouseClick(worst()->viewport(), Qt::LeftButton, {},
                          worst()->visualRect(worst()->model()->index(0, 0)).center());
        QVERIFY(m_bench->settle());
        const MeasuredPicture& first = m_bench->measure.measurement()->labels->pictures.first();
        QCOMPARE(shownPath(), first.path);
        QVERIFY(m_bench->window.inspectPage()->isVisible());
        QCOMPARE(m_bench->window.inspectPage()->canvas()->shown(), CanvasPane::Shown::Truth);
        const CanvasPhoto& photo = m_bench->query.shown().photo;
        const auto patch =
            patchFromImage(photo.grid, photo.size, float(first.worstPoint.x()), float(first.worstPoint.y()));
        QVERIFY(patch.has_value());
        QCOMPARE(m_bench->query.evidence().pinnedPatch(), patchNumber(photo.grid, *patch));
        QVERIFY(m_bench->query.evidence().neighbours().rowCount() > 0);
    }

    void ctrlDownIsTheNextWorstAndTheBarLeadsBack()
    {
        measure(QStringLiteral("query"));
        const auto& pictures = m_bench->measure.measurement()->labels->pictures;
        for (const int expected : {0, 1}) {
            QTest::keyClick(&m_bench->window, Qt::Key_Down, Qt::ControlModifier);
            QVERIFY(m_bench->settle());
            QCOMPARE(shownPath(), pictures.at(expected).path);
        }
        QVERIFY(!action("nextWorst")->isEnabled());
        auto* bar = m_bench->window.findChild<FaultBar*>();
        QVERIFY(bar->isVisible());
        QVERIFY(label("faultText")->toolTip().isEmpty() || !label("faultText")->text().isEmpty());
        QVERIFY(!button("faultNext")->isEnabled());
        QTest::mouseClick(button("faultPrevious"), Qt::LeftButton);
        QVERIFY(m_bench->settle());
        QCOMPARE(shownPath(), pictures.first().path);
        QTest::mouseClick(button("faultBack"), Qt::LeftButton);
        QVERIFY(page()->isVisible() && !bar->isVisible());
        QCOMPARE(static_cast<MeasuredPictureModel*>(worst()->model())->current(), 0);
        QTest::keyClick(&m_bench->window, Qt::Key_M, Qt::ControlModifier);
        m_bench->query.openImage(m_town.prompt()); // another picture: the bar would speak of the wrong one
        QTRY_COMPARE(shownPath(), m_town.prompt());
        QVERIFY(!bar->isVisible());
    }

    void aCellOfTheTableLeadsToItsPatchesAndTheirEvidence()
    {
        measure(QStringLiteral("query"));
        const ConfusionTable& table = m_bench->measure.measurement()->labels->confusion;
        const auto [truth, prediction] = largestConfusion(table);
        QVERIFY(table.count(truth, prediction) > 0);
        QCOMPARE(patches()->model()->rowCount(), 0);
        QTest::mouseClick(confusion()->viewport(), Qt::LeftButton, {}, confusion()->pointOf(truth, prediction));
        QCOMPARE(m_bench->measure.truthOfCell(), truth);
        QCOMPARE(m_bench->measure.predictionOfCell(), prediction);
        QVERIFY(patches()->isVisible() && patches()->model()->rowCount() > 0);
        QVERIFY(cellText().startsWith(table.cellText(truth, prediction)));
        const ConfusedPatch example = m_bench->measure.examples().first();
        QTest::mouseClick(patches()->viewport(), Qt::LeftButton, {},
                          patches()->visualRect(patches()->model()->index(0, 0)).center());
        QVERIFY(m_bench->settle());
        QCOMPARE(shownPath(), example.path);
        QCOMPARE(m_bench->window.inspectPage()->canvas()->shown(), CanvasPane::Shown::Prediction);
        const CanvasPhoto& photo = m_bench->query.shown().photo;
        QCOMPARE(m_bench->query.evidence().pinnedPatch(),
                 patchNumber(photo.grid, *patchFromImage(photo.grid, photo.size, float(example.centre().x()),
                                                         float(example.centre().y()))));
        QVERIFY(m_bench->window.inspectPage()->evidence()->neighbourView()->model()->rowCount() > 0);
        QVERIFY(!button("faultNext")->isVisible()); // a patch has no next worst
    }

    void theKeysWalkTheTable()
    {
        measure(QStringLiteral("query"));
        confusion()->setFocus();
        QTest::keyClick(confusion(), Qt::Key_Right);
        QTest::keyClick(confusion(), Qt::Key_Down);
        QTest::keyClick(confusion(), Qt::Key_Down);
        const int truth = confusion()->currentTruth(), prediction = confusion()->currentPrediction();
        QVERIFY(truth != prediction);
        const ConfusionTable& table = m_bench->measure.measurement()->labels->confusion;
        QCOMPARE(confusion()->accessibleDescription(), table.cellText(truth, prediction));
        QCOMPARE(cellText(), table.cellText(truth, prediction));
        QCOMPARE(m_bench->measure.truthOfCell(), -1); // walking chooses nothing
        QTest::keyClick(confusion(), Qt::Key_Return);
        QCOMPARE(m_bench->measure.truthOfCell(), truth);
        QCOMPARE(m_bench->measure.predictionOfCell(), prediction);
    }

    void aClassLeadsToWhatItWasTakenFor()
    {
        measure(QStringLiteral("query"));
        auto* classes = m_bench->find<MeasuredClassView>("measuredClasses");
        const LabelMeasurement& labels = *m_bench->measure.measurement()->labels;
        QCOMPARE(classes->model()->rowCount(), labels.classes.size());
        QTest::mouseClick(classes->viewport(), Qt::LeftButton, {},
                          classes->visualRect(classes->model()->index(0, 0)).center());
        const int best = labels.classes.first().classIndex;
        QCOMPARE(m_bench->measure.truthOfCell(), best);
        QCOMPARE(m_bench->measure.predictionOfCell(), labels.confusion.largestError(best));
        m_bench->measure.chooseCell(-1, -1);
        classes->setFocus();
        QTest::keyClick(classes, Qt::Key_Return);
        QCOMPARE(m_bench->measure.truthOfCell(), best);
        if (!labels.absent.isEmpty())
            QVERIFY(label("absentClasses")->text().endsWith(labels.absent.join(QStringLiteral(", "))));
    }

    void depthHasItsOwnFiguresAndList()
    {
        measure(QStringLiteral("query"));
        auto* tabs = m_bench->find<QTabBar>("measureTasks");
        QVERIFY(tabs->isVisible());
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        QCOMPARE(m_bench->measure.task(), Task::Depth);
        auto* errors = m_bench->find<DepthErrorChart>("depthErrors");
        QVERIFY(errors->isVisible() && !confusion()->isVisible());
        QVERIFY(errors->accessibleDescription().contains(QStringLiteral("% of the pixels")));
        const auto* model = static_cast<MeasuredPictureModel*>(worst()->model());
        QCOMPARE(model->picture(0).path, m_bench->measure.measurement()->depth->pictures.first().path);
        QTest::keyClick(&m_bench->window, Qt::Key_Down, Qt::ControlModifier);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_bench->query.voting().task(), Task::Depth);
    }

    void everyFormOfTheResultIsCopied()
    {
        measure(QStringLiteral("query"));
        const Measurement& got = *m_bench->measure.measurement();
        const std::pair<const char*, QString> copies[] = {{"copyMeasureLine", got.headline()},
                                                          {"copyMeasureText", got.text},
                                                          {"copyMeasureJson", got.json},
                                                          {"copyClassesCsv", got.classesCsv()},
                                                          {"copyConfusionCsv", got.confusionCsv()},
                                                          {"copyPicturesCsv", got.picturesCsv()},
                                                          {"copyDepthCsv", got.depthCsv()},
                                                          {"copyEvalCommand", m_bench->measure.commandLine()}};
        for (const auto& [name, text] : copies) {
            QVERIFY2(action(name)->isEnabled() && !text.isEmpty(), name);
            action(name)->trigger();
            QCOMPARE(QApplication::clipboard()->text(), text);
        }
        action("showInspect")->trigger();
        QVERIFY(!action("copyMeasureText")->isEnabled()); // of what nobody sees
    }

    void chartsAndFiguresAreSaved_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("png") << "png" << QByteArray("\x89PNG");
        QTest::newRow("svg") << "svg" << QByteArray("<?xml");
        QTest::newRow("csv") << "csv" << QByteArray("class,iou,");
        QTest::newRow("json") << "json" << QByteArray("{");
        QTest::newRow("txt") << "txt" << QByteArray("Protocol ours");
    }
    void chartsAndFiguresAreSaved()
    {
        QFETCH(QString, ending);
        QFETCH(QByteArray, start);
        measure(QStringLiteral("query"));
        const QString file = m_town.path(QStringLiteral("measures.") + ending);
        QSignalSpy saved(&m_bench->measure, &MeasurePresenter::saved);
        answerDialog(file);
        action("saveMeasure")->trigger();
        QTRY_COMPARE(saved.size(), 1);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray contents = written.readAll();
        QVERIFY2(contents.startsWith(start), contents.left(40).constData());
        if (ending == QStringLiteral("png"))
            QCOMPARE(QImage::fromData(contents).size(), page()->charts()->size() * 2);
        if (ending == QStringLiteral("svg"))
            QVERIFY(contents.count("<path") + contents.count("<rect") > 100); // drawn, not a picture of it
    }

    void aFolderThatIsDroppedHereIsMeasuredOn()
    {
        openBank();
        action("measureLabels")->trigger();
        QTRY_VERIFY(m_bench->measure.source().isTheBanks);
        m_bench->window.openPaths({m_town.folder()});
        QTRY_VERIFY(!m_bench->measure.isLooking() && !m_bench->measure.source().isTheBanks);
        QVERIFY(page()->isVisible());
        QVERIFY(action("measureOwn")->isEnabled());
        action("measureNow")->trigger();
        QVERIFY(measured());
        QCOMPARE(m_bench->measure.measurement()->folder, m_town.folder());
        action("measureOwn")->trigger();
        QTRY_VERIFY(m_bench->measure.source().isTheBanks);
    }

    void changedSlidersAreSaid()
    {
        measure(QStringLiteral("val"));
        QVERIFY(!label("measureNotes")->text().contains(QStringLiteral("measure again")));
        m_bench->query.voting().setNeighbours(3);
        QTRY_VERIFY(label("measureNotes")->text().contains(QStringLiteral("measure again")));
        QVERIFY(label("measureNotes")->isVisible());
    }

    void thePageFitsASmallWindow()
    {
        measure(QStringLiteral("query"));
        const QSize least = m_bench->window.minimumSizeHint();
        QVERIFY2(least.width() <= 1024 && least.height() <= 640,
                 qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
    }

    void cancellingByTheButtonLeavesThePageReady()
    {
        openBank();
        action("measureLabels")->trigger();
        QTRY_VERIFY(button("measureStart")->isEnabled());
        QSemaphore built;
        m_bench->batch.start([&built] { built.acquire(); }); // as a build would, for long
        QTest::mouseClick(button("measureStart"), Qt::LeftButton);
        QCOMPARE(label("measureProgress")->text(), QStringLiteral("waiting for its turn"));
        QTest::mouseClick(button("measureCancelButton"), Qt::LeftButton);
        built.release();
        QVERIFY(!m_bench->measure.isRunning());
        QVERIFY(!button("measureCancelButton")->isVisible());
        QVERIFY(button("measureStart")->isEnabled());
        QVERIFY(label("measureEmpty")->isVisible());
    }

    void aTableOf150ClassesScrollsAndOneOf2Fits()
    {
        for (const int count : {2, 12, 150}) {
            ConfusionView view;
            view.resize(640, 480);
            ConfusionTable table;
            for (int c = 0; c < count; ++c) {
                table.names.append(QStringLiteral("class %1").arg(c));
                table.colours.append(qRgb(c, 255 - c, 128));
                for (int p = 0; p <= count; ++p)
                    table.counts.append(p == c ? 900 : p == (c + 1) % count ? 100 : 0);
            }
            view.setTable(table, {qRgb(0, 0, 0), qRgb(255, 255, 255)});
            view.show();
            view.setChosen(count - 1, count - 1); // scrolled to where it is
            const QPoint last = view.pointOf(count - 1, count - 1);
            QVERIFY(view.viewport()->rect().contains(last));
            QSignalSpy chosen(&view, &ConfusionView::cellChosen);
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, last);
            QCOMPARE(chosen.size(), 1);
            QCOMPARE(chosen.first().at(0).toInt(), count - 1);
            QCOMPARE(chosen.first().at(1).toInt(), count - 1);
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {2, 2}); // no cell there
            QCOMPARE(chosen.size(), 1);
        }
    }

    void theTableChangesColourWithTheTheme()
    {
        measure(QStringLiteral("query"));
        const QImage dark = confusion()->grab().toImage();
        const QString mutedInDark = themeColours(Theme::Dark).muted.name();
        m_bench->query.voting().setNeighbours(3);
        m_bench->measure.setTask(Task::Depth);
        auto* figures = m_bench->find<QLabel>("depthFigures");
        QVERIFY(figures->text().contains(mutedInDark));
        applyTheme(*qApp, ThemeChoice::Light);
        QTRY_VERIFY(!figures->text().contains(mutedInDark));
        QVERIFY(figures->text().contains(themeColours(Theme::Light).muted.name()));
        QTRY_VERIFY(label("measureNotes")->text().contains(themeColours(Theme::Light).warn.name()));
        m_bench->measure.setTask(Task::Segmentation);
        const QImage light = confusion()->grab().toImage();
        applyTheme(*qApp, ThemeChoice::Dark);
        QVERIFY(qGray(dark.pixel(2, dark.height() - 2)) < 80);
        QVERIFY(qGray(light.pixel(2, light.height() - 2)) > 200);
    }

    void theBarUnderThePointerIsSaid()
    {
        ReliabilityChart chart;
        chart.resize(300, 200);
        chart.setBins({{0, 0.5, 0.4, 0.25, 8}, {0.5, 1, 0.9, 0.75, 4}}, qRgb(90, 90, 200));
        QCOMPARE(chart.textAt({80, 100}), QStringLiteral("8 patches were 0 % to 50 % sure: 25 % of them were right"));
        QCOMPARE(chart.textAt({250, 100}),
                 QStringLiteral("4 patches were 50 % to 100 % sure: 75 % of them were right"));
        QVERIFY(chart.textAt({2, 2}).isEmpty());
        DepthErrorChart errors;
        errors.resize(300, 200);
        QVERIFY(errors.textAt({150, 100}).isEmpty()); // nothing measured
        errors.setErrors({{-1, 0, 1}, {0, 1, 3}}, qRgb(90, 90, 200));
        QCOMPARE(errors.textAt({250, 100}), QStringLiteral("Off by 0 m and more: 75.0 % of the pixels"));
    }

private:
    QAction* action(const char* name) const { return m_bench->find<QAction>(name); }
    QPushButton* button(const char* name) const { return m_bench->find<QPushButton>(name); }
    QLabel* label(const char* name) const { return m_bench->find<QLabel>(name); }
    QString cellText() const { return m_bench->find<ElidedLabel>("cellText")->fullText(); }
    MeasurePage* page() const { return m_bench->window.findChild<MeasurePage*>(); }
    ConfusionView* confusion() const { return page()->findChild<ConfusionView*>(); }
    MeasuredPictureView* worst() const { return page()->findChild<MeasuredPictureView*>(); }
    ConfusedPatchView* patches() const { return page()->findChild<ConfusedPatchView*>(); }
    QString shownPath() const { return pathToQString(m_bench->query.shown().image->path); }

    QToolButton* toolButton(const char* name) const
    {
        for (QToolButton* button : m_bench->window.findChildren<QToolButton*>())
            if (button->defaultAction() == action(name))
                return button;
        return nullptr;
    }

    void openBank()
    {
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
    }

    bool measured()
    {
        return QTest::qWaitFor([this] { return !m_bench->measure.isRunning(); }, 60'000) &&
               m_bench->measure.measurement();
    }

    void measure(const QString& split)
    {
        openBank();
        action("measureLabels")->trigger();
        QTRY_VERIFY(!m_bench->measure.isLooking());
        m_bench->measure.setSplit(split);
        action("measureNow")->trigger();
        QVERIFY(measured());
    }

    static std::pair<int, int> largestConfusion(const ConfusionTable& table)
    {
        std::pair<int, int> largest{0, 1};
        for (int truth = 0; truth < table.classCount(); ++truth)
            if (const int error = table.largestError(truth);
                error >= 0 && table.count(truth, error) > table.count(largest.first, largest.second))
                largest = {truth, error};
        return largest;
    }

    /// Types the name into the file dialog that opens next.
    static void answerDialog(const QString& file)
    {
        QTimer::singleShot(300, qApp, [file] {
            if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
                dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(file);
                QMetaObject::invokeMethod(dialog, "accept");
            }
        });
    }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_bench;
};

QTEST_MAIN(TestMeasurePage)
#include "tst_measure_page.moc"
