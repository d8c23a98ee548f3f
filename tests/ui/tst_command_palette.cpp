// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/views/command_palette.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>

using namespace nectar;

/// Every command by typing what one wants.
class TestCommandPalette : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsAreLookedForInTextMenuAndHelp();
    void theStartOfAWordCountsMost();
    void commandsThatCanDoNothingComeLast();
    void everyCommandOfTheMenusIsListed();
    void enterCarriesOutWhatIsChosen();
    void aCommandThatCanDoNothingSaysWhyAndStays();
    void nothingThatFitsIsNoAccident();
    void everyDisabledCommandHasAReason();

private:
    QString settingsFile() { return m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)); }
    static QListView* opened(StudioBench& studio);
    static QStringList shown(const QListView& list);
    SmallTown m_town;
    int m_count = 0;
};

QListView* TestCommandPalette::opened(StudioBench& studio)
{
    if (!QTest::qWaitForWindowActive(&studio.window))
        return nullptr;
    QTest::keyClick(&studio.window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    return studio.find<QListView>("commandList");
}

QStringList TestCommandPalette::shown(const QListView& list)
{
    QStringList texts;
    for (int row = 0; row < list.model()->rowCount(); ++row)
        texts.append(list.model()->index(row, 0).data().toString());
    return texts;
}

void TestCommandPalette::wordsAreLookedForInTextMenuAndHelp()
{
    const auto match = [](const char* typed) {
        return commandMatch(QLatin1String(typed), QStringLiteral("Save overlay…"), QStringLiteral("File"),
                            QStringLiteral("Save the picture with the prediction over it"));
    };
    QCOMPARE(match(""), 0);
    QVERIFY(match("save") > 0);
    QVERIFY(match("OVER sa") > 0); // any order and case, and beginnings
    QVERIFY(match("file") > 0);
    QVERIFY(match("prediction") > 0);
    QCOMPARE(match("save depth"), -1);
    QCOMPARE(match("x"), -1);
}

void TestCommandPalette::theStartOfAWordCountsMost()
{
    const auto match = [](const char* text) {
        return commandMatch(QStringLiteral("pa"), QLatin1String(text), QString(), QString());
    };
    QVERIFY(match("Next patch") > match("Company"));
    CommandListModel model;
    QAction inside(QStringLiteral("Company")), starts(QStringLiteral("Next &patch"));
    model.setCommands({{&inside, {}}, {&starts, {}}});
    QCOMPARE(model.action(0), &inside); // nothing typed: as in the menus
    model.setTyped(QStringLiteral("pa"));
    QCOMPARE(model.action(0), &starts);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("Next patch"));
}

void TestCommandPalette::commandsThatCanDoNothingComeLast()
{
    CommandListModel model;
    QAction off(QStringLiteral("Save mask")), on(QStringLiteral("Save depth")), hidden(QStringLiteral("Save all"));
    off.setEnabled(false);
    off.setProperty(kWhyDisabled, QStringLiteral("switch to classes first"));
    hidden.setVisible(false);
    model.setCommands({{&off, {}}, {&on, {}}, {&hidden, {}}});
    model.setTyped(QStringLiteral("save"));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.action(0), &on);
    QCOMPARE(model.index(1).data(CommandListModel::WhyDisabledRole).toString(),
             QStringLiteral("switch to classes first"));
    QVERIFY(model.index(0).data(CommandListModel::WhyDisabledRole).toString().isEmpty());
}

void TestCommandPalette::everyCommandOfTheMenusIsListed()
{
    StudioBench studio(settingsFile());
    const QListView* list = opened(studio);
    QVERIFY(list && list->isVisible());
    const QStringList texts = shown(*list);
    for (const char* text : {"Open bank…", "Dark", "Zoom in", "Glossary", "Quit"})
        QVERIFY2(texts.contains(QString::fromUtf8(text)), text);
    QVERIFY(!texts.contains(QString())); // no separator
}

void TestCommandPalette::enterCarriesOutWhatIsChosen()
{
    StudioBench studio(settingsFile());
    const QListView* list = opened(studio);
    QVERIFY(list);
    auto* line = studio.find<QLineEdit>("commandLine");
    QTest::keyClicks(line, QStringLiteral("theme dark"));
    QCOMPARE(shown(*list), QStringList{QStringLiteral("Dark")});
    line->setText(QStringLiteral("theme"));
    QCOMPARE(list->model()->rowCount(), 3);
    QTest::keyClick(line, Qt::Key_Down);
    QTest::keyClick(line, Qt::Key_Down);
    const QString chosen = list->currentIndex().data().toString();
    QTest::keyClick(line, Qt::Key_Enter);
    QVERIFY(!list->isVisible());
    QCOMPARE(chosen, QStringLiteral("Light"));
    QVERIFY(studio.find<QAction>("themeLight")->isChecked());
}

void TestCommandPalette::aCommandThatCanDoNothingSaysWhyAndStays()
{
    StudioBench studio(settingsFile());
    const QListView* list = opened(studio);
    QVERIFY(list);
    auto* line = studio.find<QLineEdit>("commandLine");
    QTest::keyClicks(line, QStringLiteral("zoom in"));
    QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("Zoom in"));
    QCOMPARE(list->currentIndex().data(CommandListModel::WhyDisabledRole).toString(),
             QStringLiteral("open a bank first"));
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(list->isVisible());
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(!list->isVisible());
}

void TestCommandPalette::nothingThatFitsIsNoAccident()
{
    StudioBench studio(settingsFile());
    const QListView* list = opened(studio);
    QVERIFY(list);
    auto* line = studio.find<QLineEdit>("commandLine");
    QTest::keyClicks(line, QStringLiteral("qqqq"));
    QCOMPARE(list->model()->rowCount(), 0);
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_PageUp, Qt::Key_Return})
        QTest::keyClick(line, key);
    QVERIFY(list->isVisible());
}

void TestCommandPalette::everyDisabledCommandHasAReason()
{
    StudioBench studio(settingsFile());
    const QListView* list = opened(studio);
    QVERIFY(list);
    int disabled = 0;
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        const QString why = index.data(CommandListModel::WhyDisabledRole).toString();
        disabled += !why.isEmpty();
        QVERIFY2(why != QStringLiteral("not now"), qPrintable(index.data().toString()));
    }
    QVERIFY(disabled > 10);
}

QTEST_MAIN(TestCommandPalette)
#include "tst_command_palette.moc"
