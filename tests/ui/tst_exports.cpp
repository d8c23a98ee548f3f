// SPDX-License-Identifier: Apache-2.0
#include "core/image/image_files.h"
#include "core/image/label_png.h"
#include "tests/ui/small_town.h"
#include "ui/convert/text.h"
#include "ui/presenters/export_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/thumbnail_cache.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <algorithm>

using namespace nectar;

class TestExports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_engine.waitForDone(); }
    void anOverlayHasThePhotosSize();
    void hiddenClassesAreNotInTheOverlay();
    void aMaskHoldsTheClassIdsThatAreShown();
    void aDepthIsWrittenInMillimetres();
    void aPlaceThatMayNotBeWrittenIsAProblem();
    void namesSayWhatIsSaved();
    void thumbnailsArriveLaterAndStayBounded();
    void anUnreadableThumbnailIsAskedForOnce();

private:
    bool predict(Task task)
    {
        m_query.voting().setTask(task);
        return QTest::qWaitFor([this] { return m_query.hasImage() && !m_query.isBusy(); }, 30'000);
    }
    SmallTown m_town;
    QThreadPool m_engine;
    QueryPresenter m_query{&m_engine};
};

void TestExports::initTestCase()
{
    m_engine.setMaxThreadCount(1);
    m_query.openBank(m_town.bank());
    QVERIFY(predict(Task::Segmentation));
}

void TestExports::anOverlayHasThePhotosSize()
{
    QVERIFY(predict(Task::Segmentation));
    ExportPresenter exports(&m_engine);
    QSignalSpy saved(&exports, &ExportPresenter::saved);
    const QString file = m_town.path(QStringLiteral("overlay.png"));
    exports.save(ExportPresenter::Kind::Overlay, m_query.shown(), 0.5, file);
    QVERIFY(saved.wait(10'000));
    QCOMPARE(loadImage(pathFromQString(file), Orientation::AsStored).size(), (Size{160, 128}));
}

void TestExports::hiddenClassesAreNotInTheOverlay()
{
    QVERIFY(predict(Task::Segmentation));
    const ShownPicture& shown = m_query.shown();
    const LabelMap& labels = *shown.layer.labels;
    const int hidden = labels.at(5, 5);
    ExportPresenter exports(&m_engine);
    QSignalSpy saved(&exports, &ExportPresenter::saved);
    const QString file = m_town.path(QStringLiteral("some.png"));
    ShownClasses classes;
    classes.hidden.insert(hidden);
    exports.save(ExportPresenter::Kind::Overlay, shown, 1, file, classes);
    QVERIFY(saved.wait(10'000));
    const Image overlay = loadImage(pathFromQString(file), Orientation::AsStored);
    int photo = 0, coloured = 0;
    for (std::size_t i = 0; i < labels.ids.size(); ++i) {
        const bool isPhoto = std::equal(&overlay.rgb[3 * i], &overlay.rgb[3 * i] + 3, &shown.image->photo.rgb[3 * i]);
        photo += labels.ids[i] == hidden && isPhoto;
        coloured += labels.ids[i] != hidden && labels.ids[i] != kVoid && !isPhoto;
    }
    QCOMPARE(photo, int(std::ranges::count(labels.ids, hidden)));
    QVERIFY(coloured > 0);
}

void TestExports::aMaskHoldsTheClassIdsThatAreShown()
{
    QVERIFY(predict(Task::Segmentation));
    ExportPresenter exports(&m_engine);
    QSignalSpy saved(&exports, &ExportPresenter::saved);
    const QString file = m_town.path(QStringLiteral("mask.png"));
    exports.save(ExportPresenter::Kind::Mask, m_query.shown(), 0.5, file);
    QVERIFY(saved.wait(10'000));
    const IndexPng png = loadIndexPng(pathFromQString(file));
    const LabelMap& shown = *m_query.shown().layer.labels;
    QVERIFY(png.hasPalette);
    QCOMPARE(png.values.size(), shown.ids.size());
    for (std::size_t i = 0; i < shown.ids.size(); ++i)
        if (shown.ids[i] != kVoid)
            QCOMPARE(int(png.values[i]), m_query.bank().classes.classes[shown.ids[i]].rawId);
}

void TestExports::aDepthIsWrittenInMillimetres()
{
    QVERIFY(predict(Task::Depth));
    ExportPresenter exports(&m_engine);
    QSignalSpy saved(&exports, &ExportPresenter::saved);
    const QString file = m_town.path(QStringLiteral("depth.png"));
    exports.save(ExportPresenter::Kind::Depth, m_query.shown(), 0.5, file);
    QVERIFY(saved.wait(10'000));
    const DepthMap written = loadDepthPng(pathFromQString(file), 0.001, {});
    const DepthMap& shown = *m_query.shown().layer.depth;
    QVERIFY(std::abs(written.at(80, 100) - shown.at(80, 100)) < 0.001f);
}

void TestExports::aPlaceThatMayNotBeWrittenIsAProblem()
{
    QVERIFY(predict(Task::Segmentation));
    ExportPresenter exports(&m_engine);
    QSignalSpy problems(&exports, &ExportPresenter::problemOccurred);
    exports.save(ExportPresenter::Kind::Overlay, m_query.shown(), 0.5,
                 m_town.path(QStringLiteral("nowhere/overlay.png")));
    QVERIFY(problems.wait(10'000));
    QVERIFY(!QFileInfo::exists(m_town.path(QStringLiteral("nowhere"))));
}

void TestExports::namesSayWhatIsSaved()
{
    const QString name = ExportPresenter::suggestedName(ExportPresenter::Kind::Overlay, m_query.shown());
    QVERIFY2(name.endsWith(QStringLiteral("_overlay.png")), qPrintable(name));
}

void TestExports::thumbnailsArriveLaterAndStayBounded()
{
    ThumbnailCache cache;
    QSignalSpy ready(&cache, &ThumbnailCache::ready);
    QVERIFY(cache.filePicture(m_town.query(), ThumbnailCache::Detail::Small).isNull());
    QVERIFY(ready.wait(10'000));
    const QImage picture = cache.filePicture(m_town.query(), ThumbnailCache::Detail::Small);
    QCOMPARE(picture.size(), QSize(160, 128));
    cache.setByteLimit(picture.sizeInBytes() + 10);
    cache.filePicture(m_town.prompt(), ThumbnailCache::Detail::Small);
    QVERIFY(ready.wait(10'000));
    QVERIFY(cache.bytesHeld() <= picture.sizeInBytes() + 10);
}

void TestExports::anUnreadableThumbnailIsAskedForOnce()
{
    ThumbnailCache cache;
    QSignalSpy ready(&cache, &ThumbnailCache::ready);
    const QString missing = m_town.path(QStringLiteral("missing.png"));
    cache.filePicture(missing, ThumbnailCache::Detail::Small);
    QVERIFY(ready.wait(10'000));
    QVERIFY(cache.filePicture(missing, ThumbnailCache::Detail::Small).isNull());
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(ready.size(), 1);
}

QTEST_MAIN(TestExports)
#include "tst_exports.moc"
