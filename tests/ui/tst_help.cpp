// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/models/command_list_model.h"
#include "ui/views/help_dialog.h"

#include <QAction>
#include <QImage>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBrowser>
#include <QToolBar>
#include <QUrl>

using namespace nectar;

/// The help pages, and that they are complete.
class TestHelp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyShortcutIsOnTheSheet();
    void theGlossaryExplainsTheWordsOfTheWindow();
    void theFirstStepsShowTheWindowAndNameOnlyWhatThereIs();
    void aboutNamesVersionAndLicences();
    void helpIsOpenedOnce();
    void everyToolIsInAMenu();

private:
    QString settingsFile() { return m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)); }
    SmallTown m_town;
    int m_count = 0;
};

void TestHelp::everyShortcutIsOnTheSheet()
{
    StudioBench studio(settingsFile());
    QVERIFY(QTest::qWaitForWindowActive(&studio.window));
    QTest::keyClick(&studio.window, Qt::Key_F1);
    const auto* sheet = studio.find<HelpDialog>("shortcutSheet");
    QVERIFY(sheet && sheet->isVisible());
    const QString text = sheet->findChild<QTextBrowser*>()->toPlainText();
    int keys = 0;
    for (const QAction* action : studio.window.findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly))
        for (const QKeySequence& sequence : action->shortcuts()) {
            QVERIFY2(text.contains(sequence.toString(QKeySequence::NativeText)), qPrintable(action->objectName()));
            ++keys;
        }
    QVERIFY(keys > 20);
    QVERIFY(text.contains(QStringLiteral("Hold O"))); // keys that no action has
}

void TestHelp::theGlossaryExplainsTheWordsOfTheWindow()
{
    StudioBench studio(settingsFile());
    studio.find<QAction>("showGlossary")->trigger();
    const QString text = studio.find<HelpDialog>("glossary")->findChild<QTextBrowser*>()->toPlainText();
    for (const char* word : {"prompt image", "patch", "feature", "bank", "neighbour", "similarity", "weight",
                             "temperature", "confidence", "void"})
        QVERIFY2(text.contains(QLatin1String(word)), word);
}

void TestHelp::theFirstStepsShowTheWindowAndNameOnlyWhatThereIs()
{
    StudioBench studio(settingsFile());
    studio.find<QAction>("showFirstSteps")->trigger();
    auto* page = studio.find<HelpDialog>("firstSteps")->findChild<QTextBrowser*>();
    const QString source = QRegularExpression(QStringLiteral("src=\"([^\"]+)\"")).match(page->toHtml()).captured(1);
    const QVariant picture = page->document()->resource(QTextDocument::ImageResource, QUrl(source));
    QVERIFY(!QImage::fromData(picture.toByteArray()).isNull() || !picture.value<QImage>().isNull());
    QVERIFY(!page->horizontalScrollBar()->isVisible());
    const QString text = page->toPlainText();
    for (const char* name : {"tryDemoAction", "openDataset", "buildBank", "labelPictures", "measureLabels",
                             "exportPicture", "predictFolder", "saveProject", "showCommands"}) {
        const QString command = withoutMnemonic(studio.find<QAction>(name)->text()).remove(QChar(0x2026));
        QVERIFY2(text.contains(command), qPrintable(command));
    }
}

void TestHelp::aboutNamesVersionAndLicences()
{
    StudioBench studio(settingsFile());
    studio.find<QAction>("about")->trigger();
    const QString text = studio.find<HelpDialog>("aboutNectar")->findChild<QTextBrowser*>()->toPlainText();
    for (const QString& part : {QStringLiteral("Apache License 2.0"), QStringLiteral("LGPL-3.0"),
                                QString::fromLatin1(qVersion()), QStringLiteral("LibTorch")})
        QVERIFY2(text.contains(part), qPrintable(part));
}

void TestHelp::helpIsOpenedOnce()
{
    StudioBench studio(settingsFile());
    studio.find<QAction>("showGlossary")->trigger();
    studio.find<QAction>("showGlossary")->trigger();
    QCOMPARE(studio.window.findChildren<HelpDialog*>().size(), 1);
    QTest::keyClick(studio.find<HelpDialog>("glossary"), Qt::Key_Escape);
    QTRY_COMPARE(studio.window.findChildren<HelpDialog*>().size(), 0);
}

void TestHelp::everyToolIsInAMenu()
{
    StudioBench studio(settingsFile());
    QList<QAction*> listed;
    for (const QMenu* menu : studio.window.menuBar()->findChildren<QMenu*>())
        listed += menu->actions();
    for (QAction* action : studio.find<QToolBar>("toolBar")->actions())
        if (!action->objectName().isEmpty())
            QVERIFY2(listed.contains(action), qPrintable(action->objectName()));
}

QTEST_MAIN(TestHelp)
#include "tst_help.moc"
