// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/feature_page_bench.h"
#include "tests/ui/file_dialogs.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QTimer>

using namespace nectar;

/// How soon something is seen of features, and stopped.
class TestFeaturePace : public FeaturePageBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_bench.reset(); }

    void fromTheStartPageToTheFirstColouredPicture();
    void theWindowAnswersWhile200PicturesAreLookedAt();
    void readingIsCancelledByAButtonAndGoesOn();
    void theStarterIsLookedThroughWithinSeconds();
};

void TestFeaturePace::fromTheStartPageToTheFirstColouredPicture()
{
    QElapsedTimer clock;
    clock.start();
    QTest::mouseClick(m_bench->find<QPushButton>("startFeatures"), Qt::LeftButton);
    QVERIFY(page()->isVisible());
    auto* box = part<QComboBox>("featureBackbone");
    box->setFocus();
    QTest::keyClick(box, Qt::Key_End); // the descriptor is the last
    QCOMPARE(features().form().backbone, QStringLiteral("descriptor"));
    answerNextFileDialog(this, picture(0));
    click("featureAdd");
    QVERIFY(QTest::qWaitFor([this] { return !features().pictures().empty() && features().layer(0); }, 60'000));
    QTRY_VERIFY(isColoured(0));
    qInfo("start page to the first coloured picture, descriptor at its usual size: %.1f s, the file dialog included",
          static_cast<double>(clock.elapsed()) / 1000);
#ifndef __SANITIZE_ADDRESS__
    QVERIFY(clock.elapsed() < 10'000);
#endif
}

/// As many as there may be, read and then coloured together.
void TestFeaturePace::theWindowAnswersWhile200PicturesAreLookedAt()
{
    open(0);
    QDir().mkpath(m_town.path(QStringLiteral("crowd")));
    for (int i = 0; i < FeaturePresenter::kMostPictures; ++i)
        QFile::copy(picture(i % 3), m_town.path(QStringLiteral("crowd/copy_%1.png").arg(i)));
    QElapsedTimer clock, beat;
    qint64 worst = 0;
    QTimer heart;
    connect(&heart, &QTimer::timeout, this, [&] { worst = std::max(worst, beat.restart()); });
    clock.start();
    beat.start();
    heart.start(5);
    m_bench->window.openPaths({m_town.path(QStringLiteral("crowd"))});
    QTRY_COMPARE(features().pictures().size(), std::size_t{FeaturePresenter::kMostPictures});
    QVERIFY(settle());
    const auto read = clock.restart();
    QTest::keyClick(part<QListView>("featurePictures"), Qt::Key_A, Qt::ControlModifier);
    click("colourShared");
    QVERIFY(settle());
    heart.stop();
    QCOMPARE(features().sharing().size(), FeaturePresenter::kMostPictures);
    QVERIFY(page()->canvases()->view(15)->isVisible());
    QVERIFY2(part<QLabel>("featureCount")->text().endsWith(QStringLiteral("the first 16 of 200 selected are shown")),
             qPrintable(part<QLabel>("featureCount")->text()));
    qInfo("200 pictures with the descriptor: read in %.1f s, colours shared in %.1f s, the longest without an answer "
          "%lld ms",
          static_cast<double>(read) / 1000, static_cast<double>(clock.elapsed()) / 1000, worst);
#ifndef __SANITIZE_ADDRESS__
    QVERIFY(worst < 500);
#endif
}

void TestFeaturePace::readingIsCancelledByAButtonAndGoesOn()
{
    m_bench->find<QAction>("lookAtFeatures")->trigger();
    choose("featureBackbone", QStringLiteral("descriptor"));
    QDir().mkpath(m_town.path(QStringLiteral("many")));
    for (int i = 0; i < 60; ++i)
        QFile::copy(picture(0), m_town.path(QStringLiteral("many/copy_%1.png").arg(i)));
    m_bench->window.openPaths({m_town.path(QStringLiteral("many"))});
    QTRY_VERIFY(features().progress().isReading && features().progress().done > 1);
    QVERIFY(part("featureStop")->isVisible());
    QCOMPARE(part("featureStop")->text(), QStringLiteral("Cancel"));
    QElapsedTimer clock;
    clock.start();
    click("featureStop");
    QVERIFY(QTest::qWaitFor([this] { return !features().isBusy(); }, 10'000));
    qInfo("cancelled, and what was read coloured, within %lld ms", clock.elapsed());
    QVERIFY(features().progress().done < 60);
    QCOMPARE(part("featureStop")->text(), QStringLiteral("Go on"));
    click("featureStop");
    QVERIFY(settle());
    QCOMPARE(features().progress().done, 60);
    QVERIFY(!part("featureStop")->isVisible());
}

void TestFeaturePace::theStarterIsLookedThroughWithinSeconds()
{
    if (m_starter.empty())
        QSKIP("the starter backbone is not installed: not looked through");
    qputenv("NECTAR_STARTER", QByteArray::fromStdString(m_starter.string()));
    cleanup();
    init();
    m_bench->find<QAction>("lookAtFeatures")->trigger();
    choose("featureBackbone", QStringLiteral("starter"));
    QElapsedTimer clock;
    clock.start();
    m_bench->window.openPaths({picture(0)});
    QVERIFY(QTest::qWaitFor([this] { return !features().pictures().empty() && features().layer(0); }, 60'000));
    const auto colours = clock.restart();
    click("viewAttention");
    QVERIFY(QTest::qWaitFor([this] { return features().layer(0) != nullptr; }, 60'000));
    qInfo("starter at its usual size: main colours after %lld ms, attention after %lld ms more", colours,
          clock.elapsed());
    m_bench->window.openPaths({picture(1), picture(2), picture(3)});
    QTRY_VERIFY(features().progress().isReading);
    QTest::qWait(100); // it is in the midst of it
    clock.restart();
    click("featureStop");
    QVERIFY(QTest::qWaitFor([this] { return !features().isBusy(); }, 10'000));
    qInfo("and cancelled within %lld ms", clock.elapsed());
#ifndef __SANITIZE_ADDRESS__
    QVERIFY(clock.elapsed() < 1000);
#endif
    qunsetenv("NECTAR_STARTER");
}

QTEST_MAIN(TestFeaturePace)
#include "tst_feature_pace.moc"
