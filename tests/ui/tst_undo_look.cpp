// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/presenters/colour_presenter.h"

#include <QAction>
#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSlider>
#include <QSplitter>

using namespace nectar;

/// Colours, outlines and the layout are taken back like everything else, and kept as undo left them.
class TestUndoLook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_settings = m_town.path(QStringLiteral("settings%1.ini").arg(m_count++));
        m_bench = std::make_unique<StudioBench>(m_settings);
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
    }
    void cleanup() { m_bench.reset(); }

    void theColourOfAClassIsTakenBackAndDoneAgain()
    {
        const QString name = query().shown().legend.at(0).area.name;
        const int classIndex = query().shown().legend.at(0).classIndex;
        const QRgb before = query().shown().classColours.at(classIndex), wanted = qRgb(1, 200, 3);
        colours().setClassColour(name, wanted);
        QVERIFY2(action("undo")->text().endsWith(QStringLiteral("colour of ") + name),
                 qPrintable(action("undo")->text()));
        action("undo")->trigger();
        QCOMPARE(query().shown().classColours.at(classIndex), before);
        QVERIFY(colours().choice().own.isEmpty());
        action("redo")->trigger();
        QCOMPARE(query().shown().classColours.at(classIndex), wanted);
    }

    void aDragOfAColourIsOneStepOfItsClass()
    {
        for (const int red : {10, 20, 30})
            colours().setClassColour(QStringLiteral("sky"), qRgb(red, 0, 0));
        for (const int red : {40, 50})
            colours().setClassColour(QStringLiteral("road"), qRgb(red, 0, 0));
        QCOMPARE(m_bench->undo.count(), 2);
        action("undo")->trigger();
        QCOMPARE(colours().choice().own.size(), 1);
        QCOMPARE(colours().choice().own.value(QStringLiteral("sky")), qRgb(30, 0, 0));
    }

    void aDragThatEndsWhereItBeganIsNoStep()
    {
        colours().setOutlines({0.85, 5, false, false});
        colours().setOutlines({0.85, 1, false, false});
        QVERIFY(!m_bench->undo.canUndo());
    }

    void ownColoursTakenBackComeAgain()
    {
        colours().setClassColour(QStringLiteral("sky"), qRgb(1, 2, 3));
        colours().setClassColour(QStringLiteral("road"), qRgb(4, 5, 6));
        const ColourChoice before = colours().choice();
        action("forgetClassColours")->trigger();
        QVERIFY(colours().choice().own.isEmpty());
        action("undo")->trigger();
        QVERIFY(colours().choice() == before);
        QVERIFY(action("forgetClassColours")->isEnabled());
    }

    void everyChoiceIsAStepWithAName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("safe") << QStringLiteral("colours safe for colour blindness");
        QTest::newRow("depth") << QStringLiteral("colours of depth");
        QTest::newRow("reversed") << QStringLiteral("reversing the colours of depth");
        QTest::newRow("each") << QStringLiteral("a range each for truth and prediction");
        QTest::newRow("fixed") << QStringLiteral("colours from 1.5 to 8 m");
        QTest::newRow("width") << QStringLiteral("outlines 4 px wide");
        QTest::newRow("patterns") << QStringLiteral("showing patterns");
        QTest::newRow("names") << QStringLiteral("showing names");
        QTest::newRow("several") << QStringLiteral("colours and outlines");
    }
    void everyChoiceIsAStepWithAName()
    {
        QFETCH(const QString, text);
        const QString row = QString::fromLatin1(QTest::currentDataTag());
        const ColourChoice before = colours().choice();
        const CanvasLook outlines = colours().outlines();
        choose(row);
        QCOMPARE(m_bench->undo.count(), 1);
        QCOMPARE(m_bench->undo.undoText(), text);
        const ColourChoice after = colours().choice();
        const CanvasLook outlinesAfter = colours().outlines();
        QVERIFY(after != before || outlinesAfter != outlines);
        action("undo")->trigger();
        QVERIFY(colours().choice() == before && colours().outlines() == outlines);
        action("redo")->trigger();
        QVERIFY(colours().choice() == after && colours().outlines() == outlinesAfter);
    }

    void thePanelFollows()
    {
        action("showLook")->trigger();
        m_bench->find<QCheckBox>("patterns")->setChecked(true);
        for (const int width : {3, 4, 6})
            m_bench->find<QSlider>("outlineWidth")->setValue(width);
        QCOMPARE(m_bench->undo.count(), 2);
        action("undo")->trigger();
        QCOMPARE(m_bench->find<QSlider>("outlineWidth")->value(), 1);
        QCOMPARE(m_bench->canvas()->overlayStyle().outlineWidth, 1);
        action("undo")->trigger();
        QVERIFY(!m_bench->find<QCheckBox>("patterns")->isChecked());
        QVERIFY(!action("classPatterns")->isChecked());
        QCOMPARE(m_bench->undo.count(), 2); // following is no change
        m_bench->find<QWidget>("lookPanel")->close();
    }

    void metresTypedOneAfterTheOtherAreOneStep()
    {
        query().voting().setTask(Task::Depth);
        QVERIFY(m_bench->settle());
        m_bench->undo.clear();
        action("showLook")->trigger();
        auto* range = m_bench->find<QComboBox>("depthRange");
        range->setCurrentIndex(2);
        Q_EMIT range->activated(2);
        const ColourChoice fixed = colours().choice();
        for (const double metres : {30., 31., 32.})
            m_bench->find<QDoubleSpinBox>("farMetres")->setValue(metres);
        QCOMPARE(m_bench->undo.count(), 2);
        action("undo")->trigger();
        QVERIFY(colours().choice() == fixed);
        QCOMPARE(m_bench->find<QDoubleSpinBox>("farMetres")->value(), fixed.farMetres);
        action("undo")->trigger();
        QVERIFY(colours().choice() == ColourChoice{});
        m_bench->find<QWidget>("lookPanel")->close();
    }

    void opacityAndHiddenClassesAreNoSteps()
    {
        colours().setOutlines({0.2, 1, false, false});
        QCOMPARE(colours().outlines().outlineOpacity, 0.2);
        m_bench->canvas()->setOpacity(0.9);
        query().legend().toggleShown(query().shown().legend.at(0).classIndex);
        query().legend().toggleOnly(query().shown().legend.at(1).classIndex);
        QVERIFY(!m_bench->undo.canUndo());
    }

    void onlyWhatAStepChangedIsTakenBack()
    {
        colours().setClassColour(QStringLiteral("sky"), qRgb(1, 2, 3));
        Look kept{colours().choice(), colours().outlines()};
        kept.colours.own.insert(QStringLiteral("road"), qRgb(4, 5, 6)); // from elsewhere, as from imported settings
        kept.outlines.outlineOpacity = 0.3;
        colours().restore(kept);
        action("undo")->trigger();
        QCOMPARE(colours().choice().own.size(), 1);
        QCOMPARE(colours().choice().own.value(QStringLiteral("road")), qRgb(4, 5, 6));
        QCOMPARE(colours().outlines().outlineOpacity, 0.3);
    }

    void theSettingsKeepWhatUndoLeft()
    {
        action("safeColours")->trigger();
        action("classNames")->trigger();
        action("thickerOutlines")->trigger();
        action("undo")->trigger();
        m_bench.reset();
        const StudioBench again(m_settings);
        QVERIFY(again.query.colours().choice().classes == ColourChoice::Classes::Safe);
        QVERIFY((again.query.colours().outlines() == CanvasLook{0.85, 1, false, true}));
        QVERIFY(!again.undo.canUndo()); // what was found is no step
    }

    void aProjectIsNotChangedByColoursAlone()
    {
        QVERIFY(m_bench->project.save(m_town.path(QStringLiteral("work.nectar"))));
        action("safeColours")->trigger();
        QVERIFY(!m_bench->project.hasChanges() && !m_bench->window.isWindowModified());
        query().voting().setNeighbours(5);
        action("classNames")->trigger();
        QVERIFY(m_bench->project.hasChanges());
        QVERIFY(m_bench->window.isWindowModified());
        action("undo")->trigger();
        action("undo")->trigger();
        QVERIFY(!m_bench->project.hasChanges() && !m_bench->window.isWindowModified());
    }

    void theFirstLayoutIsTakenBack()
    {
        auto* splitter = m_bench->window.inspectPage()->splitter();
        action("resetLayout")->trigger();
        m_bench->undo.clear();
        const QList<int> first = splitter->sizes();
        splitter->setSizes({first[0] + 60, first[1] - 120, first[2] + 60});
        const QList<int> own = splitter->sizes();
        QVERIFY(own != first);
        action("resetLayout")->trigger();
        QCOMPARE(splitter->sizes(), first);
        QVERIFY(action("undo")->text().endsWith(QStringLiteral("resetting the layout")));
        action("undo")->trigger();
        QCOMPARE(splitter->sizes(), own);
        action("redo")->trigger();
        QCOMPARE(splitter->sizes(), first);
    }

    void theFirstLayoutAgainIsNoStep()
    {
        action("resetLayout")->trigger();
        m_bench->undo.clear();
        action("resetLayout")->trigger();
        QVERIFY(!m_bench->undo.canUndo());
    }

private:
    void choose(const QString& row)
    {
        ColourChoice choice = colours().choice();
        CanvasLook outlines = colours().outlines();
        if (row == QStringLiteral("safe") || row == QStringLiteral("several"))
            choice.classes = ColourChoice::Classes::Safe;
        if (row == QStringLiteral("depth") || row == QStringLiteral("several"))
            choice.depth = QStringLiteral("grey");
        choice.reversed = row == QStringLiteral("reversed");
        if (row == QStringLiteral("each"))
            choice.range = ColourChoice::Range::Each;
        if (row == QStringLiteral("fixed")) {
            choice.range = ColourChoice::Range::Fixed;
            choice.nearMetres = 1.5;
            choice.farMetres = 8;
        }
        outlines.outlineWidth = row == QStringLiteral("width") ? 4 : 1;
        outlines.hasPatterns = row == QStringLiteral("patterns");
        outlines.hasNames = row == QStringLiteral("names");
        colours().setChoice(choice);
        colours().setOutlines(outlines);
    }
    QueryPresenter& query() const { return m_bench->query; }
    ColourPresenter& colours() const { return m_bench->query.colours(); }
    QAction* action(const char* name) const { return m_bench->find<QAction>(name); }

    SmallTown m_town;
    QString m_settings;
    int m_count = 0;
    std::unique_ptr<StudioBench> m_bench;
};

QTEST_MAIN(TestUndoLook)
#include "tst_undo_look.moc"
