// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/studio_bench.h"
#include "ui/presenters/thumbnail_cache.h"
#include "ui/presenters/thumbnail_store.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <thread>
#include <vector>

using namespace nectar;

namespace {

QImage coloured(QSize size, Qt::GlobalColor colour)
{
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(colour);
    return picture;
}

/// As hard to decode as a photo.
QImage busyPicture(QSize size)
{
    QImage picture(size, QImage::Format_RGB32);
    QRandomGenerator random(7);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            picture.setPixel(x, y, qRgb((x / 7 + y / 5) % 256, (x + y) / 31 % 256, int(random.bounded(40)) + y % 200));
    return picture;
}

} // namespace

/// Small pictures on the disk: what is found again, what counts as absent, what goes first.
class TestThumbnailStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_photo = m_folder->filePath(QStringLiteral("photo.png"));
        QVERIFY(coloured({64, 48}, Qt::red).save(m_photo));
        m_store = std::make_unique<ThumbnailStore>(m_folder->filePath(QStringLiteral("cache/small")));
        m_key = ThumbnailStore::keyOf(m_photo, 256);
    }

    void whatIsKeptIsFoundAgain()
    {
        QVERIFY(m_store->find(m_key).isNull());
        m_store->keep(m_key, coloured({256, 192}, Qt::darkCyan));
        const QImage found = m_store->find(m_key);
        QCOMPARE(found.size(), QSize(256, 192));
        QCOMPARE(found.format(), QImage::Format_RGB32);
        const QColor colour = found.pixelColor(100, 100), wanted(Qt::darkCyan);
        QVERIFY(std::abs(colour.red() - wanted.red()) <= 2 && std::abs(colour.green() - wanted.green()) <= 2 &&
                std::abs(colour.blue() - wanted.blue()) <= 2);
        const ThumbnailStore other(m_folder->filePath(QStringLiteral("cache/small"))); // another program
        QCOMPARE(other.find(m_key).size(), QSize(256, 192));
        QVERIFY(m_store->find(ThumbnailStore::keyOf(m_photo, 1024)).isNull());
    }

    void seeThroughPicturesAreKeptExactly()
    {
        QImage picture(20, 10, QImage::Format_ARGB32);
        picture.fill(QColor(10, 20, 30, 40));
        m_store->keep(m_key, picture);
        QCOMPARE(m_store->find(m_key).pixelColor(3, 3), QColor(10, 20, 30, 40));
    }

    void aChangedPhotoIsAnotherOne()
    {
        QVERIFY(coloured({64, 49}, Qt::red).save(m_photo));
        QVERIFY(ThumbnailStore::keyOf(m_photo, 256) != m_key);
        QFile photo(m_photo);
        QVERIFY(photo.open(QIODevice::ReadWrite));
        const QByteArray before = ThumbnailStore::keyOf(m_photo, 256);
        QVERIFY(photo.setFileTime(QDateTime::currentDateTime().addSecs(-50), QFileDevice::FileModificationTime));
        QVERIFY(ThumbnailStore::keyOf(m_photo, 256) != before); // the same size, written at another time
        QVERIFY(ThumbnailStore::keyOf(m_folder->filePath(QStringLiteral("gone.png")), 256).isEmpty());
    }

    void aDamagedEntryCountsAsAbsentAndIsReplaced_data()
    {
        QTest::addColumn<int>("cut"); // bytes that stay; -1: one byte is changed; -2: another picture's entry
        QTest::newRow("empty") << 0;
        QTest::newRow("head only") << 20;
        QTest::newRow("half") << 400;
        QTest::newRow("one byte changed") << -1;
        QTest::newRow("of another picture") << -2;
    }
    void aDamagedEntryCountsAsAbsentAndIsReplaced()
    {
        QFETCH(int, cut);
        m_store->keep(m_key, busyPicture({64, 48}));
        QFile file(entry());
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (cut >= 0) {
            QVERIFY(file.resize(cut));
        } else if (cut == -1) {
            file.seek(300);
            const char byte = file.read(1).at(0);
            file.seek(300);
            file.write(QByteArray(1, char(byte ^ 1)));
        } else {
            const QByteArray other = ThumbnailStore::keyOf(m_photo, 77);
            m_store->keep(other, coloured({9, 9}, Qt::blue));
            QFile::remove(entry());
            QVERIFY(QFile::rename(entry(other), entry()));
        }
        file.close();
        QVERIFY(m_store->find(m_key).isNull());
        m_store->keep(m_key, coloured({12, 11}, Qt::green));
        QCOMPARE(m_store->find(m_key).size(), QSize(12, 11));
    }

    void theLongestUnseenGoFirst()
    {
        std::vector<QByteArray> keys;
        for (int side = 1; side <= 40; ++side) {
            keys.push_back(ThumbnailStore::keyOf(m_photo, side));
            m_store->keep(keys.back(), busyPicture({200, 150}));
            QFile file(entry(keys.back()));
            QVERIFY(file.open(QIODevice::ReadWrite));
            // The first was kept longest ago, but seen a moment ago.
            file.setFileTime(QDateTime::currentDateTime().addDays(-100 + side), QFileDevice::FileModificationTime);
        }
        QVERIFY(!m_store->find(keys.front()).isNull());
        const qint64 all = m_store->bytes();
        m_store->setByteLimit(all / 2);
        m_store->keep(m_key, busyPicture({200, 150}));
        QVERIFY2(m_store->bytes() <= all / 2, qPrintable(QString::number(m_store->bytes())));
        QVERIFY(m_store->bytes() >= all / 3);
        QVERIFY(!m_store->find(keys.front()).isNull());
        QVERIFY(m_store->find(keys.at(1)).isNull());
        QVERIFY(!m_store->find(keys.back()).isNull());
        QVERIFY(!m_store->find(m_key).isNull());
    }

    void whereNothingMayBeKeptNothingIs()
    {
        m_store->setByteLimit(0);
        m_store->keep(m_key, busyPicture({20, 20}));
        QCOMPARE(m_store->bytes(), 0);
        const QString blocked = m_folder->filePath(QStringLiteral("a file"));
        QVERIFY(QFile(blocked).open(QIODevice::WriteOnly));
        ThumbnailStore nowhere(blocked + QStringLiteral("/below"));
        nowhere.keep(m_key, busyPicture({20, 20}));
        QVERIFY(nowhere.find(m_key).isNull());
        m_store->keep({}, busyPicture({20, 20})); // of a photo that is gone
        QVERIFY(m_store->find({}).isNull());
    }

    void manyThreadsMayKeepAndFindTheSame()
    {
        const QImage picture = busyPicture({80, 60});
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 50; ++i) {
                    const QByteArray key = ThumbnailStore::keyOf(m_photo, 1 + (i + t) % 5);
                    m_store->keep(key, picture);
                    const QImage found = m_store->find(key);
                    wrong += found.isNull() || found.size() != picture.size();
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(wrong, 0);
        QCOMPARE(QDir(m_folder->filePath(QStringLiteral("cache/small"))).entryList(QDir::Files).size(), 5); // no rests
    }

    void clearingLeavesNothing()
    {
        m_store->keep(m_key, busyPicture({20, 20}));
        QVERIFY(m_store->bytes() > 0);
        m_store->clear();
        QCOMPARE(m_store->bytes(), 0);
        QVERIFY(m_store->find(m_key).isNull());
        m_store->keep(m_key, busyPicture({20, 20}));
        QVERIFY(!m_store->find(m_key).isNull());
    }

    void smallPhotosAreNotKeptTwice()
    {
        auto store = std::make_shared<ThumbnailStore>(m_folder->filePath(QStringLiteral("cache/small")));
        ThumbnailCache cache;
        cache.setStore(store);
        QTRY_VERIFY(!cache.filePicture(m_photo, ThumbnailCache::Detail::Small).isNull());
        QCOMPARE(store->bytes(), 0);
    }

    /// A card of a voter, from a camera's photo, in a program that has just started.
    void aCardsPictureIsThereWithin50Milliseconds()
    {
        const QString photo = m_folder->filePath(QStringLiteral("photo.jpg"));
        QVERIFY(busyPicture({4000, 3000}).save(photo, "JPEG", 90));
        const auto store = std::make_shared<ThumbnailStore>(m_folder->filePath(QStringLiteral("cache/small")));
        const auto untilSeen = [&](const std::shared_ptr<ThumbnailStore>& from) {
            std::vector<double> times;
            for (int run = 0; run < 5; ++run) {
                ThumbnailCache cache;
                cache.setStore(from);
                QElapsedTimer clock;
                clock.start();
                if (!QTest::qWaitFor([&] { return !cache.filePicture(photo, ThumbnailCache::Detail::Large).isNull(); },
                                     20'000))
                    return -1.;
                times.push_back(double(clock.nsecsElapsed()) / 1e6);
            }
            std::ranges::sort(times);
            return times.at(2);
        };
        const double decoded = untilSeen(nullptr);
        QVERIFY(untilSeen(store) > 0); // the first of these fills it
        const double kept = untilSeen(store);
        qInfo("a 12-megapixel photo as a card of 1,024 px: %.1f ms from the disk cache, %.0f ms decoded anew (%.0f "
              "times)",
              kept, decoded, decoded / kept);
        QVERIFY(kept > 0 && kept < 3 * 50);
        QVERIFY(kept < decoded);
    }

private:
    QString entry(const QByteArray& key) const
    {
        return m_folder->filePath(QStringLiteral("cache/small/%1.thumb").arg(QString::fromLatin1(key)));
    }
    QString entry() const { return entry(m_key); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_photo;
    std::unique_ptr<ThumbnailStore> m_store;
    QByteArray m_key;
};

QTEST_MAIN(TestThumbnailStore)
#include "tst_thumbnail_store.moc"
