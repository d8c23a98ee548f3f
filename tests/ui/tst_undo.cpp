// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"
#include "tests/ui/random_edits.h"
#include "tests/ui/small_town.h"
#include "ui/views/label_page.h"
#include "ui/views/option_slider.h"

#include <QAction>
#include <QDir>
#include <QSlider>

using namespace nectar;

/// One undo stack for everything that somebody changes.
class TestUndo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings.ini")));
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
    }
    void cleanup() { m_bench.reset(); }

    void aDragOfASliderIsOneStep()
    {
        for (const int k : {40, 60, 80})
            query().voting().setNeighbours(k);
        QCOMPARE(m_bench->undo.count(), 1);
        QVERIFY2(action("undo")->text().contains(QStringLiteral("80 voters")), qPrintable(action("undo")->text()));
        action("undo")->trigger();
        QCOMPARE(query().voting().options().neighbours, 30);
        QVERIFY(m_bench->settle());
        QCOMPARE(query().shown().options.neighbours, 30);
        action("redo")->trigger();
        QCOMPARE(query().voting().options().neighbours, 80);
    }

    void aDragBackToTheStartIsNoStep()
    {
        for (const int k : {40, 60, 30})
            query().voting().setNeighbours(k);
        QVERIFY(!m_bench->undo.canUndo());
    }

    void neighboursAndTemperatureAreStepsOfTheirOwn()
    {
        query().voting().setNeighbours(5);
        query().voting().setTemperature(0.1);
        QCOMPARE(m_bench->undo.count(), 2);
        action("undo")->trigger();
        QCOMPARE(query().voting().options().temperature, 0.02f);
        QCOMPARE(query().voting().options().neighbours, 5);
    }

    void theSlidersFollow()
    {
        const QList<OptionSlider*> sliders = m_bench->window.findChildren<OptionSlider*>();
        QCOMPARE(sliders.size(), 2);
        query().voting().setNeighbours(5);
        QCOMPARE(sliders[0]->value(), 5.);
        action("undo")->trigger();
        QCOMPARE(sliders[0]->value(), 30.);
        QCOMPARE(m_bench->undo.count(), 1); // following is no change
    }

    void aPromptImageLeftOutCountsAgain()
    {
        query().voting().setPromptCounts(1, false);
        QVERIFY(action("undo")->text().contains(query().promptImages().entry(1).name));
        QVERIFY(m_bench->settle());
        QVERIFY(!query().shown().leftOut.empty());
        QTest::keySequence(&m_bench->window, QKeySequence::Undo);
        QVERIFY(query().voting().leftOut().empty());
        QVERIFY(m_bench->settle());
        QVERIFY(query().shown().leftOut.empty());
        QTest::keySequence(&m_bench->window, QKeySequence::Redo);
        QCOMPARE(query().voting().leftOut(), std::vector<std::uint32_t>{1});
    }

    void whatWasOfAnotherBankIsPassedOver()
    {
        query().voting().setNeighbours(5);
        query().voting().setPromptCounts(1, false);
        const QString copy = m_town.path(QStringLiteral("copy.bank"));
        QFile::copy(m_town.bank(), copy);
        m_bench->window.openPath(copy);
        QTRY_COMPARE(query().bank().file, copy);
        QVERIFY(m_bench->settle());
        QVERIFY(query().voting().leftOut().empty());
        action("undo")->trigger();
        QVERIFY(query().voting().leftOut().empty());
        QCOMPARE(query().voting().options().neighbours, 30);
        QVERIFY(!action("undo")->isEnabled());
    }

    void undoGoesToThePageOfTheChange()
    {
        openPictures();
        m_bench->label.addClass(QStringLiteral("sky"));
        action("showInspect")->trigger();
        QVERIFY(!m_bench->window.labelPage()->isVisible());
        action("undo")->trigger();
        QVERIFY(m_bench->window.labelPage()->isVisible());
        QCOMPARE(m_bench->label.classes().size(), 1);
    }

    void addingPicturesIsTakenBackAndDoneAgain()
    {
        openPictures();
        const std::size_t count = m_bench->label.pictures().size();
        m_bench->label.addClass(QStringLiteral("sky"));
        m_bench->label.click(3);
        while (m_bench->undo.canUndo())
            action("undo")->trigger();
        QVERIFY(!m_bench->label.hasPictures());
        QTRY_VERIFY(m_bench->label.photo().levels.isEmpty());
        while (m_bench->undo.canRedo())
            action("redo")->trigger();
        QCOMPARE(m_bench->label.pictures().size(), count);
        QVERIFY(settleLabels());
        QCOMPARE(m_bench->label.clicksOf(1), 1);
        QTRY_VERIFY(m_bench->label.pictures()[0].shares.size() == 3 && m_bench->label.pictures()[0].shares[1] > 0);
    }

    void startingOverIsTakenBack()
    {
        openPictures();
        m_bench->label.addClass(QStringLiteral("sky"));
        m_bench->label.click(3);
        QVERIFY(settleLabels());
        const LabelMap before = *m_bench->label.labels().layer.labels;
        action("startOver")->trigger();
        QVERIFY(!m_bench->label.hasPictures() && m_bench->label.clicks().empty());
        action("undo")->trigger();
        QVERIFY(settleLabels());
        QCOMPARE(m_bench->label.clicksOf(1), 1);
        QTRY_VERIFY(m_bench->label.labels().layer.labels && *m_bench->label.labels().layer.labels == before);
    }

    void undoWhilePicturesAreReadIsNoMixUp()
    {
        m_bench->window.showLabelPage();
        m_bench->window.openPaths(pictures());
        QTRY_VERIFY(m_bench->label.hasPictures());
        action("undo")->trigger();
        action("redo")->trigger();
        action("undo")->trigger();
        QVERIFY(settleLabels());
        QVERIFY(!m_bench->label.hasPictures());
        action("redo")->trigger();
        QVERIFY(settleLabels());
        for (const LabelledPicture& picture : m_bench->label.pictures())
            QCOMPARE(picture.state, LabelledPicture::State::Ready);
    }

    /// Acceptance of issue 6.7: any commands, all taken back, are the project as it was.
    void fiveHundredRandomCommandsUndoneLeaveTheSameProject()
    {
        openPictures();
        m_bench->label.addClass(QStringLiteral("sky"));
        m_bench->label.click(3);
        query().voting().setPromptCounts(0, false);
        query().colours().setClassColour(QStringLiteral("class 1"), qRgb(1, 2, 3));
        const Hash before = projectHash(m_bench->project.project());
        const ColourChoice colours = query().colours().choice(); // neither they nor outlines are of the project
        const CanvasLook outlines = query().colours().outlines();
        const int start = m_bench->undo.index();
        for (const std::uint32_t seed : {1U, 2U, 3U}) {
            RandomEdits edits(*m_bench, seed);
            while (m_bench->undo.index() < start + 500) {
                edits.step();
                if (edits.below(3) == 0)
                    QCoreApplication::processEvents();
            }
            QVERIFY(projectHash(m_bench->project.project()) != before);
            while (m_bench->undo.index() > start)
                m_bench->project.undo();
            QCOMPARE(toHex(projectHash(m_bench->project.project())), toHex(before));
            QVERIFY(query().colours().choice() == colours && query().colours().outlines() == outlines);
        }
        qInfo("500 commands, three times: undone, the project's hash is %s as before, and so are colours and outlines",
              toHex(before).c_str());
    }

private:
    QueryPresenter& query() const { return m_bench->query; }
    QAction* action(const char* name) const { return m_bench->find<QAction>(name); }
    QStringList pictures() const
    {
        const QDir images(m_town.folder() + QStringLiteral("/train/images"));
        QStringList files;
        for (const QString& name : images.entryList(QDir::Files))
            files.append(images.filePath(name));
        return files;
    }
    bool settleLabels() const { return m_bench->settleLabels(); }
    void openPictures() const
    {
        m_bench->window.showLabelPage();
        m_bench->window.openPaths(pictures());
        QTRY_VERIFY(m_bench->label.hasPictures());
        QVERIFY(settleLabels());
        QTRY_VERIFY(!m_bench->label.photo().levels.isEmpty());
    }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_bench;
};

QTEST_MAIN(TestUndo)
#include "tst_undo.moc"
