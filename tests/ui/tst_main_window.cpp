// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/presenters/picture_texts.h"
#include "ui/views/build_form.h"
#include "ui/views/message_bar.h"
#include "ui/views/start_page.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSet>
#include <QSignalSpy>
#include <QSlider>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextEdit>
#include <QToolButton>

using namespace nectar;

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyActionHasANameAndATooltip();
    void noTwoActionsShareAShortcut();
    void everyControlHasAnAccessibleName();
    void theStartPageOffersThreeChoices();
    void aDroppedFolderOpensTheForm();
    void aDroppedBankOpensAndADroppedPictureIsAsked();
    void aMissingFileIsSaidInTheMessageBar();
    void slidersActOnThePrediction();
    void gTogglesTruthAndPThePrediction();
    void theTaskSwitchFollowsTheBank();
    void theStatusBarFollowsTheLayerUnderARestingPointer();
    void aClickOnThePicturePinsAndEscLetsGo();
    void savingIsOfferedForWhatIsShown();
    void theVotersAreCopiedAsCsv();
    void theThemeIsRemembered();
    void theOpacityIsRemembered();
    void recentFilesAreOnTheStartPage();

private:
    QString settingsFile() { return m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)); }
    void drop(MainWindow& window, const QString& path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &event);
    }
    SmallTown m_town;
    int m_count = 0;
};

void TestMainWindow::everyActionHasANameAndATooltip()
{
    StudioBench studio(settingsFile());
    int named = 0;
    for (const QAction* action : studio.window.findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (action->isSeparator() || action->text().isEmpty())
            continue;
        QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
        QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
        ++named;
    }
    QVERIFY(named > 20);
}

void TestMainWindow::noTwoActionsShareAShortcut()
{
    StudioBench studio(settingsFile());
    QSet<QString> seen;
    for (const QAction* action : studio.window.findChildren<QAction*>()) {
        const QString keys = action->shortcut().toString();
        if (keys.isEmpty())
            continue;
        QVERIFY2(!seen.contains(keys), qPrintable(keys));
        seen.insert(keys);
    }
}

void TestMainWindow::everyControlHasAnAccessibleName()
{
    StudioBench studio(settingsFile());
    for (const char* page : {"showShortcuts", "showGlossary", "about"})
        studio.find<QAction>(page)->trigger(); // their windows are children too
    int checked = 0;
    for (const QWidget* widget : studio.window.findChildren<QWidget*>()) {
        const bool control = qobject_cast<const QAbstractButton*>(widget) ||
                             qobject_cast<const QAbstractSlider*>(widget) ||
                             qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
                             qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractItemView*>(widget) ||
                             qobject_cast<const QTabBar*>(widget) || qobject_cast<const ImageView*>(widget) ||
                             qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget);
        // Parts that Qt puts into its own controls speak through them.
        const bool ofQt = widget->objectName().startsWith(QStringLiteral("qt_")) ||
                          qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) ||
                          qobject_cast<const QComboBox*>(widget->parentWidget()) ||
                          qobject_cast<const QLineEdit*>(widget->parentWidget()) ||
                          qobject_cast<const QTabBar*>(widget->parentWidget()) || widget->inherits("QScrollBar") ||
                          widget->inherits("QToolBarExtension") || widget->inherits("QComboBoxPrivateContainer") ||
                          widget->inherits("QComboBoxListView") || widget->inherits("QMenuBarExtension");
        if (!control || ofQt)
            continue;
        QString name = widget->accessibleName();
        if (name.isEmpty())
            if (const auto* button = qobject_cast<const QToolButton*>(widget))
                name = button->text(); // made by a tool bar for an action
        QVERIFY2(!name.isEmpty(), qPrintable(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
                                             widget->objectName()));
        ++checked;
    }
    QVERIFY(checked > 25);
}

void TestMainWindow::theStartPageOffersThreeChoices()
{
    StudioBench studio(settingsFile());
    for (const char* name : {"tryDemo", "startOpenDataset", "startOpenBank"}) {
        const auto* choice = studio.find<QAbstractButton>(name);
        QVERIFY(choice && choice->isVisible() && choice->isEnabled());
    }
    QVERIFY(!studio.find<QWidget>("toolBar")->isVisible()); // nothing on it would act yet
}

void TestMainWindow::aDroppedFolderOpensTheForm()
{
    StudioBench studio(settingsFile());
    QSignalSpy ready(&studio.build, &BuildBankPresenter::reviewReady);
    drop(studio.window, m_town.folder());
    auto* form = studio.find<BuildFormView>("buildForm");
    QVERIFY(form->isVisible());
    QVERIFY(ready.wait(20'000));
    QCOMPARE(form->values().folder, m_town.folder());
    QCOMPARE(form->values().split, QStringLiteral("train"));
    QVERIFY(studio.find<QAbstractButton>("buildSubmit")->isEnabled());
}

void TestMainWindow::aDroppedBankOpensAndADroppedPictureIsAsked()
{
    StudioBench studio(settingsFile());
    drop(studio.window, m_town.bank());
    QVERIFY(studio.settle());
    QVERIFY(studio.window.inspectPage()->isVisible());
    drop(studio.window, m_town.prompt());
    QVERIFY(studio.settle());
    QTRY_VERIFY(!imageNote(studio.query).isEmpty());
}

void TestMainWindow::aMissingFileIsSaidInTheMessageBar()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(QStringLiteral("/no/such/town.bank"));
    const auto* bar = studio.find<MessageBar>("messageBar");
    QVERIFY(bar->isVisible());
    QVERIFY(bar->shown().text.contains(QStringLiteral("/no/such/town.bank")));
}

void TestMainWindow::slidersActOnThePrediction()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    studio.find<QAction>("fewerNeighbours")->trigger();
    QVERIFY(studio.settle());
    QCOMPARE(studio.query.shown().options.neighbours, 24);
    QTest::keyClick(studio.canvas(), Qt::Key_BracketRight);
    QVERIFY(studio.settle());
    QCOMPARE(studio.query.shown().options.neighbours, 30);
    QTest::keyClick(studio.canvas(), Qt::Key_Minus);
    QVERIFY(studio.settle());
    QCOMPARE(studio.query.shown().options.temperature, 0.016f);
}

void TestMainWindow::gTogglesTruthAndPThePrediction()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    CanvasPane* pane = studio.window.inspectPage()->canvas();
    QTest::keyClick(studio.canvas(), Qt::Key_G);
    QCOMPARE(pane->shown(), CanvasPane::Shown::Truth);
    QVERIFY(studio.find<QAction>("showTruth")->isChecked());
    QTest::keyClick(studio.canvas(), Qt::Key_G);
    QCOMPARE(pane->shown(), CanvasPane::Shown::Prediction);
    QTest::keyClick(studio.canvas(), Qt::Key_P);
    QCOMPARE(pane->shown(), CanvasPane::Shown::Photo);
    QTest::keyClick(studio.canvas(), Qt::Key_P);
    QCOMPARE(pane->shown(), CanvasPane::Shown::Prediction);
}

void TestMainWindow::theTaskSwitchFollowsTheBank()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    studio.find<QAction>("switchTask")->trigger();
    QVERIFY(studio.settle());
    QVERIFY(studio.find<QWidget>("depthLegend")->isVisible());
    QVERIFY(!studio.find<QWidget>("classLegend")->isVisible());
    QVERIFY(studio.find<QAction>("saveDepth")->isEnabled());
    QVERIFY(!studio.find<QAction>("saveMask")->isEnabled());
}

void TestMainWindow::theStatusBarFollowsTheLayerUnderARestingPointer()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    QTest::mouseMove(studio.canvas(), studio.pointOfPatch(studio.query.shown().photo.grid.count() - 1));
    const auto* facts = studio.find<QLabel>("pixelFacts");
    QTRY_VERIFY(facts->text().contains(QStringLiteral("predicted: ")));
    QVERIFY2(!facts->text().endsWith(QStringLiteral(" m")), qPrintable(facts->text()));
    studio.find<QAction>("switchTask")->trigger();
    QVERIFY(studio.settle());
    QTRY_VERIFY2(facts->text().endsWith(QStringLiteral(" m")), qPrintable(facts->text()));
    studio.query.openImage(m_town.prompt());
    QTRY_VERIFY2(facts->text().startsWith(QStringLiteral("Point at a patch")), qPrintable(facts->text()));
}

void TestMainWindow::aClickOnThePicturePinsAndEscLetsGo()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    const int patch = studio.query.shown().photo.grid.cols + 2;
    QTest::mouseClick(studio.canvas(), Qt::LeftButton, {}, studio.pointOfPatch(patch));
    QCOMPARE(studio.query.evidence().pinnedPatch(), patch);
    QVERIFY(studio.query.evidence().neighbours().rowCount() > 0);
    QTest::keyClick(studio.canvas(), Qt::Key_Escape);
    QCOMPARE(studio.query.evidence().pinnedPatch(), -1);
}

void TestMainWindow::savingIsOfferedForWhatIsShown()
{
    StudioBench studio(settingsFile());
    QVERIFY(!studio.find<QAction>("saveOverlay")->isEnabled());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    QVERIFY(studio.find<QAction>("saveOverlay")->isEnabled());
    QVERIFY(studio.find<QAction>("saveMask")->isEnabled());
    QVERIFY(!studio.find<QAction>("saveDepth")->isEnabled());
}

void TestMainWindow::theVotersAreCopiedAsCsv()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    QTest::mouseClick(studio.find<QAbstractButton>("copyCsv"), Qt::LeftButton);
    const QString text = QApplication::clipboard()->text();
    QCOMPARE(text.count(QLatin1Char('\n')), 31); // a header and 30 voters
}

void TestMainWindow::theThemeIsRemembered()
{
    const QString file = settingsFile();
    {
        StudioBench studio(file);
        studio.find<QAction>("themeLight")->trigger();
    }
    SettingsPresenter settings(file);
    QCOMPARE(settings.theme(), SettingsPresenter::Theme::Light);
}

void TestMainWindow::theOpacityIsRemembered()
{
    const QString file = settingsFile();
    {
        StudioBench studio(file);
        studio.canvas()->setOpacity(0.3);
        studio.window.close();
    }
    StudioBench studio(file);
    QCOMPARE(studio.canvas()->opacity(), 0.3);
}

void TestMainWindow::recentFilesAreOnTheStartPage()
{
    const QString file = settingsFile();
    {
        StudioBench studio(file);
        studio.window.openPath(m_town.bank());
        QVERIFY(studio.settle());
    }
    StudioBench studio(file);
    QCOMPARE(studio.settings.recent(), QStringList{m_town.bank()});
    QSignalSpy requested(studio.find<StartPage>("startPage"), &StartPage::recentRequested);
    bool found = false;
    for (QAbstractButton* button : studio.find<StartPage>("startPage")->findChildren<QAbstractButton*>())
        if (button->accessibleName().contains(QStringLiteral("town.bank"))) {
            found = true;
            button->click();
        }
    QVERIFY(found);
    QVERIFY(studio.settle());
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
