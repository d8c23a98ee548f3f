// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/file_dialogs.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/views/command_palette.h"
#include "ui/views/help_dialog.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QSignalSpy>

#include <memory>

using namespace nectar;

/// The eight jobs, with keys alone: nothing here touches a pointer, calls an action or sets a focus.
class TestKeyboard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_studio.reset(); }
    void aDataSetIsOpened();
    void aBankIsBuilt();
    void aPatchIsExplained();
    void thePredictionIsReadByLayers();
    void itIsComparedWithTheTruthAndMeasured();
    void parametersAreChangedAndTakenBack();
    void theWorkIsSavedAndExported();
    void commandsAndHelpAreFound();

private:
    /// Where the keys go: to what has popped up, as the window system has it.
    static QWidget* focus()
    {
        const QWidget* popup = QApplication::activePopupWidget();
        return popup ? popup->focusWidget() : QApplication::focusWidget();
    }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QVERIFY2(focus(), "nothing has the focus");
        QTest::keyClick(focus(), key, modifiers);
    }
    static void type(const QString& text) { QTest::keyClicks(focus(), text); }
    /// Walks from control to control; false: there is no way to it.
    static bool tabTo(const char* name)
    {
        for (int i = 0; i < 120; ++i) {
            if (!focus())
                return false;
            if (focus()->objectName() == QLatin1String(name))
                return true;
            press(Qt::Key_Tab);
        }
        return false;
    }
    SmallTown m_town;
    std::unique_ptr<StudioBench> m_studio;
};

void TestKeyboard::initTestCase()
{
    m_studio = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings.ini")));
    QVERIFY(QTest::qWaitForWindowActive(&m_studio->window));
}

/// A window manager gives the keys back to the window when a dialog is gone.
void TestKeyboard::init()
{
    m_studio->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_studio->window));
}

void TestKeyboard::aDataSetIsOpened()
{
    QSignalSpy reviewed(&m_studio->build, &BuildBankPresenter::reviewReady);
    answerNextFileDialog(this, m_town.folder());
    QTest::keyClick(&m_studio->window, Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(!reviewed.isEmpty());
    QVERIFY(m_studio->find<QWidget>("buildForm")->isVisible());
}

void TestKeyboard::aBankIsBuilt()
{
    QVERIFY(tabTo("buildSubmit"));
    press(Qt::Key_Space);
    QTRY_VERIFY(m_studio->build.isRunning());
    QVERIFY(m_studio->settle());
    QVERIFY(m_studio->window.inspectPage()->isVisible());
}

void TestKeyboard::aPatchIsExplained()
{
    QVERIFY(tabTo("imageView"));
    press(Qt::Key_Escape);
    QCOMPARE(m_studio->query.evidence().pinnedPatch(), -1);
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    const int patch = m_studio->query.evidence().pinnedPatch();
    QVERIFY(patch >= 0);
    QVERIFY(m_studio->query.evidence().neighbours().rowCount() > 0);
    press(Qt::Key_Down);
    QCOMPARE(m_studio->query.evidence().pinnedPatch(), patch + m_studio->query.shown().photo.grid.cols);
}

void TestKeyboard::thePredictionIsReadByLayers()
{
    const CanvasPane* canvas = m_studio->window.inspectPage()->canvas();
    press(Qt::Key_C);
    QCOMPARE(canvas->shown(), CanvasPane::Shown::Confidence);
    press(Qt::Key_P);
    QCOMPARE(canvas->shown(), CanvasPane::Shown::Prediction);
    const double opacity = m_studio->canvas()->opacity();
    press(Qt::Key_Up, Qt::AltModifier);
    QVERIFY(m_studio->canvas()->opacity() > opacity);
    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(m_studio->query.voting().task(), Task::Depth);
    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(m_studio->query.voting().task(), Task::Segmentation);
    QVERIFY(m_studio->settle());
}

void TestKeyboard::itIsComparedWithTheTruthAndMeasured()
{
    const CanvasPane* canvas = m_studio->window.inspectPage()->canvas();
    press(Qt::Key_G);
    QCOMPARE(canvas->shown(), CanvasPane::Shown::Truth);
    press(Qt::Key_D);
    QCOMPARE(canvas->shown(), CanvasPane::Shown::Difference);
    press(Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(m_studio->find<QAction>("measureNow")->isEnabled());
    press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(m_studio->measure.measurement() && !m_studio->measure.isRunning(), 60'000);
    press(Qt::Key_Escape);
    QVERIFY(m_studio->window.inspectPage()->isVisible());
}

void TestKeyboard::parametersAreChangedAndTakenBack()
{
    QVERIFY(tabTo("imageView"));
    const int voters = m_studio->query.voting().options().neighbours;
    press(Qt::Key_BracketLeft);
    QTRY_VERIFY(m_studio->query.voting().options().neighbours < voters);
    QVERIFY(m_studio->settle());
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(m_studio->query.voting().options().neighbours, voters);
    QVERIFY(m_studio->settle());
}

void TestKeyboard::theWorkIsSavedAndExported()
{
    const QString project = m_town.path(QStringLiteral("mine.nectar"));
    answerNextFileDialog(this, project);
    press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(QFile::exists(project));
    init();
    press(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = m_studio->find<QDialog>("exportDialog");
    QVERIFY(dialog);
    QTRY_COMPARE(QApplication::activeWindow(), dialog);
    QVERIFY(tabTo("exportFolder"));
    press(Qt::Key_A, Qt::ControlModifier);
    const QString folder = m_town.path(QStringLiteral("exported"));
    type(folder);
    QVERIFY(tabTo("exportWrite"));
    press(Qt::Key_Space);
    QTRY_VERIFY(!QDir(folder).entryList(QDir::Files).isEmpty());
    QTRY_VERIFY(!m_studio->find<QDialog>("exportDialog"));
}

void TestKeyboard::commandsAndHelpAreFound()
{
    QVERIFY(QTest::qWaitForWindowActive(&m_studio->window));
    press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(m_studio->window.findChild<CommandPalette*>()->isVisible());
    type(QStringLiteral("glossary"));
    press(Qt::Key_Return);
    QTRY_VERIFY(m_studio->find<HelpDialog>("glossary"));
    QTRY_COMPARE(QApplication::activeWindow(), m_studio->find<HelpDialog>("glossary"));
    press(Qt::Key_Escape);
    QTRY_VERIFY(!m_studio->find<HelpDialog>("glossary"));
}

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
