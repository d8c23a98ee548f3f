// SPDX-License-Identifier: Apache-2.0
#include "core/image/image_files.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/core/image/png_bytes.h"
#include "tests/support/shared_data.h"

#include <opencv2/imgcodecs.hpp>

#include <QTemporaryDir>
#include <QtTest>

using namespace nectar;
namespace fs = std::filesystem;

namespace {

Image gradient(int width, int height)
{
    Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            image.pixel(x, y)[0] = static_cast<std::uint8_t>(x * 255 / width);
            image.pixel(x, y)[1] = static_cast<std::uint8_t>(y * 255 / height);
            image.pixel(x, y)[2] = 64;
        }
    return image;
}

int largestDifference(const Image& a, const Image& b)
{
    int largest = a.size() == b.size() ? 0 : 999;
    for (std::size_t i = 0; largest < 999 && i < a.rgb.size(); ++i)
        largest = std::max(largest, std::abs(int(a.rgb[i]) - int(b.rgb[i])));
    return largest;
}

std::string text(const std::vector<std::byte>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// An EXIF block (little-endian TIFF) with one entry, the orientation.
std::string exifTiff(int orientation)
{
    std::string tiff("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18);
    tiff += static_cast<char>(orientation);
    return tiff + std::string(7, '\0');
}

/// The JPEG with an APP1 segment after its start marker.
std::string withApp1(const std::string& jpeg, const std::string& payload)
{
    const std::size_t length = payload.size() + 2;
    std::string segment = "\xFF\xE1";
    segment += static_cast<char>(length >> 8);
    segment += static_cast<char>(length & 0xFF);
    return jpeg.substr(0, 2) + segment + payload + jpeg.substr(2);
}

std::vector<int> rgbAt(const Image& image, int x, int y)
{
    const std::uint8_t* p = image.pixel(x, y);
    return {p[0], p[1], p[2]};
}

} // namespace

class TestImageFiles : public QObject {
    Q_OBJECT

private:
    fs::path file(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QTemporaryDir m_folder;

private Q_SLOTS:
    void pngRoundTripIsExact()
    {
        const Image image = gradient(13, 7);
        saveImage(file("a.png"), image);
        QCOMPARE(imageSize(file("a.png")), (Size{13, 7}));
        QCOMPARE(loadImage(file("a.png"), Orientation::Upright).rgb, image.rgb);
        QVERIFY(isStoredUpright(file("a.png")));
    }

    void jpegRoundTripIsClose()
    {
        const Image image = gradient(64, 48);
        saveImage(file("a.JPG"), image);
        QCOMPARE(imageSize(file("a.JPG")), (Size{64, 48}));
        QVERIFY(largestDifference(loadImage(file("a.JPG"), Orientation::AsStored), image) <= 8);
        QVERIFY(largestDifference(decodeJpeg(encodeJpeg(image, 95)), image) <= 8);
    }

    void redIsTheFirstChannel()
    {
        Image red(16, 16);
        for (std::size_t i = 0; i < red.rgb.size(); i += 3)
            red.rgb[i] = 250;
        saveImage(file("red.jpg"), red);
        const Image back = loadImage(file("red.jpg"), Orientation::AsStored);
        QVERIFY(back.rgb[0] > 240 && back.rgb[2] < 15);
    }

    void otherExtensionsAreRefused() { QVERIFY_THROWS_EXCEPTION(Error, saveImage(file("a.gif"), gradient(2, 2))); }

    void greyIsWidenedAndAlphaDropped()
    {
        testpng::write(file("grey.png"), testpng::png(1, 1, 8, testpng::Grey, "\x40"));
        QCOMPARE(rgbAt(loadImage(file("grey.png"), Orientation::AsStored), 0, 0), (std::vector<int>{64, 64, 64}));
        testpng::write(file("rgba.png"), testpng::png(1, 1, 8, testpng::Rgba, std::string("\1\2\3\0", 4)));
        QCOMPARE(rgbAt(loadImage(file("rgba.png"), Orientation::AsStored), 0, 0), (std::vector<int>{1, 2, 3}));
        testpng::write(file("bit.png"), testpng::png(2, 1, 1, testpng::Grey, "\x40"));
        QCOMPARE(rgbAt(loadImage(file("bit.png"), Orientation::AsStored), 1, 0), (std::vector<int>{255, 255, 255}));
    }

    void sixteenBitsAndPalettesBecomeEightBitColours()
    {
        testpng::write(file("wide.png"), testpng::png(1, 1, 16, testpng::Rgb, std::string("\xFF\xFF\x80\x80\0\0", 6)));
        QCOMPARE(rgbAt(loadImage(file("wide.png"), Orientation::AsStored), 0, 0), (std::vector<int>{255, 128, 0}));
        const std::string palette = testpng::chunk("PLTE", std::string("\0\0\0\x80\x10\x20", 6));
        testpng::write(file("palette.png"), testpng::png(1, 1, 8, testpng::Palette, "\1", palette));
        QCOMPARE(rgbAt(loadImage(file("palette.png"), Orientation::AsStored), 0, 0), (std::vector<int>{128, 16, 32}));
    }

    void orientationIsFollowedOnlyWhenAsked_data()
    {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<QList<int>>("corners"); // red values top left, top right, bottom left of the upright picture
        // The stored picture is 2 × 3 with red values 1 2 / 3 4 / 5 6.
        QTest::newRow("1") << 1 << QList<int>{1, 2, 5};
        QTest::newRow("2 mirrored") << 2 << QList<int>{2, 1, 6};
        QTest::newRow("3 half a turn") << 3 << QList<int>{6, 5, 2};
        QTest::newRow("4 upside down") << 4 << QList<int>{5, 6, 1};
        QTest::newRow("5 transposed") << 5 << QList<int>{1, 5, 2};
        QTest::newRow("6 quarter clockwise") << 6 << QList<int>{5, 1, 6};
        QTest::newRow("7 transversed") << 7 << QList<int>{6, 2, 5};
        QTest::newRow("8 quarter anticlockwise") << 8 << QList<int>{2, 6, 1};
    }

    void orientationIsFollowedOnlyWhenAsked()
    {
        QFETCH(int, orientation);
        QFETCH(QList<int>, corners);
        const std::string rows("\1\0\0\2\0\0\3\0\0\4\0\0\5\0\0\6\0\0", 18);
        testpng::write(file("turn.png"),
                       testpng::png(2, 3, 8, testpng::Rgb, rows, testpng::chunk("eXIf", exifTiff(orientation))));
        QCOMPARE(loadImage(file("turn.png"), Orientation::AsStored).size(), (Size{2, 3}));
        const Image upright = loadImage(file("turn.png"), Orientation::Upright);
        QCOMPARE(isStoredUpright(file("turn.png")),
                 upright.rgb == loadImage(file("turn.png"), Orientation::AsStored).rgb);
        QCOMPARE(upright.size(), orientation >= 5 ? (Size{3, 2}) : (Size{2, 3}));
        QCOMPARE(int(upright.pixel(0, 0)[0]), corners[0]);
        QCOMPARE(int(upright.pixel(upright.width - 1, 0)[0]), corners[1]);
        QCOMPARE(int(upright.pixel(0, upright.height - 1)[0]), corners[2]);
    }

    void jpegsOfEveryColourModelAreReadAsOpenCvDoes_data()
    {
        QTest::addColumn<QByteArray>("jpeg");
        const auto encoded = [](int type, const std::vector<int>& options) {
            cv::Mat picture(24, 40, type);
            cv::randu(picture, 0, 255);
            std::vector<std::uint8_t> packed;
            cv::imencode(".jpg", picture, packed, options);
            return QByteArray(reinterpret_cast<const char*>(packed.data()), qsizetype(packed.size()));
        };
        QTest::newRow("grey") << encoded(CV_8UC1, {});
        QTest::newRow("colour") << encoded(CV_8UC3, {});
        QTest::newRow("progressive") << encoded(CV_8UC3, {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
        // 16 × 16, 20 % cyan, 60 % magenta, 10 % yellow, 30 % black
        QTest::newRow("CMYK") << QByteArray::fromBase64(
            "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgICAgIDAgICAwMDAwQGBAQEBAQIBgYFBgkICgoJCAkJCgwPDAoLDgsJCQ0RDQ4PEBAR"
            "EAoMEhMSEBMPEBAQ/9sAQwEDAwMEAwQIBAQIEAsJCxAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ"
            "EBAQEBAQ/8AAFAgAEAAQBAERAAIRAQMRAQQRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAGCP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/"
            "xAAVAQEBAAAAAAAAAAAAAAAAAAAAB//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAOBAEAAhEDEQQAAD8AikERJoUAAAB//9k=");
    }
    void jpegsOfEveryColourModelAreReadAsOpenCvDoes()
    {
        QFETCH(QByteArray, jpeg);
        const Image image = decodeJpeg(std::as_bytes(std::span(jpeg.constData(), std::size_t(jpeg.size()))));
        const cv::Mat bgr = cv::imdecode(cv::Mat(1, int(jpeg.size()), CV_8UC1, jpeg.data()), cv::IMREAD_COLOR);
        QCOMPARE(image.size(), (Size{bgr.cols, bgr.rows}));
        for (int y = 0; y < image.height; ++y)
            for (int x = 0; x < image.width; ++x) {
                const auto& pixel = bgr.at<cv::Vec3b>(y, x);
                QCOMPARE(rgbAt(image, x, y), (std::vector<int>{pixel[2], pixel[1], pixel[0]}));
            }
    }

    void jpegOrientationComesFromExif()
    {
        const std::string jpeg =
            withApp1(text(encodeJpeg(gradient(32, 16), 90)), std::string("Exif\0\0", 6) + exifTiff(6));
        testpng::write(file("turn.jpg"), jpeg);
        QCOMPARE(imageSize(file("turn.jpg")), (Size{32, 16}));
        QCOMPARE(loadImage(file("turn.jpg"), Orientation::AsStored).size(), (Size{32, 16}));
        QCOMPARE(loadImage(file("turn.jpg"), Orientation::Upright).size(), (Size{16, 32}));
        QVERIFY(!isStoredUpright(file("turn.jpg")));
    }

    void sizeIsFoundBehindLargeProfiles()
    {
        std::string jpeg = text(encodeJpeg(gradient(32, 16), 90));
        for (int i = 0; i < 3; ++i)
            jpeg = withApp1(jpeg, std::string(60000, 'x'));
        testpng::write(file("profiles.jpg"), jpeg);
        QCOMPARE(imageSize(file("profiles.jpg")), (Size{32, 16}));
        QCOMPARE(loadImage(file("profiles.jpg"), Orientation::AsStored).size(), (Size{32, 16}));
    }

    void otherFormatsAreRead_data()
    {
        QTest::addColumn<QString>("extension");
        for (const char* extension : {".bmp", ".tiff", ".webp"})
            QTest::newRow(extension) << extension;
    }

    void otherFormatsAreRead()
    {
        QFETCH(QString, extension);
        const std::string ending = extension.toStdString();
        const cv::Mat grey(24, 40, CV_8UC3, cv::Scalar(10, 20, 200)); // blue, green, red
        std::vector<std::uint8_t> packed;
        QVERIFY(cv::imencode(ending, grey, packed));
        testpng::write(file("p" + ending), std::string(packed.begin(), packed.end()));
        QCOMPARE(imageSize(file("p" + ending)), (Size{40, 24}));
        const Image image = loadImage(file("p" + ending), Orientation::AsStored);
        QCOMPARE(image.size(), (Size{40, 24}));
        QVERIFY(std::abs(image.rgb[0] - 200) < 6 && std::abs(image.rgb[2] - 10) < 6);
    }

    void contentDecidesNotTheName()
    {
        const Image image = gradient(5, 5);
        saveImage(file("real.png"), image);
        fs::copy_file(file("real.png"), file("called.jpg"));
        QCOMPARE(loadImage(file("called.jpg"), Orientation::AsStored).rgb, image.rgb);
    }

    void namesNeedNotBeUtf8()
    {
        const fs::path odd = file("caf\xE9.png");
        saveImage(odd, gradient(3, 3));
        QCOMPARE(loadImage(odd, Orientation::AsStored).size(), (Size{3, 3}));
        fs::remove(odd); // QTemporaryDir cannot name it
    }

    void savingReplacesWholeFilesOnly()
    {
        saveImage(file("twice.png"), gradient(9, 9));
        saveImage(file("twice.png"), gradient(3, 3));
        QCOMPARE(imageSize(file("twice.png")), (Size{3, 3}));
        QVERIFY_THROWS_EXCEPTION(Error, saveImage(file("no/such/folder/a.png"), gradient(3, 3)));
    }

    void realPhotosAreComplete()
    {
        const auto folder = sharedData("data/camvid/train");
        if (!folder)
            QSKIP("no CamVid photos: real JPEG files not checked");
        int files = 0;
        for (const auto& entry : fs::directory_iterator(*folder))
            if (++files <= 40)
                QCOMPARE(loadImage(entry.path(), Orientation::Upright).size(), (Size{480, 360}));
        QCOMPARE(files, 367);
    }
};

QTEST_GUILESS_MAIN(TestImageFiles)
#include "tst_image_files.moc"
