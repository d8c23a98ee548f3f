// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/support/slow_backbone.h"
#include "tests/ui/feature_presenter_bench.h"
#include "ui/convert/text.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>

using namespace nectar;

/// Features to look at, without a window.
class TestFeaturePresenter : public FeaturePresenterBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { writePictures(); }
    void init() { begin(openBackbone); }
    void cleanup() { end(); }

    void eachPictureByItselfHasTheCoresColours();
    void sharedColoursAreThoseOfAllSelected();
    void ofOneSelectedAllShare();
    void strengthIsTheCoresNorm();
    void attentionIsTheCoresInPerCent();
    void theDescriptorHasNoAttention();
    void aBrokenPictureIsNamedAndTheOthersAreRead();
    void sharingLeavesABrokenPictureOut();
    void cancellingTakesLessThanASecondAndGoingOnReadsTheRest();
    void moreThanTheBoundAreLeftOut();
    void twoNamesOfOneFileCountOnce();
    void weightsThatNobodyKnowsAreExplained();
    void anotherBackboneReadsAnew();
    void picturesAreTakenOut();
    void anEmptyListHasNothing();
};

void TestFeaturePresenter::eachPictureByItselfHasTheCoresColours()
{
    open(3);
    const auto pictures = read(3, FeatureView::Pca);
    for (int i = 0; i < 3; ++i) {
        const MatrixView numbers = pictures[static_cast<std::size_t>(i)].numbers;
        const auto components = featureComponents(std::span(&numbers, 1), {});
        QVERIFY(m_presenter->layer(i));
        QVERIFY(m_presenter->layer(i)->colours == qRgbs(featureColours(components).front()));
        QVERIFY(!m_presenter->pictures()[static_cast<std::size_t>(i)].preview.isNull());
    }
    QCOMPARE(m_presenter->valueText(0, 7), QStringLiteral("row 1, column 1")); // 6 columns
    QCOMPARE(m_presenter->shown(), QList<int>{0});
    QCOMPARE(m_presenter->photo(0).size, (Size{96, 64}));
    QCOMPARE(m_presenter->photo(0).grid.cols, 6);
}

void TestFeaturePresenter::sharedColoursAreThoseOfAllSelected()
{
    open(4);
    const auto alone = m_presenter->layer(1)->colours;
    m_presenter->setShared(true);
    m_presenter->select({1, 3});
    QVERIFY(settle());
    QCOMPARE(m_presenter->sharing(), (QList<int>{1, 3}));
    auto pictures = read(4, FeatureView::Pca);
    const std::vector<MatrixView> both{pictures[1].numbers, pictures[3].numbers};
    const auto colours = featureColours(featureComponents(both, {}));
    QVERIFY(m_presenter->layer(1)->colours == qRgbs(colours[0]));
    QVERIFY(m_presenter->layer(3)->colours == qRgbs(colours[1]));
    QVERIFY(m_presenter->layer(1)->colours != alone);
    m_presenter->setShared(false);
    QVERIFY(settle());
    QVERIFY(m_presenter->layer(1)->colours == alone);
}

void TestFeaturePresenter::ofOneSelectedAllShare()
{
    m_presenter->setShared(true);
    open(3);
    QCOMPARE(m_presenter->selected(), QList<int>{0});
    QCOMPARE(m_presenter->sharing(), (QList<int>{0, 1, 2}));
    const auto pictures = read(3, FeatureView::Pca);
    const auto colours = featureColours(featureComponents(numbersOf(pictures), {}));
    for (int i = 0; i < 3; ++i)
        QVERIFY(m_presenter->layer(i)->colours == qRgbs(colours[static_cast<std::size_t>(i)]));
}

void TestFeaturePresenter::strengthIsTheCoresNorm()
{
    open(2);
    m_presenter->setView({FeatureView::Norm, {}});
    QVERIFY(settle());
    const auto norms = featureNorms(read(2, FeatureView::Norm)[1].numbers);
    const auto layer = m_presenter->layer(1);
    QVERIFY(layer->values == norms);
    QCOMPARE(layer->first, robustRange(norms).low);
    QCOMPARE(layer->last, robustRange(norms).high);
    QVERIFY(m_presenter->valueText(1, 0).startsWith(QStringLiteral("row 0, column 0: ")));
    QVERIFY(m_presenter->valueText(1, 999).isEmpty() && m_presenter->valueText(7, 0).isEmpty());
}

void TestFeaturePresenter::attentionIsTheCoresInPerCent()
{
    m_presenter->setForm({weights(), QStringLiteral("auto"), 64});
    open(2);
    QCOMPARE(m_presenter->backbone()->heads, 2);
    QVERIFY(m_presenter->whyNoAttention().isEmpty());
    m_presenter->setView({FeatureView::Attention, {}});
    QVERIFY(settle());
    const Matrix attention = read(2, FeatureView::Attention)[1].numbers;
    std::vector<float> expected = meanOverHeads(attention);
    for (float& value : expected)
        value *= 100;
    QVERIFY(m_presenter->layer(1)->values == expected);
    QVERIFY2(m_presenter->valueText(1, 3).endsWith(u'%'), qPrintable(m_presenter->valueText(1, 3)));
    m_presenter->setView({FeatureView::Attention, 1});
    QVERIFY(settle());
    QCOMPARE(m_presenter->layer(1)->values[5], 100 * attention.row(1)[5]);
    m_presenter->setView({FeatureView::Attention, 2}); // there is none
    QVERIFY(!m_presenter->view().head);
}

void TestFeaturePresenter::theDescriptorHasNoAttention()
{
    open(1);
    QVERIFY(m_presenter->whyNoAttention().contains(QStringLiteral("descriptor")));
    m_presenter->setView({FeatureView::Attention, {}});
    QCOMPARE(m_presenter->view().view, FeatureView::Pca);
    m_presenter->setForm({weights(), QStringLiteral("auto"), 64});
    QVERIFY(settle());
    m_presenter->setView({FeatureView::Attention, 1});
    QVERIFY(settle());
    m_presenter->setForm({QStringLiteral("descriptor"), QStringLiteral("auto"), 64});
    QVERIFY(settle());
    QCOMPARE(m_presenter->view(), ViewKind{}); // what it has
    QVERIFY(m_presenter->layer(0));
}

void TestFeaturePresenter::aBrokenPictureIsNamedAndTheOthersAreRead()
{
    QSignalSpy problems(m_presenter.get(), &FeaturePresenter::problemOccurred);
    m_presenter->addPictures({path(QStringLiteral("broken.png")), picture(0), path(QStringLiteral("gone.png"))});
    QVERIFY(settle());
    const auto& pictures = m_presenter->pictures();
    QVERIFY2(pictures[0].problem.contains(QStringLiteral("broken.png")), qPrintable(pictures[0].problem));
    QVERIFY2(pictures[2].problem.contains(QStringLiteral("gone.png")), qPrintable(pictures[2].problem));
    QVERIFY(pictures[1].problem.isEmpty() && m_presenter->layer(1) && !m_presenter->layer(0));
    QCOMPARE(problems.size(), 0); // it is said where they are listed
    QCOMPARE(m_presenter->progress().done, 3);
    QVERIFY(!m_presenter->whyNotSave().isEmpty()); // the broken one is selected
}

void TestFeaturePresenter::sharingLeavesABrokenPictureOut()
{
    m_presenter->setShared(true);
    m_presenter->addPictures({path(QStringLiteral("broken.png")), picture(0), picture(1)});
    QVERIFY(settle());
    QCOMPARE(m_presenter->sharing(), (QList<int>{1, 2}));
    QCOMPARE(m_presenter->layer(1)->colours,
             qRgbs(featureColours(featureComponents(numbersOf(read(2, FeatureView::Pca)), {}))[0]));
}

void TestFeaturePresenter::cancellingTakesLessThanASecondAndGoingOnReadsTheRest()
{
    const auto pace = std::make_shared<std::atomic<int>>(10'000);
    begin(slowOpener(pace));
    m_presenter->addPictures({picture(0), picture(1), picture(2)});
    QTRY_VERIFY(m_presenter->progress().isReading);
    QTest::qWait(50); // it is in the midst of it
    QElapsedTimer clock;
    clock.start();
    m_presenter->cancel();
    QVERIFY(!m_presenter->progress().isReading && m_presenter->progress().isStopped);
    QVERIFY(QTest::qWaitFor([this] { return !m_presenter->isBusy(); }, 5000));
    qInfo("cancelled within %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < 1000);
    QVERIFY(!m_presenter->layer(0));
    *pace = 0;
    m_presenter->goOn();
    QVERIFY(settle());
    QVERIFY(m_presenter->layer(0) && m_presenter->layer(2));
}

void TestFeaturePresenter::moreThanTheBoundAreLeftOut()
{
    const auto pace = std::make_shared<std::atomic<int>>(10'000);
    begin(slowOpener(pace));
    QStringList files;
    for (int i = 0; i < FeaturePresenter::kMostPictures + 3; ++i)
        files.append(path(QStringLiteral("no_%1.png").arg(i)));
    QSignalSpy problems(m_presenter.get(), &FeaturePresenter::problemOccurred);
    m_presenter->addPictures(files);
    QTRY_COMPARE(problems.size(), 1);
    QCOMPARE(m_presenter->pictures().size(), std::size_t{FeaturePresenter::kMostPictures});
    QCOMPARE(problems[0][0].value<Problem>().title, QStringLiteral("3 pictures were left out"));
}

void TestFeaturePresenter::twoNamesOfOneFileCountOnce()
{
    QFile::link(picture(0), path(QStringLiteral("link.png")));
    m_presenter->addPictures({picture(0), path(QStringLiteral("link.png")), picture(0)});
    QVERIFY(settle());
    QCOMPARE(m_presenter->pictures().size(), std::size_t{1});
    QFile::remove(path(QStringLiteral("link.png")));
}

void TestFeaturePresenter::weightsThatNobodyKnowsAreExplained()
{
    open(1);
    writeFile(pathFromQString(path(QStringLiteral("words.safetensors"))), "these are no weights");
    m_presenter->setForm({path(QStringLiteral("words.safetensors")), QStringLiteral("auto"), 64});
    QVERIFY(settle());
    QVERIFY(m_presenter->backboneProblem());
    QVERIFY2(m_presenter->backboneProblem()->text.contains(QStringLiteral("words.safetensors")),
             qPrintable(m_presenter->backboneProblem()->text));
    QVERIFY(m_presenter->pictures()[0].problem.isEmpty()); // no fault of the picture's
    QVERIFY(!m_presenter->layer(0));
    QFile::remove(path(QStringLiteral("words.safetensors")));
    QFile::copy(weights(), path(QStringLiteral("words.safetensors")));
    m_presenter->setForm(m_presenter->form()); // chosen again after it was mended
    QVERIFY(settle());
    QVERIFY(m_presenter->layer(0) && !m_presenter->backboneProblem());
}

void TestFeaturePresenter::anotherBackboneReadsAnew()
{
    open(1);
    const auto before = m_presenter->layer(0);
    m_presenter->setForm({QStringLiteral("descriptor"), QStringLiteral("auto"), 32});
    QVERIFY(!m_presenter->layer(0));
    m_presenter->setForm({QStringLiteral("descriptor"), QStringLiteral("auto"), 128}); // at once
    QVERIFY(settle());
    QCOMPARE(m_presenter->layer(0)->grid.rows, 8);
    QVERIFY(m_presenter->layer(0)->colours != before->colours);
}

void TestFeaturePresenter::picturesAreTakenOut()
{
    open(3);
    m_presenter->select({0, 1});
    m_presenter->removePictures({0, 1});
    QVERIFY(settle());
    QCOMPARE(m_presenter->pictures().size(), std::size_t{1});
    QCOMPARE(m_presenter->pictures()[0].path, picture(2));
    QCOMPARE(m_presenter->selected(), QList<int>{0});
    QVERIFY(m_presenter->layer(0) && !m_presenter->photo(0).levels.isEmpty());
    m_presenter->removePictures({0});
    QVERIFY(settle());
    QVERIFY(m_presenter->pictures().empty() && m_presenter->shown().isEmpty());
}

void TestFeaturePresenter::anEmptyListHasNothing()
{
    QCOMPARE(m_presenter->whyNotSave(), QStringLiteral("Add pictures first."));
    QVERIFY(m_presenter->commands(QStringLiteral("out")).isEmpty());
    m_presenter->setShared(true);
    m_presenter->save(path(QStringLiteral("nothing")), false);
    m_presenter->cancel();
    QVERIFY(settle());
    QVERIFY(!QFileInfo::exists(path(QStringLiteral("nothing"))));
    QSignalSpy problems(m_presenter.get(), &FeaturePresenter::problemOccurred);
    QDir().mkpath(path(QStringLiteral("bare")));
    m_presenter->addPictures({path(QStringLiteral("bare"))});
    QTRY_COMPARE(problems.size(), 1);
}

QTEST_MAIN(TestFeaturePresenter)
#include "tst_feature_presenter.moc"
