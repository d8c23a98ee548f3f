// SPDX-License-Identifier: Apache-2.0
#include "core/image/image_files.h"

#include "core/base/error.h"
#include "tests/core/image/png_bytes.h"

#include <opencv2/imgcodecs.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <iostream>
#include <unistd.h>

using namespace nectar;
namespace fs = std::filesystem;

namespace {

Image noise(int width, int height)
{
    Image image(width, height);
    std::uint32_t state = 1;
    for (std::uint8_t& value : image.rgb)
        value = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
    return image;
}

std::string encoded(const std::string& extension, const std::vector<int>& options = {})
{
    Image image = noise(48, 32);
    const cv::Mat mat(image.height, image.width, CV_8UC3, image.rgb.data());
    std::vector<std::uint8_t> packed;
    cv::imencode(extension, mat, packed, options);
    return {packed.begin(), packed.end()};
}

/// Standard error while it lives, as text: decoders must not write to the user's terminal.
class CapturedErrors {
public:
    CapturedErrors() : m_saved(::dup(2)), m_file(std::tmpfile()) { ::dup2(::fileno(m_file), 2); }
    ~CapturedErrors()
    {
        ::close(m_saved);
        std::fclose(m_file);
    }
    QByteArray stop()
    {
        ::dup2(m_saved, 2);
        std::fseek(m_file, 0, SEEK_END);
        QByteArray text(std::ftell(m_file), '\0');
        std::rewind(m_file);
        text.resize(qsizetype(std::fread(text.data(), 1, size_t(text.size()), m_file)));
        return text;
    }

private:
    int m_saved;
    std::FILE* m_file;
};

} // namespace

class TestBrokenPictures : public QObject {
    Q_OBJECT

private:
    fs::path file(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QTemporaryDir m_folder;

    /// "" when loading fails with the code and names the file, else what went wrong.
    QByteArray failure(const fs::path& path, ErrorCode code, const QByteArray& part)
    {
        try {
            loadImage(path, Orientation::Upright);
        } catch (const Error& error) {
            if (error.code() != code)
                return "another code: " + QByteArray(error.what());
            const QByteArray what(error.what());
            return what.contains(part) && what.contains(path.filename().c_str()) ? QByteArray() : what;
        }
        return "was accepted";
    }

private Q_SLOTS:
    void truncatedAtAnyByteIsRefused_data()
    {
        QTest::addColumn<QByteArray>("whole");
        QTest::newRow("jpeg") << QByteArray::fromStdString(encoded(".jpg"));
        QTest::newRow("progressive jpeg")
            << QByteArray::fromStdString(encoded(".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1}));
        QTest::newRow("jpeg with restarts") << QByteArray::fromStdString(
            encoded(".jpg", {cv::IMWRITE_JPEG_RST_INTERVAL, 2, cv::IMWRITE_JPEG_OPTIMIZE, 1}));
        QTest::newRow("png") << QByteArray::fromStdString(encoded(".png"));
        QTest::newRow("bmp") << QByteArray::fromStdString(encoded(".bmp"));
        QTest::newRow("tiff") << QByteArray::fromStdString(encoded(".tiff"));
        QTest::newRow("webp") << QByteArray::fromStdString(encoded(".webp"));
    }

    void truncatedAtAnyByteIsRefused()
    {
        QFETCH(QByteArray, whole);
        const std::string bytes = whole.toStdString();
        loadImage(testpng::write(file("whole"), bytes), Orientation::Upright);
        CapturedErrors errors;
        int accepted = 0;
        const std::size_t stride = std::max<std::size_t>(1, bytes.size() / 400);
        for (std::size_t length = 0; length < bytes.size(); length += stride) {
            const auto path = testpng::write(file("cut"), bytes.substr(0, length));
            accepted += failure(path, ErrorCode::BadFormat, "").isEmpty() ? 0 : 1;
        }
        accepted +=
            failure(testpng::write(file("cut"), bytes.substr(0, bytes.size() - 1)), ErrorCode::BadFormat, "truncated")
                    .isEmpty()
                ? 0
                : 1;
        QCOMPARE(errors.stop(), QByteArray());
        QCOMPARE(accepted, 0);
    }

    void damagedTiffIsRefusedQuietly()
    {
        const std::string whole = encoded(".tiff");
        CapturedErrors errors;
        const QByteArray reason = failure(testpng::write(file("cut.tiff"), whole.substr(0, whole.size() / 2)),
                                          ErrorCode::BadFormat, "cut.tiff");
        QCOMPARE(errors.stop(), QByteArray());
        QCOMPARE(reason, QByteArray());
    }

    void halfAJpegWithAnEndMarkerIsDamaged_data()
    {
        QTest::addColumn<QByteArray>("whole");
        QTest::newRow("plain") << QByteArray::fromStdString(encoded(".jpg"));
        QTest::newRow("progressive") << QByteArray::fromStdString(encoded(".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1}));
        QTest::newRow("restarts") << QByteArray::fromStdString(encoded(".jpg", {cv::IMWRITE_JPEG_RST_INTERVAL, 2}));
    }
    void halfAJpegWithAnEndMarkerIsDamaged()
    {
        QFETCH(QByteArray, whole);
        const std::string bytes = whole.toStdString();
        CapturedErrors errors;
        const QByteArray reason =
            failure(testpng::write(file("half.jpg"), bytes.substr(0, bytes.size() / 2) + "\xFF\xD9"),
                    ErrorCode::BadFormat, "its JPEG data is damaged; copy it again");
        QCOMPARE(errors.stop(), QByteArray());
        QCOMPARE(reason, QByteArray());
    }

    void aJpegWithMorePixelsThanDataIsDamaged()
    {
        std::string jpeg = encoded(".jpg");
        jpeg.replace(jpeg.find("\xFF\xC0") + 5, 4, "\x4A\x38\x4A\x38"); // 19000 × 19000
        CapturedErrors errors;
        QElapsedTimer timer;
        timer.start();
        const QByteArray reason = failure(testpng::write(file("huge.jpg"), jpeg), ErrorCode::BadFormat, "damaged");
        QVERIFY(timer.elapsed() < 1000); // not all of its 361 million pixels were looked at
        QCOMPARE(errors.stop(), QByteArray());
        QCOMPARE(reason, QByteArray());
    }

    void strayBytesBeforeTheEndAreNoDamage() // cameras and web servers leave them; every pixel is there
    {
        const std::string jpeg = encoded(".jpg");
        std::string longer = jpeg;
        longer.insert(longer.size() - 2, 50, 'x');
        CapturedErrors errors;
        const Image photo = loadImage(testpng::write(file("more.jpg"), longer), Orientation::Upright);
        QCOMPARE(errors.stop(), QByteArray());
        QVERIFY(photo.rgb == loadImage(testpng::write(file("plain.jpg"), jpeg), Orientation::Upright).rgb);
    }

    void aProgressiveJpegOfTooManyScansIsDamaged()
    {
        std::string jpeg = encoded(".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
        const std::size_t last = jpeg.rfind("\xFF\xDA");
        const std::string scan = jpeg.substr(last, jpeg.size() - 2 - last);
        for (int i = 0; i < 1000; ++i)
            jpeg.insert(last, scan);
        QCOMPARE(failure(testpng::write(file("scans.jpg"), jpeg), ErrorCode::BadFormat, "damaged"), QByteArray());
    }

    void kindsThatAreNotReadAreNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("kind");
        const auto tiff = [](int type, const std::vector<int>& options = {}) {
            std::vector<std::uint8_t> packed;
            cv::imencode(".tiff", cv::Mat(8, 8, type, cv::Scalar::all(3)), packed, options);
            return QByteArray(reinterpret_cast<const char*>(packed.data()), qsizetype(packed.size()));
        };
        QTest::newRow("float TIFF") << tiff(CV_32FC1) << QByteArray("a TIFF of floating-point numbers");
        QTest::newRow("LogLuv TIFF") << tiff(CV_32FC3) << QByteArray("a TIFF of floating-point numbers");
        QTest::newRow("float TIFF, 3 channels")
            << tiff(CV_32FC3, {cv::IMWRITE_TIFF_COMPRESSION, 1}) << QByteArray("a TIFF of floating-point numbers");
        QTest::newRow("int TIFF") << tiff(CV_32SC1) << QByteArray("a TIFF of 32 bits a channel");
        QTest::newRow("animated WebP") << QByteArray("RIFF\x24\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\x07\0\0\x07\0\0"
                                                     "ANIM\x06\0\0\0\0\0\0\0\0\0",
                                                     44)
                                       << QByteArray("an animated WebP");
    }
    void kindsThatAreNotReadAreNamed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, kind);
        CapturedErrors errors;
        const QByteArray reason = failure(testpng::write(file("other"), bytes.toStdString()), ErrorCode::Unsupported,
                                          "it is " + kind + ", which is not supported; convert it to PNG or JPEG");
        QCOMPARE(errors.stop(), QByteArray());
        QCOMPARE(reason, QByteArray());
    }

    void aPngTooWideForItsLibraryIsTooLargeNotDamaged()
    {
        testpng::write(file("wide.png"), testpng::png(2000000, 1, 1, testpng::Grey, std::string(250000, '\0')));
        QCOMPARE(failure(file("wide.png"), ErrorCode::BadFormat, "too large: its header says 2000000×1 pixels"),
                 QByteArray());
        QCOMPARE(failure(file("wide.png"), ErrorCode::BadFormat, "at most 1000000 a side"), QByteArray());
    }

    void otherThreadsAreStillHeard()
    {
        loadImage(testpng::write(file("a.bmp"), encoded(".bmp")), Orientation::Upright);
        CapturedErrors errors;
        std::cerr << "still here" << std::flush;
        QCOMPARE(errors.stop(), QByteArray("still here"));
    }

    void bytesAfterTheEndAreIgnored()
    {
        for (const char* extension : {".jpg", ".png"}) {
            const auto path = testpng::write(file("tail"), encoded(extension) + std::string(1000, '\xFF'));
            QCOMPARE(loadImage(path, Orientation::Upright).size(), (Size{48, 32}));
        }
    }

    void thumbnailInsideAJpegIsNotItsEnd()
    {
        const std::string jpeg = encoded(".jpg");
        const std::string payload = std::string("Exif\0\0", 6) + jpeg;
        std::string whole = jpeg.substr(0, 2) + "\xFF\xE1";
        whole += static_cast<char>((payload.size() + 2) >> 8);
        whole += static_cast<char>((payload.size() + 2) & 0xFF);
        whole += payload + jpeg.substr(2);
        QCOMPARE(loadImage(testpng::write(file("thumb.jpg"), whole), Orientation::Upright).size(), (Size{48, 32}));
        const std::string cut = whole.substr(0, whole.size() - jpeg.size() / 4);
        QCOMPARE(failure(testpng::write(file("thumb.jpg"), cut), ErrorCode::BadFormat, "truncated"), QByteArray());
    }

    void zeroesInPlaceOfTheEndAreATruncation()
    {
        const std::string jpeg = encoded(".jpg");
        const std::string padded = jpeg.substr(0, jpeg.size() / 2) + std::string(jpeg.size() / 2, '\0');
        QCOMPARE(failure(testpng::write(file("zero.jpg"), padded), ErrorCode::BadFormat, "truncated"), QByteArray());
    }

    void otherThingsAreNamed()
    {
        QCOMPARE(failure(file("missing.png"), ErrorCode::NotFound, "no such file"), QByteArray());
        QCOMPARE(failure(testpng::write(file("empty.png"), ""), ErrorCode::BadFormat, "empty"), QByteArray());
        QCOMPARE(failure(testpng::write(file("letter.png"), "Dear aunt, the weather is fine."), ErrorCode::BadFormat,
                         "not a picture"),
                 QByteArray());
        fs::create_directories(file("folder.png"));
        QCOMPARE(failure(file("folder.png"), ErrorCode::Unreadable, "folder"), QByteArray());
        QCOMPARE(failure("/dev/null", ErrorCode::Unreadable, "not a regular file"), QByteArray());
        fs::create_symlink(file("loop.png"), file("loop.png"));
        QCOMPARE(failure(file("loop.png"), ErrorCode::Unreadable, ""), QByteArray());
    }

    void forbiddenFileIsUnreadable()
    {
        if (::geteuid() == 0)
            QSKIP("running as root: every file may be read");
        const auto path = testpng::write(file("secret.png"), testpng::png(1, 1, 8, testpng::Grey, "a"));
        fs::permissions(path, fs::perms::none);
        QCOMPARE(failure(path, ErrorCode::Unreadable, "secret.png"), QByteArray());
        QVERIFY_THROWS_EXCEPTION(Error, imageSize(path));
    }

    void hugeHeadersAreRefusedBeforeMemoryIsTaken()
    {
        testpng::write(file("bomb.png"), testpng::png(60000, 60000, 8, testpng::Rgb, "abc"));
        QCOMPARE(failure(file("bomb.png"), ErrorCode::BadFormat, "60000×60000"), QByteArray());
        std::string jpeg = encoded(".jpg");
        const std::size_t frame = jpeg.find("\xFF\xC0");
        jpeg.replace(frame + 5, 4, "\xFF\xFF\xFF\xFF");
        QCOMPARE(failure(testpng::write(file("bomb.jpg"), jpeg), ErrorCode::BadFormat, "65535×65535"), QByteArray());
        jpeg.replace(frame + 5, 4, std::string(4, '\0'));
        QCOMPARE(failure(testpng::write(file("none.jpg"), jpeg), ErrorCode::BadFormat, "names no size"), QByteArray());
    }

    void anyFlippedByteIsRefusedOrHarmless()
    {
        for (const char* extension : {".jpg", ".png", ".bmp", ".tiff", ".webp"}) {
            const std::string whole = encoded(extension);
            const std::size_t stride = std::max<std::size_t>(1, whole.size() / 300);
            CapturedErrors errors;
            for (std::size_t at = 0; at < whole.size(); at += at < 200 ? 1 : stride) {
                std::string damaged = whole;
                damaged[at] = static_cast<char>(damaged[at] ^ 0x6A);
                try {
                    loadImage(testpng::write(file("flip"), damaged), Orientation::Upright);
                } catch (const Error& error) {
                    QVERIFY(error.code() == ErrorCode::BadFormat || error.code() == ErrorCode::Unsupported);
                }
            }
            const QByteArray said = errors.stop();
            QVERIFY2(said.isEmpty(), said.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestBrokenPictures)
#include "tst_broken_pictures.moc"
