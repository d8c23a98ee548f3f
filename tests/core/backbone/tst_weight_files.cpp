// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/backbone.h"
#include "core/backbone/tensor_archive.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/paths.h"
#include "tests/support/shared_data.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace nectar;
namespace fs = std::filesystem;

class TestWeightFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void hostileFilesEndInAMessage_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("loads");
        QTest::addColumn<QStringList>("names");
        const fs::path folder = fixtures() / "hostile";
        for (const auto& entry : json(folder / "manifest.json")["files"].toArray()) {
            const QJsonObject file = entry.toObject();
            const QString path = file["path"].toString();
            const bool ours = path.startsWith("safetensors/") || path.startsWith("model/") ||
                              path.startsWith("sharded/") || path.startsWith("config/") ||
                              path == "control/valid_s1.safetensors";
            const bool later = path.contains("_s4") || path.contains("pth_renamed"); // refused before they are read
            if (!ours || later || !fs::exists(folder / path.toStdString()))
                continue;
            QStringList names;
            for (const auto& name : file["error_should_name"].toArray())
                names << name.toString();
            QTest::newRow(qPrintable(path)) << path << (file["outcome"].toString() == "loads") << names;
        }
    }
    void hostileFilesEndInAMessage()
    {
        QFETCH(QString, path);
        QFETCH(bool, loads);
        QFETCH(QStringList, names);
        BackboneRequest request;
        request.source = neutralCopy(path.toStdString()).string();
        request.inputProfile = "dino";
        request.heads = path.startsWith("config/") ? 0 : 1; // of the models all have one
        QElapsedTimer timer;
        timer.start();
        try {
            openBackbone(request, {});
            QVERIFY2(loads, "it was opened");
        } catch (const Error& error) {
            QVERIFY2(!loads, error.what());
            const QString text = QString::fromUtf8(error.what());
            QVERIFY2(std::any_of(names.begin(), names.end(),
                                 [&](const QString& name) { return text.contains(name, Qt::CaseInsensitive); }),
                     error.what());
        }
        QVERIFY(timer.elapsed() < 2000);
    }

    void picklesAndArchivesAreRefusedUnread()
    {
        const fs::path folder = fixtures() / "hostile";
        for (const char* kind : {"pickle", "zip"}) {
            if (!fs::exists(folder / kind))
                QSKIP("the whole set of hostile files is not at hand");
            for (const auto& entry : fs::directory_iterator(folder / kind)) {
                if (entry.path().filename() == "safetensors_renamed.pth") {
                    TensorArchive::open(entry.path()); // the content decides
                    continue;
                }
                QVERIFY_THROWS_EXCEPTION(Error, TensorArchive::open(entry.path()));
            }
        }
        QVERIFY(!fs::exists("NECTAR_HOSTILE_MARKER"));
    }

    void aCutFileIsNeverOpened()
    {
        const std::string whole = readFile(fixtures() / "hostile/control/valid_s1.safetensors");
        for (std::size_t size = 0; size < whole.size(); size += size < 1600 ? 41 : 397) {
            writeFile(file("cut.safetensors"), std::string_view(whole).substr(0, size));
            QVERIFY_THROWS_EXCEPTION(Error, TensorArchive::open(file("cut.safetensors")));
        }
    }

    void aFlippedByteOfTheHeaderIsAnErrorOrHarmless()
    {
        const std::string whole = readFile(fixtures() / "hostile/control/valid_s1.safetensors");
        BackboneRequest request;
        request.source = file("flipped.safetensors").string();
        request.inputProfile = "dino";
        request.heads = 1;
        int refused = 0;
        for (std::size_t at = 0; at < 1500; at += 7) {
            std::string flipped = whole;
            flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
            writeFile(file("flipped.safetensors"), flipped);
            try {
                inspectBackbone(request);
            } catch (const Error&) {
                ++refused;
            }
        }
        QVERIFY2(refused > 150, qPrintable(QString::number(refused))); // blanks and unused digits may change
    }

    void aMillionBracketsAreNoHeader()
    {
        std::string header = "{\"a\":" + std::string(1'000'000, '[');
        for (const bool closed : {false, true}) {
            if (closed)
                header += std::string(1'000'000, ']') + "}";
            const std::uint64_t length = header.size();
            writeFile(file("deep.safetensors"), std::string(reinterpret_cast<const char*>(&length), 8) + header);
            QVERIFY_THROWS_EXCEPTION(Error, TensorArchive::open(file("deep.safetensors")));
        }
    }

    void valuesAreWidened()
    {
        // F16 1.0, -2.0; BF16 1.0, 3.0; F32 0.5
        const std::string data("\x00\x3C\x00\xC0\x80\x3F\x40\x40\x00\x00\x00\x3F", 12);
        const std::string header =
            R"({"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]},"c":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})";
        const std::uint64_t length = header.size();
        writeFile(file("types.safetensors"), std::string(reinterpret_cast<const char*>(&length), 8) + header + data);
        const TensorArchive archive = TensorArchive::open(file("types.safetensors"));
        QCOMPARE(floatValues(*archive.find("a")), (std::vector<float>{1, -2}));
        QCOMPARE(floatValues(*archive.find("b")), (std::vector<float>{1, 3}));
        QCOMPARE(floatValues(*archive.find("c")), (std::vector<float>{0.5f}));
        QVERIFY(!archive.find("d"));
    }

    void otherContainersAreNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("name");
        QTest::newRow("zip") << QByteArray("PK\x03\x04 and so on") << "zip";
        QTest::newRow("old pickle") << QByteArray("\x80\x02\x8a\x0a and so on") << "pickle";
        QTest::newRow("Git LFS pointer") << QByteArray("version https://git-lfs.github.com/spec/v1\n") << "LFS";
        QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1A\n and so on") << "picture, not a weight file";
        QTest::newRow("JPEG") << QByteArray("\xFF\xD8\xFF\xE0 and so on") << "picture, not a weight file";
        QTest::newRow("GIF") << QByteArray("GIF89a and so on") << "picture, not a weight file";
        QTest::newRow("BMP") << QByteArray("BM and so on, 12") << "picture, not a weight file";
        QTest::newRow("TIFF") << QByteArray("II*\0 and so on", 14) << "picture, not a weight file";
        QTest::newRow("WebP") << QByteArray("RIFFabcdWEBPVP8 ") << "picture, not a weight file";
        QTest::newRow("HTML page") << QByteArray("<!DOCTYPE html><html></html>") << "HTML";
        QTest::newRow("bank") << QByteArray("NECTARBK and so on") << "it is a bank, not weights";
        QTest::newRow("unfinished bank") << QByteArray("NECTARP1 and so on") << "unfinished bank";
    }
    void otherContainersAreNamed()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, name);
        for (const char* fileName : {"other.pth", "other.safetensors"}) {
            writeFile(file(fileName), content.toStdString());
            try {
                TensorArchive::open(file(fileName));
                QFAIL("opened");
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::Unsupported);
                QVERIFY2(QString::fromUtf8(error.what()).contains(name), error.what());
            }
        }
    }

    void theFirstLettersOfATextAreNoLengthOfAHeader()
    {
        writeFile(file("README.md"), "# A read-me of some length\n");
        const QByteArray why = refusalOf("README.md");
        QVERIFY2(why.contains("it is no weight file; name a safetensors file") && !why.contains("header"),
                 why.constData());
    }

    void metadataOfTextsIsPassedOverAndAnythingElseRefused()
    {
        const auto withMetadata = [this](const std::string& metadata) {
            const std::string header =
                R"({"__metadata__":)" + metadata + R"(,"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})";
            const std::uint64_t length = header.size();
            writeFile(file("meta.safetensors"),
                      std::string(reinterpret_cast<const char*>(&length), 8) + header + std::string(4, '\0'));
            return TensorArchive::open(file("meta.safetensors")).tensors().size();
        };
        QCOMPARE(withMetadata(R"({"format":"pt"})"), std::size_t{1});
        QVERIFY_THROWS_EXCEPTION(Error, withMetadata("7"));
        QVERIFY_THROWS_EXCEPTION(Error, withMetadata(R"({"format":7})"));
    }

    void anArrayThatIsNoShapeIsRefusedBeforeItFillsTheMemory()
    {
        std::string header = R"({"a":{"dtype":"F32","shape":[1)";
        for (int i = 0; i < 5'000'000; ++i)
            header += ",1";
        header += R"(],"data_offsets":[0,4]}})";
        const std::uint64_t length = header.size();
        writeFile(file("long.safetensors"), std::string(reinterpret_cast<const char*>(&length), 8) + header + "1234");
        QElapsedTimer timer;
        timer.start();
        QVERIFY_THROWS_EXCEPTION(Error, TensorArchive::open(file("long.safetensors")));
        QVERIFY(timer.elapsed() < 2000);
    }

    void valuesThatAreNoNumbersAreFound_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("finite");
        const auto row = [](const char* name, TensorType type, QByteArray bytes, bool finite) {
            QTest::newRow(name) << static_cast<int>(type) << bytes << finite;
        };
        row("F16 largest", TensorType::F16, QByteArray("\xFF\x7B", 2), true);
        row("F16 infinite", TensorType::F16, QByteArray("\x00\x7C", 2), false);
        row("F16 NaN", TensorType::F16, QByteArray("\x00\x00\x01\xFE", 4), false);
        row("BF16 large", TensorType::BF16, QByteArray("\x7F\x7F", 2), true);
        row("BF16 infinite", TensorType::BF16, QByteArray("\x80\xFF", 2), false);
        row("F32 one", TensorType::F32, QByteArray("\x00\x00\x80\x3F", 4), true);
        row("F32 NaN", TensorType::F32, QByteArray("\x00\x00\xC0\x7F", 4), false);
        row("F64 one", TensorType::F64, QByteArray("\x00\x00\x00\x00\x00\x00\xF0\x3F", 8), true);
        row("F64 beyond fp32", TensorType::F64, QByteArray("\x00\x00\x00\x00\x00\x00\xF0\x7E", 8), false);
        row("none", TensorType::F32, QByteArray(), true);
    }
    void valuesThatAreNoNumbersAreFound()
    {
        QFETCH(int, type);
        QFETCH(QByteArray, bytes);
        QFETCH(bool, finite);
        const TensorInfo tensor{"t",
                                static_cast<TensorType>(type),
                                {},
                                std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())))};
        QCOMPARE(isFinite(tensor), finite);
    }

    void aBrokenShardIndexIsToldInOurWords()
    {
        for (const auto& [text, part] :
             {std::pair{"{\n \"weight_map\": }", "line 2, column 16"}, std::pair{"{}", "no weight_map"},
              std::pair{R"({"weight_map":{"a":7}})", "no weight_map"}}) {
            writeFile(file("w.index.json"), text);
            const QByteArray why = refusalOf("w.index.json");
            QVERIFY2(why.contains(part) && !why.contains("json.exception") && why.contains("fetch"), why.constData());
        }
    }

    void manyTensorsAreReadInLinearTime()
    {
        QElapsedTimer timer;
        timer.start();
        writeTensors("many.safetensors", 40000);
        QCOMPARE(TensorArchive::open(file("many.safetensors")).tensors().size(), std::size_t{40000});
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }

    void moreTensorsThanAnyModelHasAreRefused()
    {
        writeTensors("most.safetensors", 100000);
        QCOMPARE(TensorArchive::open(file("most.safetensors")).tensors().size(), std::size_t{100000});
        writeTensors("crowd.safetensors", 100001);
        QVERIFY2(refusalOf("crowd.safetensors").contains("more than 100000 tensors"),
                 refusalOf("crowd.safetensors").constData());
    }

    void controlCharactersInATensorNameAreShownAsNumbers()
    {
        writeHeader("nul.safetensors", R"({"a\u0000b":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})", 4);
        const QByteArray text = refusalOf("nul.safetensors");
        QVERIFY2(text.contains("'a\\x00b'") && text.contains("fetch the file again"), text.constData());
    }

    void brokenJsonIsToldInOurWords()
    {
        writeHeader("broken.safetensors", R"({"a":{"dtype":}})", 4);
        const QByteArray text = refusalOf("broken.safetensors");
        QVERIFY2(text.contains("at its byte 15") && !text.contains("json."), text.constData());
    }

    void aSpecReadsBackAndItsIdentityFollowsWhatCounts()
    {
        BackboneRequest request;
        BackboneSpec spec = inspectBackbone(request);
        const BackboneSpec back = specFromJson(specToJson(spec));
        QCOMPARE(back.identity(), spec.identity());
        spec.file = "/elsewhere";
        QCOMPARE(back.identity(), spec.identity());
        spec.position = PositionProfile::Hf;
        QVERIFY(back.identity() != spec.identity());
        QVERIFY_THROWS_EXCEPTION(Error, specFromJson("{}"));
    }

    void theStarterEqualsTheSharedFile()
    {
        const auto shared = sharedData("data/backbones/dinov2_small_hf");
        if (!shared)
            QSKIP("the shared DINOv2 file is not at hand");
        BackboneRequest request;
        request.source = "starter";
        try {
            inspectBackbone(request);
        } catch (const Error&) {
            QSKIP("the starter backbone is not installed");
        }
        const TensorArchive ours = TensorArchive::open(starterBackboneDir());
        const TensorArchive theirs = TensorArchive::open(*shared);
        QCOMPARE(ours.tensors().size(), theirs.tensors().size());
        for (const auto& [name, tensor] : theirs.tensors()) {
            const TensorInfo* own = ours.find(name);
            QVERIFY2(own, name.c_str());
            QVERIFY2(own->shape == tensor.shape && own->type == tensor.type &&
                         std::ranges::equal(own->bytes, tensor.bytes),
                     name.c_str());
        }
    }

private:
    void writeHeader(const char* name, const std::string& header, std::size_t dataSize) const
    {
        const std::uint64_t length = header.size();
        writeFile(file(name),
                  std::string(reinterpret_cast<const char*>(&length), 8) + header + std::string(dataSize, '\0'));
    }
    /// Scalars named t0, t1, …
    void writeTensors(const char* name, int count) const
    {
        std::string header = "{";
        for (int i = 0; i < count; ++i)
            header += (i == 0 ? "\"t" : ",\"t") + std::to_string(i) +
                      "\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[" + std::to_string(2 * i) + "," +
                      std::to_string(2 * i + 2) + "]}";
        writeHeader(name, header + "}", static_cast<std::size_t>(2 * count));
    }
    QByteArray refusalOf(const char* name) const
    {
        try {
            TensorArchive::open(file(name));
        } catch (const Error& error) {
            return error.what();
        }
        return "opened";
    }
    static fs::path fixtures()
    {
        const auto shared = sharedData("golden");
        return shared ? *shared : fs::path(NECTAR_TEST_DATA) / "golden";
    }
    static QJsonObject json(const fs::path& path)
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(readFile(path))).object();
    }
    /// A copy whose path says nothing that could be taken for a part of the message; the files of config/ are of a
    /// scheme that is read later, so their config.json is tried beside weights of the same sizes that are read.
    fs::path neutralCopy(const fs::path& path)
    {
        const fs::path source = fixtures() / "hostile" / path;
        const fs::path folder = file("copy") / std::to_string(m_copies++);
        fs::create_directories(folder);
        if (path.begin()->string() == "safetensors" || path.begin()->string() == "model" ||
            path.begin()->string() == "control") {
            fs::copy_file(source, folder / "w");
            return folder / "w";
        }
        fs::copy(source.parent_path(), folder);
        if (path.begin()->string() == "config") {
            fs::remove(folder / "model.safetensors");
            fs::copy_file(fixtures() / "hostile/control/valid_s1.safetensors", folder / "model.safetensors");
        }
        return folder / path.filename();
    }
    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
    int m_copies = 0;
};

QTEST_GUILESS_MAIN(TestWeightFiles)
#include "tst_weight_files.moc"
