// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/cut_texts.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/views/command_palette.h"
#include "ui/views/help_dialog.h"
#include "ui/views/neighbour_preview.h"
#include "ui/views/neighbour_view.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabBar>

using namespace nectar;

/// No text of the window is cut, on any page, in any dialog, at the usual and at the least size. ctest runs it again at
/// one and a half times and at twice the pixels.
class TestFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLabelWithTooLittleRoomIsFound();
    void aButtonBeyondTheEdgeIsFound();
    void textsOverOneAnotherAreFound();
    void pages_data();
    void pages();
    void dialogs_data();
    void dialogs();
    void aVotersPreviewSaysAllInANarrowWindow();
    void aPlaceholderBesideAnIconNeedsItsRoom();

private:
    QString settingsFile() { return m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)); }
    static void trigger(const StudioBench& studio, const char* name) { studio.find<QAction>(name)->trigger(); }
    /// As soon as it is laid out anew.
    static bool fits(const QWidget& root)
    {
        QTest::qWait(30);
        return QTest::qWaitFor([&] { return cutTexts(root).isEmpty(); }, 2000);
    }
    bool open(StudioBench& studio);
    bool showPage(StudioBench& studio, const QString& page);

    SmallTown m_town;
    int m_count = 0;
};

void TestFit::aLabelWithTooLittleRoomIsFound()
{
    QWidget parent;
    auto* label = new QLabel(QStringLiteral("a sentence of several words"), &parent);
    parent.resize(600, 100);
    label->setGeometry(0, 0, 300, 30);
    parent.show();
    QCOMPARE(cutTexts(parent), QStringList());
    label->setGeometry(0, 0, 40, 30);
    QCOMPARE(cutTexts(parent).size(), 1);
    label->setWordWrap(true); // in more lines than it has room for
    QCOMPARE(cutTexts(parent).size(), 1);
    label->hide();
    QCOMPARE(cutTexts(parent), QStringList());
    auto* choice = new QComboBox(&parent);
    choice->addItem(QStringLiteral("a choice with a rather long name"));
    choice->setGeometry(0, 40, 60, 30);
    choice->show();
    QCOMPARE(cutTexts(parent).size(), 1);
}

void TestFit::aButtonBeyondTheEdgeIsFound()
{
    QWidget parent;
    auto* button = new QCheckBox(QStringLiteral("Yes"), &parent);
    parent.resize(200, 100);
    button->setGeometry(150, 10, 100, 40);
    parent.show();
    QCOMPARE(cutTexts(parent).size(), 1);
    button->move(90, 10);
    QCOMPARE(cutTexts(parent), QStringList());
}

void TestFit::textsOverOneAnotherAreFound()
{
    QWidget parent;
    auto* one = new QLabel(QStringLiteral("one"), &parent);
    auto* two = new QLabel(QStringLiteral("two"), &parent);
    parent.resize(200, 100);
    one->setGeometry(0, 0, 80, 30);
    two->setGeometry(40, 10, 80, 30);
    parent.show();
    QCOMPARE(cutTexts(parent).size(), 1);
    two->move(90, 10);
    QCOMPARE(cutTexts(parent), QStringList());
}

bool TestFit::open(StudioBench& studio)
{
    studio.window.openPath(m_town.bank());
    return studio.settle();
}

bool TestFit::showPage(StudioBench& studio, const QString& page)
{
    if (page == QStringLiteral("start"))
        return true;
    if (page == QStringLiteral("form")) {
        QSignalSpy reviewed(&studio.build, &BuildBankPresenter::reviewReady);
        studio.window.openPath(m_town.folder());
        return QTest::qWaitFor([&] { return !reviewed.isEmpty(); }, 30'000);
    }
    if (page == QStringLiteral("message")) {
        studio.window.openPath(QStringLiteral("/no/such/place/of/a/rather/long/name/my_own_town.bank"));
        return true;
    }
    if (page == QStringLiteral("label")) {
        studio.window.openPath(m_town.query());
        studio.window.showLabelPage();
        return true;
    }
    if (page.startsWith(QStringLiteral("features"))) {
        studio.window.showFeaturePage();
        if (page == QStringLiteral("features, several")) {
            studio.features.addPictures({m_town.query(), m_town.prompt(), m_town.path(QStringLiteral("gone.png"))});
            studio.features.setView({FeatureView::Norm, {}});
        }
        const auto settled = [&] { return !studio.features.isBusy() && !studio.features.progress().isReading; };
        if (!QTest::qWaitFor(settled, 60'000))
            return false;
        studio.features.select({0, 1, 2});
        return QTest::qWaitFor(settled, 60'000);
    }
    if (!open(studio))
        return false;
    if (page == QStringLiteral("region")) {
        studio.query.evidence().keepClass(EvidencePresenter::Extent::Everywhere);
        return studio.settle();
    }
    if (page == QStringLiteral("left out")) {
        studio.find<QTabBar>("libraryTabs")->setCurrentIndex(0);
        studio.query.voting().setPromptCounts(studio.query.evidence().neighbours().card(0).promptImage, false);
        return studio.settle();
    }
    if (page.startsWith(QStringLiteral("measure"))) {
        trigger(studio, "measureLabels");
        if (page == QStringLiteral("measure, empty"))
            return true;
        if (!QTest::qWaitFor([&] { return studio.find<QAction>("measureNow")->isEnabled(); }, 30'000))
            return false;
        trigger(studio, "measureNow");
        return QTest::qWaitFor([&] { return studio.measure.measurement() && !studio.measure.isRunning(); }, 60'000);
    }
    if (page == QStringLiteral("depth"))
        studio.query.voting().setTask(Task::Depth);
    else if (page == QStringLiteral("swipe"))
        trigger(studio, "compareSwipe");
    else if (page == QStringLiteral("log"))
        trigger(studio, "showLog");
    else if (page == QStringLiteral("nothing kept"))
        studio.query.evidence().pinPatch(-1);
    return studio.settle();
}

void TestFit::pages_data()
{
    QTest::addColumn<QString>("page");
    for (const char* page :
         {"start", "form", "message", "label", "inspect", "nothing kept", "region", "left out", "depth", "swipe", "log",
          "measure, empty", "measure", "features, empty", "features, several"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void TestFit::pages()
{
    QFETCH(const QString, page);
    StudioBench studio(settingsFile());
    QVERIFY(showPage(studio, page));
    for (const bool expert : {false, true}) {
        studio.settings.setExpert(expert);
        for (const QSize size : {QSize(1280, 800), QSize(1024, 640), QSize(1920, 1080)}) {
            studio.window.resize(size);
            QCOMPARE(studio.window.size(), size);
            QVERIFY2(fits(studio.window), qPrintable(cutTexts(studio.window).join(u'\n')));
        }
    }
}

void TestFit::dialogs_data()
{
    QTest::addColumn<QString>("action");
    for (const char* action :
         {"exportPicture", "predictFolder", "aboutBank", "showFirstSteps", "showShortcuts", "showGlossary", "about",
          "showCommands", "showLook", "showPreferences", "changeShortcuts"})
        QTest::newRow(action) << QString::fromLatin1(action);
}

void TestFit::dialogs()
{
    QFETCH(const QString, action);
    StudioBench studio(settingsFile());
    QVERIFY(open(studio));
    const QWidgetList before = QApplication::topLevelWidgets();
    studio.find<QAction>(action.toLatin1())->trigger();
    QWidget* dialog = nullptr;
    QVERIFY(QTest::qWaitFor([&] {
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (widget->isVisible() && !before.contains(widget))
                dialog = widget;
        if (auto* palette = studio.window.findChild<CommandPalette*>(); palette && palette->isVisible())
            dialog = palette;
        return dialog != nullptr;
    }));
    QVERIFY2(fits(*dialog), qPrintable(cutTexts(*dialog).join(u'\n')));
    dialog->close();
}

void TestFit::aVotersPreviewSaysAllInANarrowWindow()
{
    StudioBench studio(settingsFile());
    QVERIFY(open(studio));
    studio.window.resize(1024, 640);
    studio.query.evidence().pinPatch(0);
    auto* preview = studio.find<NeighbourPreview>("neighbourPreview");
    Q_EMIT studio.window.inspectPage()->evidence()->neighbourView()->cardLookedAt(0);
    QVERIFY(preview->isVisible());
    const int inner = preview->width() - 24;
    const QStringList lines = preview->titleLines(inner);
    QVERIFY(lines.join(QString()).contains(QStringLiteral("weight")));
    for (const QString& line : lines)
        QVERIFY2(preview->fontMetrics().horizontalAdvance(line) <= inner, qPrintable(line));
    QCOMPARE(preview->titleLines(1000).size(), 1);
}

void TestFit::aPlaceholderBesideAnIconNeedsItsRoom()
{
    QWidget parent;
    auto* line = new QLineEdit(&parent);
    line->setPlaceholderText(QStringLiteral("twelve chars"));
    line->addAction(QIcon(QPixmap(16, 16)), QLineEdit::LeadingPosition);
    parent.resize(400, 60);
    parent.show();
    const int text = line->fontMetrics().horizontalAdvance(line->placeholderText());
    line->setGeometry(0, 0, text + 12, 30);
    QCOMPARE(cutTexts(parent).size(), 1);
    line->setGeometry(0, 0, text + 60, 30);
    QCOMPARE(cutTexts(parent), QStringList());
}

QTEST_MAIN(TestFit)
#include "tst_fit.moc"
