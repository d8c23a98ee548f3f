// SPDX-License-Identifier: Apache-2.0
#include "core/base/patch_region.h"
#include "core/memory/memory_builder.h"
#include "tests/app/cli/program.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/text.h"
#include "ui/presenters/evidence_cards.h"
#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/prompt_shares_presenter.h"
#include "ui/views/region_canvas.h"
#include "ui/views/region_outline.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>

#include <cmath>

using namespace nectar;

namespace {

constexpr auto kRectangleKeys = Qt::ShiftModifier;
const auto kLassoKeys = Qt::ControlModifier | Qt::ShiftModifier;

/// Rows of two classes each, of eight pictures.
std::shared_ptr<const MemoryBank> bigBank(std::uint32_t count)
{
    BankInfo info;
    info.dim = 2;
    info.patchSize = 14;
    info.options.width = info.options.height = 700;
    info.options.tasks = {Task::Segmentation};
    info.backboneJson = "{}";
    info.backboneIdentity = "test";
    for (int c = 0; c < 12; ++c)
        info.classes.classes.push_back({c, "class " + std::to_string(c), {}});
    std::vector<std::string> names;
    std::vector<BankRows> units;
    for (std::uint32_t picture = 0; picture < 8; ++picture) {
        names.push_back("train/picture_" + std::to_string(picture));
        BankRows rows;
        rows.image = picture;
        rows.keys = Matrix(count / 8, 2);
        rows.originalSize = {700, 700};
        rows.labels.emplace();
        rows.labels->patchPixels = 196;
        for (int row = 0; row < static_cast<int>(count) / 8; ++row) {
            const auto common = static_cast<std::uint16_t>(row % 6);
            rows.labels->entries.push_back({common, 150});
            rows.labels->entries.push_back({static_cast<std::uint16_t>(common + 6), 46});
            rows.labels->offsets.push_back(static_cast<std::uint32_t>(rows.labels->entries.size()));
            rows.keys.row(row)[0] = 1;
            rows.patches.push_back(row);
            rows.rectangles.push_back(imageFromPatch({50, 50, 14}, rows.originalSize, patchAt({50, 50, 14}, row)));
        }
        rows.jpeg = {std::byte{1}};
        units.push_back(std::move(rows));
    }
    return bankInMemory(info, names, units);
}

} // namespace

/// Several patches chosen together, in the real window with real mouse and keys.
class TestRegion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_studio = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)));
        m_studio->window.openPath(m_town.bank());
        QVERIFY(m_studio->settle());
        QVERIFY(grid().rows > 4 && grid().cols > 4);
    }
    void cleanup() { m_studio.reset(); }

    void aDragWithShiftChoosesARectangle();
    void theRegionFollowsTheDragAndStopsAtTheEdge();
    void escapeDuringADragBringsBackWhatWasKept();
    void aClickWithShiftReachesFromTheKeptPatch();
    void aLassoHoldsThePatchesWhoseMiddleIsInside();
    void aPlainDragStillPans();
    void theToolsMakeTheNextPlainDragChoose();
    void keysGrowAndShrinkARectangleFromThePinnedPatch();
    void aClickOrEscapeLetsGo();
    void thePanelPoolsTheVotersOfThePatches();
    void nothingOfThePanelLiesOverAnother();
    void weightsAreThoseOfBruteForce();
    void theCsvHasThePanelsNumbers();
    void promptSharesAreThoseOfTheRegion();
    void insideTheRegionThePointerChangesNothing();
    void optionsAndLeftOutImagesChangeTheRegionsEvidence();
    void depthOfARegionIsTheMean();
    void theSimilarityLayerIsAboutAllPatches();
    void theAreaOfAClassIsChosen();
    void aRightClickAsksAboutWhatItPointsAt();
    void anotherPictureLetsGoAndBackBringsItAgain();
    void theOutlineIsTheUnionsInTheAccent();
    void theBorderRunsAroundTheUnionOnce();
    void theCommandLinePrintsTheSameNumbers();
    void twoHundredPatchesOf256NeighboursTakeLessThan50Milliseconds();

private:
    QueryPresenter& query() { return m_studio->query; }
    const PatchGrid& grid() { return query().shown().image->grid; }
    RegionCanvas* canvas() { return m_studio->window.inspectPage()->canvas()->canvas(); }
    QPoint pointOf(PatchIndex patch) { return m_studio->pointOfPatch(patchNumber(grid(), patch)); }
    void drag(const QList<QPoint>& points, Qt::KeyboardModifiers keys)
    {
        begin(points, keys);
        QTest::mouseRelease(canvas(), Qt::LeftButton, keys, points.last());
    }
    void begin(const QList<QPoint>& points, Qt::KeyboardModifiers keys)
    {
        QTest::mousePress(canvas(), Qt::LeftButton, keys, points.first());
        for (const QPoint& point : points.mid(1)) {
            QMouseEvent move(QEvent::MouseMove, point, canvas()->mapToGlobal(point), Qt::NoButton, Qt::LeftButton,
                             keys);
            QCoreApplication::sendEvent(canvas(), &move);
        }
    }
    /// Rows 1 to 3, columns 1 to 2: six patches.
    void chooseSix()
    {
        drag({pointOf({1, 1}), pointOf({2, 2}), pointOf({3, 2})}, kRectangleKeys);
        QVERIFY(pooled(6));
    }
    bool pooled(std::size_t patches)
    {
        return QTest::qWaitFor(
            [this, patches] { return query().evidence().reading().patches.size() == patches && !query().isBusy(); },
            30'000);
    }
    std::vector<int> rectangle(PatchIndex a, PatchIndex b) { return patchesInRectangle(grid(), a, b); }
    double sumOfWeights()
    {
        double sum = 0;
        for (const NeighbourCard& card : query().evidence().neighbours().cards())
            sum += card.weight;
        return sum;
    }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_studio;
    int m_count = 0;
};

void TestRegion::aDragWithShiftChoosesARectangle()
{
    chooseSix();
    QCOMPARE(query().evidence().keptPatches(), rectangle({1, 1}, {3, 2}));
    QCOMPARE(canvas()->region(), rectangle({1, 1}, {3, 2}));
    QCOMPARE(query().evidence().pinnedPatch(), -1);
    QVERIFY(canvas()->transform().isFitted()); // nothing was panned
    drag({pointOf({3, 2}), pointOf({1, 1})}, kRectangleKeys);
    QCOMPARE(query().evidence().keptPatches(), rectangle({1, 1}, {3, 2})); // from either corner
}

void TestRegion::theRegionFollowsTheDragAndStopsAtTheEdge()
{
    begin({pointOf({1, 1}), pointOf({1, 3})}, kRectangleKeys);
    QCOMPARE(query().evidence().keptPatches(), rectangle({1, 1}, {1, 3})); // before the button is let go
    QTest::mouseRelease(canvas(), Qt::LeftButton, kRectangleKeys, pointOf({1, 3}));
    drag({pointOf({1, 1}), QPoint(canvas()->width() - 1, canvas()->height() - 1)}, kRectangleKeys);
    QCOMPARE(query().evidence().keptPatches(), rectangle({1, 1}, {grid().rows - 1, grid().cols - 1}));
}

void TestRegion::escapeDuringADragBringsBackWhatWasKept()
{
    query().evidence().pinPatch(7);
    begin({pointOf({1, 1}), pointOf({3, 3})}, kRectangleKeys);
    QCOMPARE(query().evidence().keptPatches().size(), std::size_t(9));
    QTest::keyClick(canvas(), Qt::Key_Escape);
    QCOMPARE(query().evidence().keptPatches(), std::vector{7});
    QTest::mouseRelease(canvas(), Qt::LeftButton, kRectangleKeys, pointOf({3, 3}));
    QCOMPARE(query().evidence().keptPatches(), std::vector{7});
}

void TestRegion::aClickWithShiftReachesFromTheKeptPatch()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, pointOf({2, 1}));
    QTest::mouseClick(canvas(), Qt::LeftButton, kRectangleKeys, pointOf({4, 3}));
    QCOMPARE(query().evidence().keptPatches(), rectangle({2, 1}, {4, 3}));
    QTest::mouseClick(canvas(), Qt::LeftButton, kRectangleKeys, pointOf({0, 0}));
    QCOMPARE(query().evidence().keptPatches(), rectangle({2, 1}, {0, 0})); // the same corner stays
}

void TestRegion::aLassoHoldsThePatchesWhoseMiddleIsInside()
{
    // a square around the middles of rows 1 and 2, columns 1 to 3, of which it cuts the neighbours' edges
    const QPoint half = (pointOf({1, 1}) - pointOf({0, 0})) / 2;
    const QPoint small(half.x() / 2, half.y() / 2);
    const QPoint topLeft = pointOf({1, 1}) - half - small;
    const QPoint bottomRight = pointOf({2, 3}) + half + small;
    drag({topLeft, {bottomRight.x(), topLeft.y()}, bottomRight, {topLeft.x(), bottomRight.y()}}, kLassoKeys);
    QCOMPARE(query().evidence().keptPatches(), rectangle({1, 1}, {2, 3}));
    QVERIFY(pooled(6));
    drag({pointOf({0, 0}), pointOf({4, 4})}, kLassoKeys); // a line goes round nothing
    QVERIFY(query().evidence().keptPatches().empty());
}

void TestRegion::aPlainDragStillPans()
{
    query().evidence().pinPatch(7);
    canvas()->zoomBy(2);
    const QPointF before = canvas()->transform().offset();
    drag({pointOf({2, 2}), pointOf({2, 3}), pointOf({3, 3})}, {});
    QVERIFY(canvas()->transform().offset() != before);
    QCOMPARE(query().evidence().keptPatches(), std::vector{7});
}

void TestRegion::theToolsMakeTheNextPlainDragChoose()
{
    QTest::keyClick(&m_studio->window, Qt::Key_R);
    QCOMPARE(canvas()->tool(), RegionCanvas::Tool::Rectangle);
    QVERIFY(m_studio->find<QAction>("selectRectangle")->isChecked());
    drag({pointOf({1, 1}), pointOf({2, 2})}, {});
    QCOMPARE(query().evidence().keptPatches(), rectangle({1, 1}, {2, 2}));
    QCOMPARE(canvas()->tool(), RegionCanvas::Tool::None); // the next only
    QVERIFY(!m_studio->find<QAction>("selectRectangle")->isChecked());
    QTest::keyClick(&m_studio->window, Qt::Key_L);
    QCOMPARE(canvas()->tool(), RegionCanvas::Tool::Lasso);
    QTest::keyClick(canvas(), Qt::Key_Escape);
    QCOMPARE(canvas()->tool(), RegionCanvas::Tool::None);
    QCOMPARE(query().evidence().keptPatches(), rectangle({1, 1}, {2, 2})); // Esc ended the tool, not the region
    QTest::keyClick(&m_studio->window, Qt::Key_L);
    QTest::keyClick(&m_studio->window, Qt::Key_L);
    QCOMPARE(canvas()->tool(), RegionCanvas::Tool::None);
}

void TestRegion::keysGrowAndShrinkARectangleFromThePinnedPatch()
{
    query().evidence().pinPatch(patchNumber(grid(), {2, 2}));
    canvas()->setFocus();
    const auto press = [this](Qt::Key key) { QTest::keyClick(canvas(), key, kLassoKeys); };
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    press(Qt::Key_Up);
    QCOMPARE(query().evidence().keptPatches(), rectangle({1, 2}, {2, 4}));
    press(Qt::Key_Left);
    QCOMPARE(query().evidence().keptPatches(), rectangle({1, 2}, {2, 3})); // it shrinks on the side that grew
    press(Qt::Key_Down);
    press(Qt::Key_Left);
    QCOMPARE(query().evidence().keptPatches(), std::vector{patchNumber(grid(), {2, 2})}); // one patch is a pinned patch
    QCOMPARE(query().evidence().pinnedPatch(), patchNumber(grid(), {2, 2}));
    press(Qt::Key_Left);
    QCOMPARE(query().evidence().keptPatches(), rectangle({2, 1}, {2, 2})); // and out on the other side
    for (int i = 0; i < 50; ++i)
        press(Qt::Key_Down);
    QCOMPARE(query().evidence().keptPatches(), rectangle({2, 1}, {grid().rows - 1, 2}));
    query().evidence().pinPatch(-1);
    press(Qt::Key_Up);
    QCOMPARE(query().evidence().pinnedPatch(), patchNumber(grid(), {grid().rows / 2, grid().cols / 2}));
}

void TestRegion::aClickOrEscapeLetsGo()
{
    chooseSix();
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, pointOf({0, 4}));
    QCOMPARE(query().evidence().keptPatches(), std::vector{4});
    QVERIFY(canvas()->region().empty());
    QCOMPARE(query().evidence().reading().patch, 4);
    QTest::keyClick(canvas(), Qt::Key_Escape);
    chooseSix();
    QTest::keyClick(canvas(), Qt::Key_Escape);
    QVERIFY(query().evidence().keptPatches().empty());
    QVERIFY(query().evidence().reading().patches.empty());
    chooseSix();
    m_studio->find<QAction>("letGo")->trigger();
    QVERIFY(query().evidence().keptPatches().empty());
    QVERIFY(!m_studio->find<QAction>("letGo")->isEnabled());
}

void TestRegion::thePanelPoolsTheVotersOfThePatches()
{
    chooseSix();
    QVERIFY(m_studio->find<QLabel>("patchPlace")->text() == QStringLiteral("6 patches   ·   rows 1–3, columns 1–2"));
    QVERIFY(m_studio->find<QLabel>("headline")->text().contains(query().evidence().reading().votes.first().name));
    QVERIFY(m_studio->find<QLabel>("sureness")->isVisible());
    QVERIFY2(m_studio->find<QLabel>("sureness")->text().contains(QStringLiteral(" of 6 are ")),
             qPrintable(m_studio->find<QLabel>("sureness")->text()));
    QVERIFY(!m_studio->find<QToolButton>("whyNot")->isVisible()); // a question about one patch
    QVERIFY2(std::abs(100 * sumOfWeights() - 100) < 0.1, qPrintable(QString::number(sumOfWeights())));
    double votes = 0;
    for (const ClassShare& vote : query().evidence().reading().votes)
        votes += vote.share;
    QVERIFY(std::abs(votes - 1) < 0.02); // those below 0.1 % are left out
    const QList<NeighbourCard>& cards = query().evidence().neighbours().cards();
    QVERIFY(cards.size() > 30); // more than one patch has
    for (qsizetype i = 1; i < cards.size(); ++i) {
        QVERIFY(cards.at(i).weight <= cards.at(i - 1).weight);
        QCOMPARE(cards.at(i).rank, static_cast<int>(i) + 1);
    }
    QVERIFY(std::abs(cards.last().cumulative - 1) < 1e-3);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, pointOf({0, 4}));
    QVERIFY(!m_studio->find<QLabel>("sureness")->isVisible());
    QVERIFY(m_studio->find<QToolButton>("whyNot")->isVisible());
}

void TestRegion::nothingOfThePanelLiesOverAnother()
{
    for (const QSize size : {QSize(1024, 640), QSize(1280, 800)})
        for (const Task task : {Task::Segmentation, Task::Depth}) {
            m_studio->window.resize(size);
            query().voting().setTask(task);
            query().evidence().pinPatch(3);
            QVERIFY(m_studio->settle());
            for (const auto& [last, count] : {std::pair(PatchIndex{3, 2}, 6), std::pair(PatchIndex{4, 4}, 16)}) {
                drag({pointOf({1, 1}), pointOf(last)}, kRectangleKeys);
                QVERIFY(pooled(static_cast<std::size_t>(count)));
                QTest::qWait(20); // layout
                const QWidget* above = nullptr;
                for (const char* name : {"patchPlace", "headline", "voteView", "sureness"}) {
                    const auto* part = m_studio->find<QWidget>(name);
                    QVERIFY(part->isVisible());
                    QVERIFY2(!above || above->geometry().bottom() < part->geometry().top(), name);
                    if (part->hasHeightForWidth())
                        QVERIFY2(part->height() >= part->heightForWidth(part->width()), name);
                    above = part;
                }
                for (const char* name : {"byPatch", "byImage", "copyCsv"}) {
                    const auto* button = m_studio->find<QWidget>(name);
                    QVERIFY2(button->width() >= button->sizeHint().width(), name);
                }
            }
        }
}

/// Patch by patch from the cards of each.
void TestRegion::weightsAreThoseOfBruteForce()
{
    chooseSix();
    const QList<NeighbourCard> pooledCards = query().evidence().neighbours().cards();
    QHash<quint32, double> weights;
    QHash<quint32, int> uses;
    for (const int patch : rectangle({1, 1}, {3, 2})) {
        query().evidence().pinPatch(patch);
        for (const NeighbourCard& card : query().evidence().neighbours().cards()) {
            weights[card.row] += card.weight / 6;
            ++uses[card.row];
        }
    }
    QCOMPARE(pooledCards.size(), weights.size());
    for (const NeighbourCard& card : pooledCards) {
        QVERIFY(std::abs(card.weight - weights.value(card.row)) < 1e-6);
        QCOMPARE(card.patches, uses.value(card.row));
    }
}

void TestRegion::theCsvHasThePanelsNumbers()
{
    chooseSix();
    QTest::mouseClick(m_studio->find<QAbstractButton>("copyCsv"), Qt::LeftButton);
    const QStringList lines = QApplication::clipboard()->text().trimmed().split(QLatin1Char('\n'));
    const QList<NeighbourCard>& cards = query().evidence().neighbours().cards();
    QCOMPARE(lines.size(), cards.size() + 1);
    const QStringList head = lines.first().split(QLatin1Char(','));
    const auto weightAt = head.indexOf(QStringLiteral("weight"));
    const auto patchesAt = head.indexOf(QStringLiteral("patches"));
    double sum = 0;
    for (qsizetype i = 0; i < cards.size(); ++i) {
        const QStringList cells = lines.at(i + 1).split(QLatin1Char(','));
        QCOMPARE(cells.at(weightAt), QString::number(cards.at(i).weight, 'f', 6));
        QCOMPARE(cells.at(patchesAt).toInt(), cards.at(i).patches);
        sum += cells.at(weightAt).toDouble();
    }
    QVERIFY2(std::abs(100 * sum - 100) < 0.1, qPrintable(QString::number(sum)));
}

void TestRegion::promptSharesAreThoseOfTheRegion()
{
    chooseSix();
    const PromptShareModel& model = query().answers().promptShares.shares();
    QHash<quint32, double> expected;
    for (const NeighbourCard& card : query().evidence().neighbours().cards())
        expected[card.promptImage] += card.weight;
    const auto sum = [&] {
        double all = 0;
        for (const PromptShare& share : model.shares())
            all += share.share;
        return all;
    };
    QVERIFY(QTest::qWaitFor([&] { return model.rowCount() == expected.size() && std::abs(sum() - 1) < 1e-3; }));
    QVERIFY(QTest::qWaitFor([&] {
        return std::all_of(model.shares().begin(), model.shares().end(), [&](const PromptShare& share) {
            return std::abs(share.share - expected.value(share.promptImage)) < 1e-6;
        });
    }));
}

void TestRegion::insideTheRegionThePointerChangesNothing()
{
    chooseSix();
    QSignalSpy changed(&query().evidence(), &EvidencePresenter::changed);
    QTest::mouseMove(canvas(), pointOf({1, 1}));
    QTest::mouseMove(canvas(), pointOf({2, 2}));
    QCOMPARE(changed.size(), 0);
    QCOMPARE(query().evidence().reading().patches.size(), std::size_t(6));
    QTest::mouseMove(canvas(), pointOf({0, 4}));
    QVERIFY(QTest::qWaitFor([this] { return query().evidence().reading().patch == 4; }));
    QTest::mouseMove(canvas(), pointOf({2, 2}));
    QVERIFY(pooled(6));
}

void TestRegion::optionsAndLeftOutImagesChangeTheRegionsEvidence()
{
    chooseSix();
    query().voting().setNeighbours(2);
    QVERIFY(pooled(6));
    QVERIFY(query().evidence().neighbours().rowCount() <= 12);
    QVERIFY(std::abs(sumOfWeights() - 1) < 1e-3);
    const double sharp = query().evidence().neighbours().card(0).weight;
    query().voting().setTemperature(10); // all matches count alike
    QVERIFY(pooled(6));
    QVERIFY(query().evidence().neighbours().card(0).weight != sharp);
    int votes = 0;
    for (const NeighbourCard& card : query().evidence().neighbours().cards()) {
        QVERIFY(std::abs(card.weight - card.patches / 12.) < 0.01);
        votes += card.patches;
    }
    QCOMPARE(votes, 12);
    const quint32 best = query().evidence().neighbours().card(0).promptImage;
    query().voting().setPromptCounts(best, false);
    QVERIFY(pooled(6));
    for (const NeighbourCard& card : query().evidence().neighbours().cards())
        QVERIFY(card.promptImage != best);
    QVERIFY(std::abs(sumOfWeights() - 1) < 1e-3);
    for (qint64 image = 0; image < query().bank().images; ++image)
        query().voting().setPromptCounts(image, false);
    QVERIFY(pooled(6));
    QCOMPARE(query().evidence().neighbours().rowCount(), 0);
    QVERIFY(m_studio->find<QLabel>("headline")->text().contains(QStringLiteral("unknown")));
}

void TestRegion::depthOfARegionIsTheMean()
{
    query().voting().setTask(Task::Depth);
    QVERIFY(m_studio->settle());
    chooseSix();
    double sum = 0;
    int known = 0;
    const PatchVotes& votes = query().shown().prediction->votes;
    for (const int patch : query().evidence().keptPatches())
        if (votes.known(patch)) {
            sum += double(votes.scores.row(patch)[0]);
            ++known;
        }
    QVERIFY(known > 0);
    QVERIFY(std::abs(double(query().evidence().reading().metres) - sum / known) < 1e-4);
    QVERIFY(m_studio->find<QLabel>("sureness")->text().contains(QStringLiteral(" m")));
    QVERIFY(!m_studio->find<QAction>("selectArea")->isEnabled()); // there are no classes
}

void TestRegion::theSimilarityLayerIsAboutAllPatches()
{
    chooseSix();
    QTest::keyClick(&m_studio->window, Qt::Key_S);
    QVERIFY(QTest::qWaitFor([this] {
        return query().answers().patchLayers.layer() &&
               query().answers().patchLayers.layer()->title == QStringLiteral("Similarity to the 6 chosen patches");
    }));
    QCOMPARE(query().answers().patchLayers.similarTo(), query().evidence().keptPatches());
}

void TestRegion::theAreaOfAClassIsChosen()
{
    const PatchVotes& votes = query().shown().prediction->votes;
    const auto winner = [&](int patch) {
        const auto scores = votes.scores.row(patch);
        return std::max_element(scores.begin(), scores.end()) - scores.begin();
    };
    const int start = patchNumber(grid(), {grid().rows / 2, grid().cols / 2});
    query().evidence().pinPatch(start);
    QTest::keyClick(&m_studio->window, Qt::Key_A, Qt::ControlModifier);
    const std::vector<int> all = query().evidence().keptPatches();
    std::vector<int> expected;
    for (int patch = 0; patch < grid().count(); ++patch)
        if (votes.known(patch) && winner(patch) == winner(start))
            expected.push_back(patch);
    QCOMPARE(all, expected);
    query().evidence().pinPatch(start);
    QTest::keyClick(&m_studio->window, Qt::Key_A);
    const std::vector<int> joined = query().evidence().keptPatches();
    QVERIFY(std::binary_search(joined.begin(), joined.end(), start));
    QVERIFY(std::includes(all.begin(), all.end(), joined.begin(), joined.end()));
    query().evidence().pinPatch(-1);
    QVERIFY(!m_studio->find<QAction>("selectClass")->isEnabled());
}

void TestRegion::aRightClickAsksAboutWhatItPointsAt()
{
    query().evidence().pinPatch(7);
    QStringList entries;
    QTimer::singleShot(0, this, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (!menu)
            return;
        for (const QAction* action : menu->actions())
            entries.append(action->objectName());
        menu->close();
    });
    const QPoint at = pointOf({3, 3});
    QTest::mousePress(canvas(), Qt::RightButton, {}, at);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, canvas()->mapToGlobal(at));
    QCoreApplication::sendEvent(canvas(), &event);
    QVERIFY(entries.contains(QStringLiteral("selectArea")));
    QCOMPARE(query().evidence().pinnedPatch(), patchNumber(grid(), {3, 3}));
    const QPointF offset = canvas()->transform().offset();
    QTest::mouseMove(canvas(), pointOf({1, 1}));
    QTest::mouseMove(canvas(), pointOf({4, 4}));
    QCOMPARE(canvas()->transform().offset(), offset); // the press did not begin a drag
}

void TestRegion::anotherPictureLetsGoAndBackBringsItAgain()
{
    chooseSix();
    const std::vector<int> region = query().evidence().keptPatches();
    query().openImage(query().queryImages().entry(1).path);
    QVERIFY(m_studio->settle());
    QVERIFY(canvas()->region().empty());
    query().goBack();
    QVERIFY(m_studio->settle());
    QVERIFY(pooled(6));
    QCOMPARE(query().evidence().keptPatches(), region);
    QCOMPARE(canvas()->region(), region);
}

void TestRegion::theOutlineIsTheUnionsInTheAccent()
{
    for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) {
        applyTheme(*qApp, theme);
        query().evidence().pinPatch(-1);
        chooseSix();
        const QImage picture = canvas()->grab().toImage();
        const QRectF shown = canvas()->transform().pictureRect();
        const auto edge = [&](int row, int col) { // the top left corner of a patch
            return QPoint(qRound(shown.left() + shown.width() * col / grid().cols),
                          qRound(shown.top() + shown.height() * row / grid().rows));
        };
        const auto isAccent = [&](QPoint at) {
            for (const QPoint& near : {QPoint(0, 0), QPoint(-1, 0), QPoint(0, -1), QPoint(-1, -1)})
                if (picture.pixel((at + near) * picture.devicePixelRatio()) == kCanvasAccent)
                    return true;
            return false;
        };
        const QPoint half = (edge(2, 2) - edge(1, 1)) / 2;
        QVERIFY(isAccent(edge(1, 1) + QPoint(half.x(), 0)));  // above its first patch
        QVERIFY(isAccent(edge(4, 2) + QPoint(half.x(), 0)));  // below its last
        QVERIFY(isAccent(edge(2, 1) + QPoint(0, half.y())));  // on its left
        QVERIFY(isAccent(edge(2, 3) + QPoint(0, half.y())));  // on its right
        QVERIFY(!isAccent(edge(2, 1) + QPoint(half.x(), 0))); // not between two of its patches
        QVERIFY(!isAccent(edge(2, 2) + QPoint(0, half.y())));
    }
}

void TestRegion::theBorderRunsAroundTheUnionOnce()
{
    const PatchGrid square{4, 4, 14};
    const QRectF picture(10, 20, 40, 40);
    QCOMPARE(regionBorder(square, std::vector{5}, picture),
             (QList<QLineF>{{20, 30, 30, 30}, {20, 40, 30, 40}, {20, 30, 20, 40}, {30, 30, 30, 40}}));
    // an L of three: six straight pieces
    QCOMPARE(regionBorder(square, std::vector{5, 9, 10}, picture).size(), 6);
    // a ring of eight around a hole: four outside, four inside
    QCOMPARE(regionBorder(square, std::vector{0, 1, 2, 4, 6, 8, 9, 10}, picture).size(), 8);
    QCOMPARE(regionBorder(square, patchesInRectangle(square, {0, 0}, {3, 3}), picture).size(), 4);
    QVERIFY(regionBorder(square, {}, picture).isEmpty());
}

void TestRegion::theCommandLinePrintsTheSameNumbers()
{
    chooseSix();
    const QString picture = pathToQString(query().shown().image->path);
    const ProgramResult result =
        runNectar({QStringLiteral("explain"), QStringLiteral("--bank"), m_town.bank(), QStringLiteral("--image"),
                   picture, QStringLiteral("--what"), QStringLiteral("evidence"), QStringLiteral("--region"),
                   QStringLiteral("1,1:3,2"), QStringLiteral("--json")},
                  m_town.folder());
    QVERIFY2(result.exitCode == 0, qPrintable(result.err));
    const QJsonObject answer = QJsonDocument::fromJson(result.out.toUtf8()).object();
    const QJsonArray neighbours = answer[QStringLiteral("neighbours")].toArray();
    const QList<NeighbourCard>& cards = query().evidence().neighbours().cards();
    QCOMPARE(neighbours.size(), cards.size());
    for (qsizetype i = 0; i < cards.size(); ++i) {
        const QJsonObject one = neighbours.at(i).toObject();
        QCOMPARE(one[QStringLiteral("row")].toInt(), static_cast<int>(cards.at(i).row));
        QCOMPARE(one[QStringLiteral("share")].toDouble(), cards.at(i).weight); // to the last bit
        QCOMPARE(one[QStringLiteral("patches")].toInt(), cards.at(i).patches);
        QCOMPARE(one[QStringLiteral("image")].toString(), cards.at(i).imageName);
    }
    const QJsonArray votes = answer[QStringLiteral("votes")].toArray();
    double best = 0;
    for (const auto& vote : votes)
        best = std::max(best, vote.toDouble());
    QCOMPARE(best, query().evidence().reading().votes.first().share);
    const PromptShareModel& shares = query().answers().promptShares.shares();
    const QJsonArray images = answer[QStringLiteral("images")].toArray();
    QVERIFY(QTest::qWaitFor([&] { return shares.rowCount() == images.size(); }));
    QCOMPARE(images.first().toObject()[QStringLiteral("share")].toDouble(), shares.share(0).share);
}

void TestRegion::twoHundredPatchesOf256NeighboursTakeLessThan50Milliseconds()
{
    constexpr std::uint32_t kRows = 20'000;
    ShownPicture shown = query().shown();
    shown.bank = bigBank(kRows);
    OpenImage image = *shown.image;
    image.grid = {20, 20, 14};
    image.table = NeighbourTable(400, kMaxNeighbours);
    for (std::size_t i = 0; i < image.table.ids.size(); ++i) {
        const auto patch = static_cast<std::uint32_t>(i / kMaxNeighbours);
        const auto place = static_cast<std::uint32_t>(i % kMaxNeighbours);
        image.table.ids[i] = (97 * patch + place) % kRows; // neighbours share most of their voters
        image.table.similarities[i] = 0.9f - 0.001f * static_cast<float>(place);
    }
    shown.options = {kMaxNeighbours, 0.1f};
    shown.image = std::make_shared<const OpenImage>(image);
    shown.prediction = std::make_shared<const Prediction>(
        predict(image, *shown.bank, Task::Segmentation, shown.options, JobContext{}));
    QElapsedTimer timer;
    timer.start();
    const RegionAnswer answer = regionAnswer(shown, patchesInRectangle(image.grid, {0, 0}, {9, 19}), JobContext{});
    const double milliseconds = double(timer.nsecsElapsed()) / 1e6;
    qInfo("200 patches x %d neighbours, %lld voters: %.1f ms", shown.options.neighbours,
          static_cast<long long>(answer.cards.size()), milliseconds);
    QVERIFY2(milliseconds < 150, "three times the 50 ms that it may take");
    QVERIFY(answer.cards.size() > 10'000);
    double sum = 0;
    for (const NeighbourCard& card : answer.cards)
        sum += card.weight;
    QVERIFY(std::abs(100 * sum - 100) < 0.1);
}

QTEST_MAIN(TestRegion)
#include "tst_region.moc"
