// SPDX-License-Identifier: Apache-2.0
#include "core/base/similarity.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/presenters/patch_layers_presenter.h"

#include <QAction>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <random>

using namespace nectar;

namespace {

using Shown = CanvasPane::Shown;

/// Black, grey, white: three steps from dark to light.
const QList<QRgb> kThreeSteps{qRgb(0, 0, 0), qRgb(128, 128, 128), qRgb(255, 255, 255)};

/// A picture of one row of patches with features of two numbers.
OpenImage rowOfPatches(std::initializer_list<std::pair<float, float>> features)
{
    OpenImage image;
    image.grid = {1, static_cast<int>(features.size()), 14};
    image.queries = Matrix(std::ssize(features), 2);
    std::int64_t patch = 0;
    for (const auto& [x, y] : features) {
        image.queries.row(patch)[0] = x;
        image.queries.row(patch++)[1] = y;
    }
    return image;
}

PatchConfidence sure(std::uint16_t winner, float share, float entropy)
{
    PatchConfidence confidence;
    confidence.winner = winner;
    confidence.share = share;
    confidence.entropy = entropy;
    return confidence;
}

} // namespace

/// Similarity, confidence and features over the picture.
class TestPatchLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_studio = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)));
        m_studio->window.openPath(m_town.bank());
        QVERIFY(m_studio->settle());
    }
    void cleanup() { m_studio.reset(); }

    void similarityIsTheCosineToThePatch();
    void similarityToSeveralPatchesIsTheirMean();
    void aScaleHasTwoEndsAndNothingBeyond();
    void darkIsUnsureInEveryMeasure();
    void anUnknownPatchHasNoColour();
    void eachTaskHasItsOwnMeasures();
    void patchesAlikeHaveTheSameFeatureColour();
    void similarityFollowsThePointerAndComesBack();
    void theStatusLineSaysHowAlikeThePointedPatchIsToTheKeptOne();
    void withoutAPatchTheLegendSaysWhatToDo();
    void keysShowALayerAndTakeItAwayAgain();
    void theButtonNamesItsLayerAndTheMenuChoosesIt();
    void choosingAnotherMeasureRecolours();
    void confidenceFollowsTheNumberOfNeighbours();
    void theTaskSwitchBringsTheMeasuresOfDepth();
    void anotherPictureDropsTheLayerOfTheFormer();
    void theCanvasShowsTheLayersColours();
    void aCopyOfThePictureHasTheLayer();
    void layersNeedAPicture();
    void aHeatMapOf1369PatchesIsThereAtOnce();

private:
    QueryPresenter& query() { return m_studio->query; }
    PatchLayersPresenter& layers() { return m_studio->query.answers().patchLayers; }
    CanvasPane* pane() { return m_studio->window.inspectPage()->canvas(); }
    bool hasLayer()
    {
        return QTest::qWaitFor([this] { return layers().layer() != nullptr; }, 30'000);
    }
    /// The layer's number at a patch, as the feature vectors themselves give it.
    float cosine(int a, int b)
    {
        const Matrix& queries = query().shown().image->queries;
        return exactSimilarity(queries.row(a), queries.row(b));
    }
    bool showsSimilarityTo(int patch)
    {
        return QTest::qWaitFor(
            [this, patch] {
                return layers().layer() &&
                       layers().layer()->title.endsWith(patchText(patchAt(query().shown().image->grid, patch)));
            },
            30'000);
    }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_studio;
    int m_count = 0;
};

void TestPatchLayers::similarityIsTheCosineToThePatch()
{
    const OpenImage image = rowOfPatches({{1, 0}, {0, 1}, {0.6f, 0.8f}, {-1, 0}});
    const int patch = 0;
    const PatchLayer layer = similarityLayer(image, std::span(&patch, 1), kThreeSteps);
    QCOMPARE(layer.values, (std::vector<float>{1, 0, 0.6f, -1}));
    QCOMPARE(layer.title, QStringLiteral("Similarity to the patch in row 0, column 0"));
    QCOMPARE(layer.first, 0.3f);                    // the median of -1, 0, 0.6, 1
    QVERIFY(std::abs(layer.last - 0.976f) < 1e-6f); // 98 %: 0.06 of the way from 1 to 0.6
    QCOMPARE(layer.colours[0], qRgb(255, 255, 255));
    QCOMPARE(layer.colours[1], qRgb(0, 0, 0));
    QCOMPARE(layer.colours[2], qRgb(128, 128, 128)); // (0.6 - 0.3) / 0.676 = 0.44 of the way
    QCOMPARE(layer.colours[3], qRgb(0, 0, 0));
}

void TestPatchLayers::similarityToSeveralPatchesIsTheirMean()
{
    const OpenImage image = rowOfPatches({{1, 0}, {0, 1}, {0.6f, 0.8f}});
    const PatchLayer layer = similarityLayer(image, std::vector{0, 1}, kThreeSteps);
    QCOMPARE(layer.values[0], 0.5f);
    QVERIFY(std::abs(layer.values[2] - 0.7f) < 1e-6f);
    QCOMPARE(layer.title, QStringLiteral("Similarity to the 2 chosen patches"));
}

void TestPatchLayers::aScaleHasTwoEndsAndNothingBeyond()
{
    PatchLayer layer;
    layer.first = 1;
    layer.last = 0; // runs down
    layer.unit = QStringLiteral(" m");
    QCOMPARE(layer.placeOf(1), 0.);
    QCOMPARE(layer.placeOf(0.25f), 0.75);
    QCOMPARE(layer.placeOf(-3), 1.);
    QCOMPARE(layer.valueText(0.256f), QStringLiteral("0.26 m"));
    QCOMPARE(layer.valueText(std::nanf("")), QStringLiteral("unknown"));
    layer.last = 1; // all alike
    QCOMPARE(layer.placeOf(1), 0.);
}

void TestPatchLayers::darkIsUnsureInEveryMeasure()
{
    const std::vector<PatchConfidence> confidences{sure(0, 1, 0), sure(1, 0.5f, 0.5f), sure(2, 0, 1)};
    for (const ConfidenceMeasure measure : {ConfidenceMeasure::Share, ConfidenceMeasure::Entropy}) {
        const PatchLayer layer = confidenceLayer({1, 3, 14}, confidences, measure, 30, kThreeSteps);
        QCOMPARE(layer.colours, (std::vector<QRgb>{kThreeSteps[2], kThreeSteps[1], kThreeSteps[0]}));
        QCOMPARE(layer.lowWord, QStringLiteral("low"));
        QCOMPARE(layer.highWord, QStringLiteral("high"));
    }
    const PatchLayer entropy = confidenceLayer({1, 3, 14}, confidences, ConfidenceMeasure::Entropy, 30, kThreeSteps);
    QCOMPARE(entropy.values, (std::vector<float>{0, 0.5f, 1})); // the number itself stays what it is
    QCOMPARE(entropy.first, 1.f);
}

void TestPatchLayers::anUnknownPatchHasNoColour()
{
    const std::vector<PatchConfidence> confidences{sure(0, 1, 0), PatchConfidence{}};
    const PatchLayer share = confidenceLayer({1, 2, 14}, confidences, ConfidenceMeasure::Share, 30, kThreeSteps);
    QVERIFY(share.isKnown(0) && !share.isKnown(1));
    QVERIFY(std::isnan(share.values[1]));
    PatchConfidence near; // depth: no class at all, but a spread
    near.entropy = near.disagreement = 0;
    near.spread = 2;
    const std::vector<PatchConfidence> depths{near, PatchConfidence{}};
    const PatchLayer spread = confidenceLayer({1, 2, 14}, depths, ConfidenceMeasure::Spread, 30, kThreeSteps);
    QVERIFY(spread.isKnown(0) && !spread.isKnown(1));
    QCOMPARE(spread.valueText(spread.values[0]), QStringLiteral("2.00 m"));
}

void TestPatchLayers::eachTaskHasItsOwnMeasures()
{
    QCOMPARE(confidenceMeasures(Task::Segmentation).first(), ConfidenceMeasure::Share);
    QVERIFY(!confidenceMeasures(Task::Segmentation).contains(ConfidenceMeasure::Spread));
    QCOMPARE(confidenceMeasures(Task::Depth).first(), ConfidenceMeasure::Spread);
    QVERIFY(!confidenceMeasures(Task::Depth).contains(ConfidenceMeasure::Share));
    PatchConfidence numbers{0, 1, 2, 3, 4, 5, 6, 7};
    QCOMPARE(measured(numbers, ConfidenceMeasure::Margin), 2.f);
    QCOMPARE(measured(numbers, ConfidenceMeasure::Entropy), 3.f);
    QCOMPARE(measured(numbers, ConfidenceMeasure::Effective), 4.f);
    QCOMPARE(measured(numbers, ConfidenceMeasure::Similarity), 5.f);
    QCOMPARE(measured(numbers, ConfidenceMeasure::Disagreement), 6.f);
    QCOMPARE(measured(numbers, ConfidenceMeasure::Spread), 7.f);
}

void TestPatchLayers::patchesAlikeHaveTheSameFeatureColour()
{
    const PatchLayer layer = featureLayer(rowOfPatches({{1, 0}, {0, 1}, {1, 0}, {0, 1}}), JobContext{});
    QCOMPARE(layer.colours[0], layer.colours[2]);
    QCOMPARE(layer.colours[1], layer.colours[3]);
    QVERIFY(layer.colours[0] != layer.colours[1]);
    QVERIFY(layer.values.empty());
    QVERIFY2(layer.note.contains(QStringLiteral("100")), qPrintable(layer.note)); // one direction has it all
    const PatchLayer alike = featureLayer(rowOfPatches({{1, 0}, {1, 0}}), JobContext{});
    QVERIFY2(alike.note.contains(QStringLiteral("same feature")), qPrintable(alike.note));
}

void TestPatchLayers::similarityFollowsThePointerAndComesBack()
{
    pane()->show(Shown::Similarity);
    query().evidence().pinPatch(3);
    QVERIFY(showsSimilarityTo(3));
    const auto kept = layers().layer();
    for (int patch = 0; patch < query().shown().image->grid.count(); ++patch)
        QCOMPARE(kept->values[static_cast<std::size_t>(patch)], cosine(3, patch));
    QTest::mouseMove(m_studio->canvas(), m_studio->pointOfPatch(20));
    QTest::mouseMove(m_studio->canvas(), m_studio->pointOfPatch(12));
    QVERIFY(showsSimilarityTo(12));
    QCOMPARE(layers().layer()->values[3], cosine(12, 3));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(m_studio->canvas(), &leave);
    QVERIFY(showsSimilarityTo(3));
    QCOMPARE(layers().layer()->values, kept->values);
}

void TestPatchLayers::theStatusLineSaysHowAlikeThePointedPatchIsToTheKeptOne()
{
    pane()->show(Shown::Similarity);
    query().evidence().pinPatch(3);
    QVERIFY(showsSimilarityTo(3));
    QCOMPARE(*layers().valueAt(12), cosine(3, 12)); // by the kept patch's own map
    QVERIFY(!layers().valueAt(3));                  // to itself
    QVERIFY(!layers().valueAt(-1) && !layers().valueAt(100'000));
    QTest::mouseMove(m_studio->canvas(), m_studio->pointOfPatch(20)); // the pointer may lie on 12 already
    QTest::mouseMove(m_studio->canvas(), m_studio->pointOfPatch(12));
    QVERIFY(showsSimilarityTo(12));
    QCOMPARE(*layers().valueAt(12), cosine(12, 3)); // by the other's
    const QString expected =
        QStringLiteral("similarity to the kept patch: %1").arg(static_cast<double>(cosine(3, 12)), 0, 'f', 3);
    const auto* facts = m_studio->find<QLabel>("pixelFacts");
    QTRY_VERIFY2(facts->text().endsWith(expected), qPrintable(facts->text()));
}

void TestPatchLayers::withoutAPatchTheLegendSaysWhatToDo()
{
    query().evidence().pinPatch(-1);
    pane()->show(Shown::Similarity);
    auto* legend = m_studio->find<QWidget>("patchLegend");
    QVERIFY(legend->isVisible());
    QVERIFY2(legend->accessibleDescription().startsWith(QStringLiteral("Point at a patch")),
             qPrintable(legend->accessibleDescription()));
    QVERIFY(pane()->currentLayer().isEmpty());
    query().evidence().pinPatch(0);
    QVERIFY(showsSimilarityTo(0));
    QVERIFY(layers().hint().isEmpty());
    query().evidence().pinPatch(-1); // and it is gone again
    QVERIFY(!layers().layer());
    QVERIFY(!layers().hint().isEmpty());
}

void TestPatchLayers::keysShowALayerAndTakeItAwayAgain()
{
    const struct {
        Qt::Key key;
        Shown shown;
        const char* action;
    } layersByKey[] = {{Qt::Key_S, Shown::Similarity, "showSimilarity"},
                       {Qt::Key_C, Shown::Confidence, "showConfidence"},
                       {Qt::Key_F, Shown::Features, "showFeatures"}};
    for (const auto& layer : layersByKey) {
        QTest::keyClick(m_studio->canvas(), layer.key);
        QCOMPARE(pane()->shown(), layer.shown);
        QVERIFY(m_studio->find<QAction>(layer.action)->isChecked());
        QVERIFY(hasLayer());
        QVERIFY(!pane()->currentLayer().isEmpty());
        QTest::keyClick(m_studio->canvas(), layer.key);
        QCOMPARE(pane()->shown(), Shown::Prediction);
        QCOMPARE(layers().shown(), PatchView::None); // and no longer computed
        QVERIFY(!m_studio->find<QAction>(layer.action)->isChecked());
    }
}

void TestPatchLayers::theButtonNamesItsLayerAndTheMenuChoosesIt()
{
    auto* more = m_studio->find<QToolButton>("moreLayers");
    QCOMPARE(more->text(), QStringLiteral("More"));
    QVERIFY(!more->isChecked());
    more->menu()->findChild<QAction*>(QStringLiteral("layerFeatures"))->trigger();
    QCOMPARE(pane()->shown(), Shown::Features);
    QCOMPARE(more->text(), QStringLiteral("Features"));
    QVERIFY(more->isChecked());
    QVERIFY(hasLayer());
    int checked = 0; // of the other segments none
    for (const QToolButton* button : pane()->findChildren<QToolButton*>())
        checked += button != more && button->isChecked() &&
                   QStringList{QStringLiteral("Photo"), QStringLiteral("Prediction"), QStringLiteral("Truth")}.contains(
                       button->text());
    QCOMPARE(checked, 0);
    QTest::keyClick(m_studio->canvas(), Qt::Key_P);
    QCOMPARE(more->text(), QStringLiteral("More"));
    QVERIFY(!more->isChecked());
}

void TestPatchLayers::choosingAnotherMeasureRecolours()
{
    pane()->show(Shown::Confidence);
    QVERIFY(hasLayer());
    const auto share = layers().layer();
    auto* measures = m_studio->find<QComboBox>("confidenceMeasure");
    QVERIFY(measures->isVisible());
    QCOMPARE(measures->count(), 6);
    measures->setCurrentIndex(2);
    Q_EMIT measures->activated(2);
    QCOMPARE(layers().measure(), ConfidenceMeasure::Entropy);
    QVERIFY(layers().layer()->values != share->values);
    QCOMPARE(layers().layer()->first, 1.f);
    const QString text = layers().valueText(5);
    QVERIFY2(text.startsWith(QStringLiteral("how mixed the vote is: 0.")), qPrintable(text));
    pane()->show(Shown::Similarity);
    QVERIFY(!measures->isVisible());
}

void TestPatchLayers::confidenceFollowsTheNumberOfNeighbours()
{
    pane()->show(Shown::Confidence);
    QVERIFY(hasLayer());
    const auto before = layers().layer();
    query().voting().setNeighbours(1);
    QVERIFY(m_studio->settle());
    QTRY_VERIFY(layers().layer() != before);
    layers().setMeasure(ConfidenceMeasure::Effective);
    QTRY_VERIFY(layers().layer()->values[0] == 1.f); // one voter is one voter
    for (const float value : layers().layer()->values)
        QCOMPARE(value, 1.f);
}

void TestPatchLayers::theTaskSwitchBringsTheMeasuresOfDepth()
{
    pane()->show(Shown::Confidence);
    QVERIFY(hasLayer());
    layers().setMeasure(ConfidenceMeasure::Margin);
    query().voting().setTask(Task::Depth);
    QVERIFY(m_studio->settle());
    QCOMPARE(layers().measure(), ConfidenceMeasure::Spread); // depth has no margin
    QTRY_COMPARE(layers().layer()->unit, QStringLiteral(" m"));
    QCOMPARE(m_studio->find<QComboBox>("confidenceMeasure")->count(), 3);
    query().voting().setTask(Task::Segmentation);
    QVERIFY(m_studio->settle());
    QCOMPARE(layers().measure(), ConfidenceMeasure::Margin); // what was chosen before
    QTRY_COMPARE(layers().layer()->unit, QString());
}

void TestPatchLayers::anotherPictureDropsTheLayerOfTheFormer()
{
    pane()->show(Shown::Features);
    QVERIFY(hasLayer());
    const auto former = layers().layer();
    QSignalSpy changed(&layers(), &PatchLayersPresenter::layerChanged);
    query().openImage(query().queryImages().entry(1).path);
    QVERIFY(m_studio->settle());
    QVERIFY(changed.size() >= 1);
    QVERIFY(hasLayer());
    QVERIFY(layers().layer() != former);
    QVERIFY(layers().layer()->colours != former->colours);
    QCOMPARE(pane()->shown(), Shown::Features); // what is looked at stays
}

void TestPatchLayers::theCanvasShowsTheLayersColours()
{
    pane()->show(Shown::Features);
    QVERIFY(hasLayer());
    query().evidence().pinPatch(-1); // no frame in the way
    m_studio->canvas()->setOpacity(1);
    const QImage drawn = m_studio->canvas()->grab().toImage();
    for (const int patch : {0, 5, 20})
        QCOMPARE(drawn.pixel(m_studio->pointOfPatch(patch)),
                 layers().layer()->colours[static_cast<std::size_t>(patch)]);
    m_studio->canvas()->setOpacity(0.5);
    QVERIFY(m_studio->canvas()->grab().toImage() != drawn);
}

void TestPatchLayers::aCopyOfThePictureHasTheLayer()
{
    pane()->show(Shown::Features);
    QVERIFY(hasLayer());
    QSignalSpy copied(&m_studio->exports, &ExportPresenter::copied);
    m_studio->exports.copy(query().shown(), pane()->currentLayer(), 1);
    QVERIFY(copied.wait(30'000));
    const auto picture = copied.first().first().value<QImage>();
    const Size size = query().shown().photo.size;
    QCOMPARE(picture.size(), QSize(size.width, size.height));
    QCOMPARE(picture.pixel(0, 0), layers().layer()->colours.front());
    QCOMPARE(picture.pixel(size.width - 1, size.height - 1), layers().layer()->colours.back());
}

void TestPatchLayers::layersNeedAPicture()
{
    StudioBench empty(m_town.path(QStringLiteral("empty.ini")));
    QVERIFY(!empty.find<QAction>("showSimilarity")->isEnabled());
    QVERIFY(!empty.find<QToolButton>("moreLayers")->isEnabled());
    empty.window.inspectPage()->canvas()->show(Shown::Confidence); // nothing to show, nothing wrong
    QVERIFY(!empty.query.answers().patchLayers.layer());
    QVERIFY(empty.query.answers().patchLayers.hint().isEmpty());
    empty.window.openPath(m_town.bank());
    QVERIFY(empty.settle());
    QTRY_VERIFY(empty.query.answers().patchLayers.layer()); // it comes with the picture
}

void TestPatchLayers::aHeatMapOf1369PatchesIsThereAtOnce()
{
    OpenImage image;
    image.grid = {37, 37, 14};
    image.queries = Matrix(image.grid.count(), 384);
    std::mt19937 random(1);
    for (float& value : image.queries.values)
        value = std::normal_distribution<float>()(random);
    for (std::int64_t row = 0; row < image.queries.rows; ++row)
        normaliseRow(image.queries.row(row));
    std::vector<double> milliseconds;
    for (int patch = 0; patch < 51; ++patch) {
        QElapsedTimer timer;
        timer.start();
        const PatchLayer layer = similarityLayer(image, std::span(&patch, 1), kThreeSteps);
        milliseconds.push_back(double(timer.nsecsElapsed()) / 1e6);
        QVERIFY(std::abs(layer.values[static_cast<std::size_t>(patch)] - 1) < 1e-4f);
    }
    std::ranges::sort(milliseconds);
    qInfo("similarity of a patch to 1,369 patches of 384 numbers: %.2f ms, at most %.2f ms in 51 (limit 30)",
          milliseconds[25], milliseconds.back());
    QVERIFY(milliseconds[25] < 30); // the median: a busy machine stretches some
}

QTEST_MAIN(TestPatchLayers)
#include "tst_patch_layers.moc"
