// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "tests/ui/window_words.h"
#include "ui/presenters/library_presenter.h"
#include "ui/views/bank_dialog.h"
#include "ui/views/command_palette.h"
#include "ui/views/help_dialog.h"
#include "ui/views/tour.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextBrowser>
#include <QToolBar>
#include <QToolButton>

using namespace nectar;

/// Plain words for everybody, and the terms of the field for those who ask for them.
class TestExpert : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_settings = m_town.path(QStringLiteral("settings%1.ini").arg(m_count++));
        m_bench = std::make_unique<StudioBench>(m_settings);
    }
    void cleanup() { m_bench.reset(); }

    void wordsOfExpertsAreRecognised_data();
    void wordsOfExpertsAreRecognised();
    void theStartPageAndTheBuildFormArePlain();
    void buildingIsPlain();
    void anOpenBankIsPlainInEveryLayer();
    void measuresAndLabellingArePlain();
    void lookingAtFeaturesIsPlain();
    void dialogsAndHelpArePlain();
    void theTourIsPlain();
    void aWordOfExpertsWouldBeFound();
    void expertModeShowsTheTerms();
    void theTermsFollowThePatchAndTheNumbers();
    void nothingMoves_data();
    void nothingMoves();
    void theModeIsRememberedAndFoundByItsName();
    void theTourIsWalkedByTouchAlone();
    void targetsAreLargeEnoughForAFinger();

private:
    void openBank()
    {
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
        m_bench->query.evidence().pinPatch(m_bench->query.shown().photo.grid.count() / 2);
    }
    void measure()
    {
        run("measureLabels");
        QTRY_VERIFY(action("measureNow")->isEnabled());
        run("measureNow");
        QTRY_VERIFY_WITH_TIMEOUT(!m_bench->measure.isRunning() && m_bench->measure.measurement(), 60'000);
    }
    QAction* action(const char* name) const { return m_bench->find<QAction>(name); }
    void run(const char* name) const { action(name)->trigger(); }
    static void isPlain(const char* where)
    {
        QCoreApplication::processEvents();
        QVERIFY2(windowTexts().size() > 20, where);
        QVERIFY2(expertTexts().isEmpty(),
                 qPrintable(QLatin1String(where) + QStringLiteral(": ") + expertTexts().join(QLatin1Char('\n'))));
    }
    QHash<QWidget*, QRect> places() const;
    void tap(QWidget* widget, QPoint at = {});

    SmallTown m_town;
    QString m_settings;
    int m_count = 0;
    std::unique_ptr<StudioBench> m_bench;
    QPointingDevice* m_finger = QTest::createTouchDevice();
};

void TestExpert::wordsOfExpertsAreRecognised_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("k") << QStringLiteral("protocol ours, k 30") << QStringLiteral("k");
    QTest::newRow("in rich text") << QStringLiteral("<b>with k=3</b>") << QStringLiteral("k");
    QTest::newRow("tau") << QStringLiteral("Set τ") << QStringLiteral("τ");
    QTest::newRow("capital") << QStringLiteral("Cosine to the best") << QStringLiteral("Cosine");
    QTest::newRow("mnemonic") << QStringLiteral("Build the &index") << QStringLiteral("index");
    QTest::newRow("kNN") << QStringLiteral("a kNN vote") << QStringLiteral("kNN");
    QTest::newRow("the key K") << QStringLiteral("Colours and outlines (K)") << QString();
    QTest::newRow("parts of words") << QStringLiteral("indexed 30 km, recalled") << QString();
}

void TestExpert::wordsOfExpertsAreRecognised()
{
    QFETCH(QString, text);
    QTEST(expertWordIn(text), "word");
}

void TestExpert::theStartPageAndTheBuildFormArePlain()
{
    isPlain("start page");
    QSignalSpy reviewed(&m_bench->build, &BuildBankPresenter::reviewReady);
    m_bench->window.openPath(m_town.folder());
    QVERIFY(reviewed.wait(20'000));
    isPlain("build form");
    m_bench->window.openPath(QStringLiteral("/no/such/town.bank"));
    isPlain("a message");
}

void TestExpert::buildingIsPlain()
{
    BuildForm form;
    form.folder = m_town.folder();
    form.side = 128;
    form.backbone = QStringLiteral("descriptor");
    form.output = m_town.path(QStringLiteral("plain.bank"));
    form.replace = true;
    m_bench->build.build(form);
    isPlain("building");
    QVERIFY(m_bench->settle());
}

void TestExpert::anOpenBankIsPlainInEveryLayer()
{
    openBank();
    for (const char* layer : {"showPrediction", "showTruth", "showSimilarity", "showConfidence", "showFeatures",
                              "showDifference", "compareSwipe", "showLook"}) {
        run(layer);
        QVERIFY(m_bench->settle());
        isPlain(layer);
    }
    run("switchTask");
    QVERIFY(m_bench->settle());
    isPlain("depth");
    run("fewerNeighbours");
    QVERIFY(m_bench->settle());
    isPlain("after a change");
}

void TestExpert::measuresAndLabellingArePlain()
{
    openBank();
    measure();
    isPlain("measures");
    m_bench->measure.setTask(Task::Depth);
    isPlain("measures of depth");
    m_bench->window.showLabelPage();
    isPlain("labelling");
}

void TestExpert::lookingAtFeaturesIsPlain()
{
    const auto settled = [this] { return !m_bench->features.isBusy() && !m_bench->features.progress().isReading; };
    m_bench->window.showFeaturePage();
    isPlain("features, empty");
    m_bench->features.addPictures({m_town.query(), m_town.prompt()});
    QTRY_VERIFY_WITH_TIMEOUT(settled() && !m_bench->features.pictures().empty(), 60'000);
    for (const FeatureView view : {FeatureView::Pca, FeatureView::Norm}) {
        m_bench->features.setView({view, {}});
        QTRY_VERIFY_WITH_TIMEOUT(settled(), 60'000);
        isPlain("features");
    }
    const auto* terms = m_bench->find<QLabel>("featureTerms");
    QVERIFY(!terms->isVisible());
    run("expertMode");
    QVERIFY(terms->isVisible() && terms->text().contains(QStringLiteral("features a patch")));
}

void TestExpert::dialogsAndHelpArePlain()
{
    openBank();
    QSignalSpy told(&m_bench->query.answers().library, &LibraryPresenter::factsReady);
    run("aboutBank");
    QVERIFY(!told.isEmpty() || told.wait(10'000));
    for (const char* dialog : {"exportPicture", "predictFolder", "showFirstSteps", "showShortcuts", "showGlossary",
                               "about", "showPreferences", "changeShortcuts", "showLog"}) {
        run(dialog);
        isPlain(dialog);
    }
    run("showCommands");
    isPlain("commands");
    for (QWidget* window : QApplication::topLevelWidgets())
        if (window != &m_bench->window)
            window->close();
}

void TestExpert::theTourIsPlain()
{
    openBank();
    run("showTour");
    for (int step = 0; step < Tour::kSteps; ++step) {
        isPlain("tour");
        m_bench->find<QPushButton>("tourNext")->click();
    }
}

void TestExpert::aWordOfExpertsWouldBeFound()
{
    QCOMPARE(expertTexts().size(), 0);
    QLabel label(QStringLiteral("k 30"), m_bench->window.centralWidget());
    QCOMPARE(expertTexts().size(), 0); // nobody sees it yet
    label.show();
    QCOMPARE(expertTexts(), QStringList{QStringLiteral("“k” in: k 30")});
    QAction command(QStringLiteral("Set τ"), &m_bench->window);
    QCOMPARE(expertTexts().size(), 2);
}

void TestExpert::expertModeShowsTheTerms()
{
    openBank();
    run("expertMode");
    QStringList terms;
    for (const QLabel* term : m_bench->find<QToolBar>("toolBar")->findChildren<QLabel*>(QStringLiteral("term")))
        if (term->isVisible())
            terms.append(term->text());
    QCOMPARE(terms, QStringList({QStringLiteral("k"), QStringLiteral("τ")}));
    QVERIFY(m_bench->find<QWidget>("expertPanel")->isVisible());
    const QString facts = m_bench->find<QLabel>("expertFacts")->text();
    for (const QString& word : {QStringLiteral("cosine"), QStringLiteral("index"), QStringLiteral("n_eff"),
                                QStringLiteral("entropy"), QStringLiteral("exact")})
        QVERIFY2(facts.contains(word), qPrintable(word));
    run("showGlossary");
    auto* glossary = m_bench->find<HelpDialog>("glossary");
    QVERIFY(glossary->findChild<QTextBrowser*>()->toPlainText().contains(QStringLiteral("L2-normalised")));
    delete glossary;
    run("expertMode");
    QVERIFY(!m_bench->find<QWidget>("expertPanel")->isVisible());
    isPlain("after expert mode");
}

void TestExpert::theTermsFollowThePatchAndTheNumbers()
{
    openBank();
    run("expertMode");
    const auto* facts = m_bench->find<QLabel>("expertFacts");
    const QString before = facts->text();
    m_bench->query.voting().setNeighbours(1);
    QVERIFY(m_bench->settle());
    QTRY_VERIFY2(facts->text().contains(QStringLiteral(">1,  0.02<")), qPrintable(facts->text()));
    QVERIFY2(facts->text().contains(QStringLiteral(">1.0<")), qPrintable(facts->text())); // one voter counts alone
    m_bench->query.voting().setNeighbours(30);
    QVERIFY(m_bench->settle());
    QTRY_COMPARE(facts->text(), before);
    m_bench->query.evidence().pinPatch(0);
    QTRY_VERIFY(facts->text() != before);
    run("switchTask");
    QVERIFY(m_bench->settle());
    QTRY_VERIFY2(facts->text().contains(QStringLiteral("σ")), qPrintable(facts->text()));
}

namespace {

/// But for the rounding of a splitter, which divides its width anew.
bool isNear(const QRect& a, const QRect& b)
{
    return std::abs(a.left() - b.left()) <= 1 && std::abs(a.top() - b.top()) <= 1 &&
           std::abs(a.right() - b.right()) <= 1 && std::abs(a.bottom() - b.bottom()) <= 1;
}

} // namespace

/// Of all that is visible, in the window.
QHash<QWidget*, QRect> TestExpert::places() const
{
    QHash<QWidget*, QRect> places, before;
    do { // until every layout has come to rest
        before = std::exchange(places, {});
        QCoreApplication::processEvents();
        for (QWidget* widget : m_bench->window.findChildren<QWidget*>())
            if (widget->isVisible() && !widget->isWindow())
                places.insert(widget, {widget->mapTo(&m_bench->window, QPoint(0, 0)), widget->size()});
    } while (places != before || m_bench->query.thumbnails().isReading());
    return places;
}

void TestExpert::nothingMoves_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("page");
    for (const char* page : {"showInspect", "measureLabels"})
        for (const QSize size : {QSize(1280, 800), QSize(1024, 640)})
            QTest::addRow("%s, %d", page, size.width()) << size << QString::fromLatin1(page);
    for (const char* page : {"labelPictures", "buildBank", "lookAtFeatures"})
        QTest::newRow(page) << QSize(1024, 640) << QString::fromLatin1(page);
}

void TestExpert::nothingMoves()
{
    QFETCH(QSize, size);
    QFETCH(QString, page);
    openBank();
    m_bench->window.resize(size);
    if (page == QStringLiteral("measureLabels"))
        measure();
    else
        run(qPrintable(page));
    const QHash<QWidget*, QRect> before = places();
    QVERIFY(before.size() > 20);
    run("expertMode");
    const QHash<QWidget*, QRect> after = places();
    const QRect panel = after.value(m_bench->find<QWidget>("expertPanel"));
    for (auto it = before.begin(); it != before.end(); ++it) {
        const QRect now = after.value(it.key());
        QString name;
        QDebug(&name) << it.key() << it.value() << now;
        QVERIFY2(after.contains(it.key()), qPrintable(name));
        // The panel takes its room from the list above it, which ends earlier.
        const bool endsAtThePanel = panel.isValid() && now.bottom() < panel.top() && now.left() >= panel.left();
        const QRect expected =
            endsAtThePanel ? QRect(it.value().topLeft(), QSize(it.value().width(), now.height())) : it.value();
        QVERIFY2(isNear(now, expected), qPrintable(name));
    }
    run("expertMode");
    const QHash<QWidget*, QRect> again = places();
    for (auto it = before.begin(); it != before.end(); ++it)
        QVERIFY(isNear(again.value(it.key()), it.value()));
}

void TestExpert::theModeIsRememberedAndFoundByItsName()
{
    QVERIFY(!m_bench->settings.isExpert());
    run("showCommands");
    auto* commands = m_bench->window.findChild<CommandPalette*>();
    commands->findChild<QLineEdit*>()->setText(QStringLiteral("expert"));
    QCOMPARE(commands->findChild<QListView*>()->model()->index(0, 0).data().toString(), QStringLiteral("Expert mode"));
    commands->close();
    run("expertMode");
    m_bench.reset();
    m_bench = std::make_unique<StudioBench>(m_settings);
    QVERIFY(action("expertMode")->isChecked());
    openBank();
    QVERIFY(m_bench->find<QWidget>("expertPanel")->isVisible());
    m_bench->settings.reset();
    QVERIFY(!action("expertMode")->isChecked());
    QVERIFY(!m_bench->find<QWidget>("expertPanel")->isVisible());
}

void TestExpert::tap(QWidget* widget, QPoint at)
{
    QCoreApplication::processEvents(); // the bubble has found its place
    const QPoint point = at.isNull() ? widget->rect().center() : at;
    // A finger reaches no farther than the screen, which is smaller than the window here.
    m_bench->window.move(QPoint(400, 400) - widget->mapTo(&m_bench->window, point));
    QTest::touchEvent(widget, m_finger).press(0, point, widget);
    QTest::touchEvent(widget, m_finger).release(0, point, widget);
}

void TestExpert::theTourIsWalkedByTouchAlone()
{
    openBank();
    run("showTour");
    auto* tour = m_bench->window.findChild<Tour*>();
    auto* next = m_bench->find<QPushButton>("tourNext");
    auto* act = m_bench->find<QPushButton>("tourAct");
    tap(next);
    QCOMPARE(tour->step(), 1);
    int patch = 0;
    while (tour->geometry().contains(m_bench->canvas()->mapTo(&m_bench->window, m_bench->pointOfPatch(patch))))
        ++patch;
    tap(m_bench->canvas(), m_bench->pointOfPatch(patch));
    QCOMPARE(tour->step(), 2);
    QCOMPARE(m_bench->query.evidence().pinnedPatch(), patch);
    tap(next);
    QCOMPARE(tour->step(), 3);
    tap(act);
    QVERIFY(m_bench->settle());
    QCOMPARE(m_bench->query.voting().options().neighbours, 1);
    tap(next);
    tap(act);
    QCOMPARE(m_bench->query.voting().leftOut().size(), std::size_t(1));
    QVERIFY(m_bench->settle());
    tap(next);
    tap(next);
    QVERIFY(!tour->isVisible());
}

void TestExpert::targetsAreLargeEnoughForAFinger()
{
    constexpr int kFingerPx = 36;
    const auto check = [&](const char* page) {
        QCoreApplication::processEvents();
        int seen = 0;
        for (const QToolButton* tool : m_bench->find<QToolBar>("toolBar")->findChildren<QToolButton*>())
            if (tool->isVisible() && ++seen)
                QVERIFY2(tool->height() >= kFingerPx, qPrintable(tool->text()));
        for (const QPushButton* button : m_bench->window.findChildren<QPushButton*>())
            if (button->isVisible() && button->property("primary").toBool() && ++seen)
                QVERIFY2(button->height() >= kFingerPx, qPrintable(button->text()));
        QVERIFY2(seen > 0, page);
    };
    openBank();
    check("inspect");
    run("measureLabels");
    check("measure");
    run("buildBank");
    check("build form");
    run("lookAtFeatures");
    check("features");
}

QTEST_MAIN(TestExpert)
#include "tst_expert.moc"
