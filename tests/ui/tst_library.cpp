// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/build_warnings.h"
#include "tests/core/explain/explain_fixture.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/text.h"
#include "ui/models/library_filter.h"
#include "ui/presenters/library_presenter.h"
#include "ui/presenters/prompt_labels.h"
#include "ui/presenters/prompt_shares_presenter.h"
#include "ui/views/bank_dialog.h"
#include "ui/views/image_list_panel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <ctime>
#include <set>
#include <vector>

using namespace nectar;

namespace {

constexpr int kMany = 5000;

QStringList namesIn(const QAbstractItemModel& model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, 0).data().toString());
    return names;
}

QStringList badgesIn(const QAbstractItemModel& model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, 0).data(LibraryFilter::BadgeRole).toString());
    return texts;
}

/// Milliseconds that this thread has worked, whatever else the machine does.
double workedMs()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return double(spent.tv_sec) * 1e3 + double(spent.tv_nsec) / 1e6;
}

/// The longest time between two turns of the event loop, as somebody who moves the mouse would feel it, and the longest
/// that the window worked between two.
class LongestGap : public QObject {
public:
    LongestGap()
    {
        m_clock.start();
        connect(&m_beat, &QTimer::timeout, this, [this] {
            m_gaps.push_back(double(m_clock.nsecsElapsed()) / 1e6);
            m_clock.start();
            m_mostWork = std::max(m_mostWork, workedMs() - m_worked);
            m_worked = workedMs();
        });
        m_beat.start(0);
    }
    double longest() const { return *std::ranges::max_element(m_gaps); }
    void stop() { m_beat.stop(); }
    double mostWork() const { return m_mostWork; }
    /// All but one in a hundred are shorter.
    double usual()
    {
        std::ranges::sort(m_gaps);
        return m_gaps.at(m_gaps.size() - 1 - m_gaps.size() / 100);
    }

private:
    QTimer m_beat;
    QElapsedTimer m_clock;
    std::vector<double> m_gaps;
    double m_worked = workedMs(), m_mostWork = 0;
};

} // namespace

/// The library of a bank: thousands of pictures, their order, search by class, labels over them, facts of the bank.
class TestLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { m_bench.reset(); }

    void orderAndSearchOfAList()
    {
        ImageListModel model;
        LibraryFilter filter;
        const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(&model);
        model.setEntries({{"b.png", "/b.png", 0}, {"C.png", "/c.png", 1}, {"a.png", "/a.png", 2}});
        QCOMPARE(namesIn(filter), (QStringList{"b.png", "C.png", "a.png"}));
        filter.setOrder(LibraryFilter::Order::Listed, true);
        QCOMPARE(namesIn(filter), (QStringList{"a.png", "C.png", "b.png"}));
        filter.setOrder(LibraryFilter::Order::Name, false);
        QCOMPARE(namesIn(filter), (QStringList{"a.png", "b.png", "C.png"}));
        filter.setOrder(LibraryFilter::Order::Name, true);
        QCOMPARE(namesIn(filter), (QStringList{"C.png", "b.png", "a.png"}));
        filter.setOrder(LibraryFilter::Order::Evidence, false);
        filter.setEvidence({0.25, 0.75, 0});
        QCOMPARE(namesIn(filter), (QStringList{"C.png", "b.png", "a.png"}));
        QCOMPARE(badgesIn(filter), (QStringList{"75\u00A0%", "25\u00A0%", "0\u00A0%"}));
        filter.setOrder(LibraryFilter::Order::Evidence, true);
        QCOMPARE(namesIn(filter), (QStringList{"a.png", "b.png", "C.png"}));
        filter.setOrder(LibraryFilter::Order::Listed, false);
        QCOMPARE(namesIn(filter), (QStringList{"b.png", "C.png", "a.png"}));
        QCOMPARE(badgesIn(filter), (QStringList{"", "", ""}));
    }

    void whatWasNotMeasuredComesLastEitherWay()
    {
        ImageListModel model;
        LibraryFilter filter;
        filter.setSourceModel(&model);
        model.setEntries({{"new.png", "/new.png"}, {"good.png", "/good.png"}, {"bad.png", "/bad.png"}});
        filter.setScores({{"/bad.png", {0, "0.12"}}, {"/good.png", {1, "0.90"}}});
        filter.setOrder(LibraryFilter::Order::Score, false);
        QCOMPARE(namesIn(filter), (QStringList{"bad.png", "good.png", "new.png"}));
        QCOMPARE(badgesIn(filter), (QStringList{"0.12", "0.90", ""}));
        QVERIFY(filter.index(0, 0).data(Qt::ToolTipRole).toString().contains("measured: 0.12"));
        filter.setOrder(LibraryFilter::Order::Score, true);
        QCOMPARE(namesIn(filter), (QStringList{"good.png", "bad.png", "new.png"}));
    }

    void aClassIsFoundByItsNameAndItsShareIsSaid()
    {
        ImageListModel model;
        LibraryFilter filter;
        const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(&model);
        model.setEntries(
            {{"1.png", "/1.png", 0}, {"2.png", "/2.png", 1}, {"carpark.png", "/3.png", 2}, {"4.png", "/4.png"}});
        filter.setContents({"road", "car", "carpet"}, {{{0, 0.96}, {1, 0.04}}, {{2, 1.0}}, {{0, 1.0}}});
        filter.setText("Car");
        QCOMPARE(filter.wantedClasses(), QStringList{"car"}); // called so, so the carpet is not meant
        QCOMPARE(namesIn(filter), (QStringList{"1.png", "carpark.png"}));
        QCOMPARE(badgesIn(filter), (QStringList{"car 4.0\u00A0%", ""}));
        filter.setText("ca");
        QCOMPARE(filter.wantedClasses(), (QStringList{"car", "carpet"}));
        QCOMPARE(namesIn(filter), (QStringList{"1.png", "2.png", "carpark.png"}));
        filter.setText("bus");
        QCOMPARE(filter.rowCount(), 0);
        filter.setText("");
        QCOMPARE(filter.rowCount(), 4);
    }

    void aSplitIsFoundByItsNameAndSaidOfEachPicture()
    {
        ImageListModel model;
        LibraryFilter filter;
        filter.setSourceModel(&model);
        model.setEntries({{"1.png", "/1.png", -1, true, "val"},
                          {"2.png", "/2.png", -1, true, "test"},
                          {"interval.png", "/3.png", -1, false, "test"},
                          {"4.png", "/4.png"}});
        filter.setText(" Val ");
        QCOMPARE(namesIn(filter), (QStringList{"1.png", "interval.png"}));
        QVERIFY(filter.isSplit());
        QCOMPARE(filter.index(0, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("/1.png\nin the split val"));
        filter.setText("interval");
        QVERIFY(!filter.isSplit());
        filter.setText("");
        QVERIFY(!filter.isSplit());
        QCOMPARE(filter.index(3, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("/4.png"));
    }

    void theSplitsOfTheDataSetAreThoseOfItsPictures()
    {
        openBank();
        QCOMPARE(tabs()->currentIndex(), 1);
        const int all = list()->model()->rowCount();
        QTest::keyClicks(filter(), QStringLiteral("query"));
        QVERIFY(list()->model()->rowCount() > 0);
        QCOMPARE(m_bench->find<QLabel>("libraryHint")->text(),
                 QStringLiteral("query: %1 of %2 pictures").arg(list()->model()->rowCount()).arg(all));
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            QCOMPARE(list()->model()->index(row, 0).data(ImageListModel::SplitRole).toString(),
                     QStringLiteral("query"));
    }

    void sharesAreNeverRoundedToNothing()
    {
        QCOMPARE(shareText(0), QStringLiteral("0\u00A0%"));
        QCOMPARE(shareText(0.0002), QStringLiteral("below 0.1\u00A0%"));
        QCOMPARE(shareText(0.052), QStringLiteral("5.2\u00A0%"));
        QCOMPARE(shareText(0.0996), QStringLiteral("10\u00A0%"));
        QCOMPARE(shareText(1), QStringLiteral("100\u00A0%"));
    }

    /// An 8 × 8 picture of which two patches of 4 × 4 are remembered: one half 0 and half 1, one with a quarter of 1.
    void rememberedLabelsLieWhereThePatchesAre()
    {
        BankRows rows = labelledRows(0, randomRows(2, 2, 0), {"0011", "1..."});
        rows.rectangles = {{0, 0, 4, 4}, {4, 4, 4, 4}};
        const auto bank = bankInMemory(smallBankInfo(2, 2, {Task::Segmentation}), {"a"}, std::vector{rows});
        const QImage labels = rememberedLabels(*bank, 0, {qRgb(200, 0, 0), qRgb(0, 100, 0)});
        QCOMPARE(labels.size(), QSize(128, 128));
        QCOMPARE(labels.pixelColor(63, 63), QColor(100, 50, 0, 255));
        QCOMPARE(labels.pixelColor(64, 63).alpha(), 0);
        QCOMPARE(labels.pixelColor(100, 100).alpha(), 64); // a quarter of it is labelled
        QCOMPARE(labels.pixelColor(100, 100).green(), 100);
        const auto classes = promptClasses(*bank);
        QCOMPARE(classes.size(), std::size_t(1));
        QCOMPARE(classes[0].size(), std::size_t(2));
        QCOMPARE(classes[0][0].classIndex, 1); // three of the five labelled pixels
        QCOMPARE(classes[0][0].share, 0.6);
        QVERIFY(rememberedLabels(*bank, 1, {}).isNull());
    }

    void thePartOfTheVoteSortsThePromptImages()
    {
        openBank();
        action("sortEvidence")->trigger();
        QTRY_VERIFY(!m_bench->query.answers().library.evidence().empty());
        const std::vector<double>& shares = m_bench->query.answers().library.evidence();
        double all = 0;
        for (const double share : shares)
            all += share;
        QVERIFY(std::abs(all - 1) < 1e-6);
        QCOMPARE(tabs()->currentIndex(), 0); // prompt images came forward
        double former = 2;
        for (int row = 0; row < list()->model()->rowCount(); ++row) {
            const auto prompt = list()->model()->index(row, 0).data(ImageListModel::PromptImageRole).toLongLong();
            QVERIFY(shares.at(std::size_t(prompt)) <= former);
            former = shares.at(std::size_t(prompt));
        }
        const QString best = list()->model()->index(0, 0).data().toString();
        action("sortReversed")->trigger();
        QCOMPARE(list()->model()->index(list()->model()->rowCount() - 1, 0).data().toString(), best);
    }

    void anotherPictureIsAnotherOrder()
    {
        openBank();
        action("sortEvidence")->trigger();
        QTRY_VERIFY(!m_bench->query.answers().library.evidence().empty());
        const std::vector<double> before = m_bench->query.answers().library.evidence();
        m_bench->query.openImage(m_bench->query.queryImages().entry(1).path);
        QVERIFY(m_bench->settle());
        QTRY_VERIFY(m_bench->query.answers().library.evidence() != before);
    }

    void scoresOfAMeasurementSortThePictures()
    {
        openBank();
        QVERIFY(!action("sortScore")->isEnabled());
        QCOMPARE(action("sortScore")->property("whyDisabled").toString(),
                 QStringLiteral("measure the bank against labels first"));
        m_bench->measure.prepare();
        QTRY_VERIFY(m_bench->measure.canMeasure());
        m_bench->measure.setSplit(QStringLiteral("query"));
        m_bench->measure.measure();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->measure.measurement(), 60'000);
        QVERIFY(action("sortScore")->isEnabled());
        action("sortScore")->trigger();
        tabs()->setCurrentIndex(1);
        const auto& worst = m_bench->measure.measurement()->pictures(m_bench->measure.task());
        const QModelIndex first = list()->model()->index(0, 0);
        QCOMPARE(first.data(ImageListModel::PathRole).toString(), worst.first().path);
        QCOMPARE(first.data(LibraryFilter::BadgeRole).toString(), scoreText(worst.first(), m_bench->measure.task()));
    }

    void typingAClassKeepsThePromptImagesThatHoldIt()
    {
        openBank();
        tabs()->setCurrentIndex(0);
        QTRY_VERIFY(!m_bench->query.answers().library.contents().isEmpty());
        const auto& classes = m_bench->query.bank().classes;
        for (int c = 0; c < classes.count(); ++c) {
            const QString name = toQString(classes.classes[std::size_t(c)].name);
            filter()->clear();
            QTest::keyClicks(filter(), name);
            const MemoryBank& bank = *m_bench->query.shown().bank;
            std::set<std::uint32_t> images; // counted from the targets themselves
            for (std::int64_t row = 0; row < bank.size(); ++row)
                if (bank.labels()->count(row, c) > 0)
                    images.insert(bank.origins()[std::size_t(row)].image);
            const int expected = int(images.size());
            QCOMPARE(list()->model()->rowCount(), expected);
            auto* hint = m_bench->find<QLabel>("libraryHint");
            QVERIFY(hint->isVisible());
            QCOMPARE(hint->text(), QStringLiteral("%1: %2 of 4 prompt images").arg(name).arg(expected));
        }
        filter()->setText(QStringLiteral("no such thing"));
        QCOMPARE(m_bench->find<QLabel>("libraryHint")->text(),
                 QStringLiteral("No name contains this, and no class is called so."));
        filter()->clear();
        QVERIFY(m_bench->find<QLabel>("libraryHint")->isHidden());
        QCOMPARE(list()->model()->rowCount(), 4);
        QVERIFY(filter()->toolTip().contains(QStringLiteral("class of the bank")));
    }

    void labelsAreDrawnOverPromptImages()
    {
        openBank();
        auto* button = m_bench->find<QToolButton>("libraryLabels");
        QVERIFY(button->isVisible() && button->isEnabled());
        tabs()->setCurrentIndex(0);
        QTRY_VERIFY(!m_bench->query.thumbnails().promptPicture(0, ThumbnailCache::Detail::Small).isNull());
        QTRY_VERIFY(!m_bench->query.thumbnails().isReading());
        const QImage plain = grabbed();
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(action("libraryLabels")->isChecked());
        QTRY_VERIFY(!m_bench->query.thumbnails().promptLabels(0).isNull());
        QTRY_VERIFY(!m_bench->query.thumbnails().isReading());
        const QImage labelled = grabbed();
        QVERIFY(labelled != plain);
        // As rememberedLabels() says, in the colours of the legend.
        const QImage expected = rememberedLabels(*m_bench->query.shown().bank, 0, m_bench->query.shown().classColours);
        QCOMPARE(m_bench->query.thumbnails().promptLabels(0), expected);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(grabbed(), plain);
    }

    void theBankIsTold()
    {
        openBank();
        action("aboutBank")->trigger();
        BankDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_bench->window.findChild<BankDialog*>()) && dialog->isVisible());
        const QString shown = dialog->findChild<QLabel*>(QStringLiteral("bankFacts"))->text();
        const MemoryBank& bank = *m_bench->query.shown().bank;
        QVERIFY(shown.contains(toQString(toHex(bank.hash()))));
        QVERIFY(shown.contains(countText(bank.size())));
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("copyBankFacts")), Qt::LeftButton);
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(copied.contains(QStringLiteral("Part of them: train")));
        const std::vector<std::int64_t> rows = rowsPerClass(bank);
        for (std::size_t c = 0; c < rows.size(); ++c)
            QVERIFY2(copied.contains(
                         QStringLiteral("\n%1\t%2\t").arg(toQString(bank.classes().classes[c].name)).arg(rows[c])),
                     qPrintable(copied));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
    }

    void theNewestWishIsReadFirstAndOldOnesAreForgotten()
    {
        const QStringList files = manyPictures(400);
        ThumbnailCache cache;
        for (const QString& file : files)
            cache.filePicture(file, ThumbnailCache::Detail::Small);
        const auto isThere = [&](int i) {
            return !cache.filePicture(files.at(i), ThumbnailCache::Detail::Small).isNull();
        };
        qsizetype heldThen = -1;
        connect(&cache, &ThumbnailCache::ready, this, [&] {
            if (heldThen < 0 && isThere(399))
                heldThen = cache.bytesHeld();
        });
        QTRY_VERIFY(heldThen > 0);
        const qsizetype one = cache.filePicture(files.at(399), ThumbnailCache::Detail::Small).sizeInBytes();
        QVERIFY(heldThen / one < 100); // the last wish came before all others but those under way
        disconnect(&cache, nullptr, this, nullptr);
        QTRY_VERIFY(!cache.isReading());
        QVERIFY(isThere(399 - 200));
        QVERIFY(!isThere(20)); // scrolled by long ago
    }

    /// A folder of five thousand photos of a megapixel, dropped on the window.
    void fiveThousandPicturesAreScrolledWithoutStutter()
    {
        openBank();
        const QStringList files = manyPictures(kMany);
        const int before = list()->model()->rowCount();
        QElapsedTimer clock;
        clock.start();
        m_bench->query.listImages(files);
        QApplication::processEvents();
        const qint64 listing = clock.elapsed();
        QCOMPARE(list()->model()->rowCount(), before + kMany);
        QScrollBar* bar = list()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 1000);
        constexpr qsizetype kBytes = 96 << 20;
        qsizetype most = 0;
        int pages = 0;
        LongestGap gap;
        QTimer scroll;
        connect(&scroll, &QTimer::timeout, this, [&] {
            bar->setValue(bar->value() + bar->pageStep());
            most = std::max(most, m_bench->query.thumbnails().bytesHeld());
            ++pages;
        });
        scroll.start(16);
        QVERIFY(QTest::qWaitFor([&] { return bar->value() == bar->maximum(); }, 60'000));
        scroll.stop();
        gap.stop();
        clock.start();
        const QString last =
            list()->model()->index(list()->model()->rowCount() - 1, 0).data(ImageListModel::PathRole).toString();
        QTRY_VERIFY_WITH_TIMEOUT(!m_bench->query.thumbnails().filePicture(last, ThumbnailCache::Detail::Small).isNull(),
                                 20'000);
        qInfo("5,000 pictures: listed in %lld ms; %d pages scrolled, the window worked %.0f ms at most at a time, "
              "longest "
              "gap of the event loop %.0f ms, 99 of 100 below %.0f ms; thumbnails hold at most %.1f MB, the last one "
              "seen is "
              "read after %lld ms",
              listing, pages, gap.mostWork(), gap.longest(), gap.usual(), double(most) / 1e6, clock.elapsed());
        QVERIFY(pages > 300);
        QVERIFY(most <= kBytes);
        QVERIFY(listing < 1000);
        QVERIFY(gap.mostWork() < 33);
        QVERIFY(gap.usual() < 3 * 33); // other programs may take the processor away for longer now and then
    }

private:
    void openBank()
    {
        m_bench = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings.ini")));
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
    }
    /// Links to one photo, so that each is read by itself and the disk holds it once.
    QStringList manyPictures(int count)
    {
        const QString photo = m_town.path(QStringLiteral("photo.jpg"));
        if (!QFile::exists(photo)) {
            QImage picture(1152, 864, QImage::Format_RGB32);
            QPainter painter(&picture);
            for (int i = 0; i < 24; ++i)
                painter.fillRect(i * 48, 0, 48, 864, QColor::fromHsv(i * 15, 200, 220));
            painter.end();
            picture.save(photo);
        }
        QStringList files;
        for (int i = 0; i < count; ++i) {
            files.append(m_town.path(QStringLiteral("photo%1.jpg").arg(i, 4, 10, QLatin1Char('0'))));
            QFile::link(photo, files.last());
        }
        return files;
    }
    QImage grabbed() const
    {
        list()->clearSelection();
        return list()->viewport()->grab().toImage();
    }
    QAction* action(const char* name) const { return m_bench->find<QAction>(name); }
    QListView* list() const { return m_bench->find<QListView>("imageList"); }
    QLineEdit* filter() const { return m_bench->find<QLineEdit>("imageFilter"); }
    QTabBar* tabs() const { return m_bench->find<QTabBar>("libraryTabs"); }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_bench;
};

QTEST_MAIN(TestLibrary)
#include "tst_library.moc"
