// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/image/image_files.h"
#include "core/memory/memory_builder.h"
#include "core/pipeline/build_bank.h"
#include "core/pipeline/open_scene.h"
#include "tests/support/hungry_backbone.h"
#include "tests/support/small_dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

using namespace nectar;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(nectar::Lack)

/// Where memory does not suffice: less at a time, then words; never another bank, never an end.
class TestMemoryLack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        writeSmallDataset(root() / "data", 7, 1, kPicture);
        buildBank(request("plain.bank"), {});
        m_plain = readFile(root() / "plain.bank");
    }

    void aBatchIsHalvedUntilItFitsAndTheBankIsTheSame_data()
    {
        QTest::addColumn<std::size_t>("pictures");
        QTest::addColumn<nectar::Lack>("lack");
        QTest::addColumn<QString>("note");
        QTest::newRow("three") << std::size_t(3) << Lack::OfTheProgram << "2 pictures at a time";
        QTest::newRow("two") << std::size_t(2) << Lack::OfTheDevice << "2 pictures at a time";
        QTest::newRow("one") << std::size_t(1) << Lack::OfTheProgram << "1 picture at a time";
        QTest::newRow("one, device") << std::size_t(1) << Lack::OfTheDevice << "1 picture at a time";
    }
    void aBatchIsHalvedUntilItFitsAndTheBankIsTheSame()
    {
        QFETCH(std::size_t, pictures);
        QFETCH(nectar::Lack, lack);
        QFETCH(QString, note);
        const BuildReport report =
            buildBank(request("halved.bank"), {}, {}, hungryOpener(pictures * kPicture.area(), lack));
        QVERIFY(readFile(report.bank) == m_plain);
        const auto says = [&](const std::string& text) { return QString::fromStdString(text).contains(note); };
        QVERIFY(std::ranges::any_of(report.notes, says));
        fs::remove(report.bank);
    }

    void whatFitsIsNotRemarkedUpon()
    {
        const BuildReport report =
            buildBank(request("fits.bank"), {}, {}, hungryOpener(4 * kPicture.area(), Lack::OfTheProgram));
        for (const std::string& note : report.notes)
            QVERIFY2(note.find("memory sufficed") == std::string::npos, note.c_str());
    }

    void whereNotEvenOnePictureFitsTheErrorSaysWhatMayHelp()
    {
        for (const Lack lack : {Lack::OfTheProgram, Lack::OfTheDevice})
            try {
                buildBank(request("none.bank"), {}, {}, hungryOpener(kPicture.area() - 1, lack));
                QFAIL("it was built");
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::OutOfMemory);
                const QString text = QString::fromUtf8(error.what());
                QVERIFY2(text.contains(QStringLiteral("128x96 pixels")) &&
                             text.contains(QStringLiteral("smaller input")),
                         error.what());
                QVERIFY(!fs::exists(root() / "none.bank"));
                fs::remove(partialPath(root() / "none.bank"));
            }
    }

    void afterALackTheSameBuildGoesOnElsewhere()
    {
        BuildBankRequest again = request("later.bank");
        int calls = 0;
        const BackboneOpener failsLater = [&calls](const BackboneRequest& asked, const JobContext& ctx) {
            class Later final : public Backbone {
            public:
                Later(std::unique_ptr<Backbone> inner, int& count) : m_inner(std::move(inner)), m_count(count) {}
                const BackboneSpec& spec() const override { return m_inner->spec(); }
                std::vector<FeatureGrid> extract(std::span<const Image> images, const JobContext& context) override
                {
                    if (++m_count > 1)
                        throw std::bad_alloc();
                    return m_inner->extract(images, context);
                }
                FeatureGrid extractNormalised(std::span<const float>, Size, const JobContext&) override { return {}; }
                Matrix attention(const Image&, const JobContext&) override { return {}; }

            private:
                std::unique_ptr<Backbone> m_inner;
                int& m_count;
            };
            return std::unique_ptr<Backbone>(new Later(openBackbone(asked, ctx), calls));
        };
        QVERIFY_THROWS_EXCEPTION(Error, buildBank(again, {}, {}, failsLater));
        QVERIFY(fs::exists(partialPath(again.output)));
        again.resume = true;
        QVERIFY(readFile(buildBank(again, {}).bank) == m_plain);
    }

    void aQueryPictureThatIsTooLargeIsRefusedInWords()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the address sanitizer needs more addresses than this test would leave");
#endif
        const auto scene = OpenScene::open(root() / "plain.bank", {}, DeviceChoice::Cpu, {});
        const fs::path large = root() / "large.jpg";
        saveImage(large, Image(9000, 9000)); // 243 MB decoded
        QVERIFY(scene->openImage(root() / "data/val/images/scene_07.png", SelfMatch::Drop, {}));
        ErrorCode code{};
        QString text;
        {
            const MemoryLimit limit(std::size_t(100) << 20);
            try {
                scene->openImage(large, SelfMatch::Drop, {});
            } catch (const Error& error) {
                code = error.code();
                text = QString::fromUtf8(error.what());
            }
        }
        QCOMPARE(code, ErrorCode::OutOfMemory);
        QVERIFY2(text.contains(QStringLiteral("large.jpg")) && text.contains(QStringLiteral("smaller copy")),
                 qPrintable(text));
        QVERIFY(scene->openImage(root() / "data/val/images/scene_07.png", SelfMatch::Drop, {})); // goes on
    }

private:
    /// No more addresses than there are and these.
    class MemoryLimit {
    public:
        explicit MemoryLimit(std::size_t bytes)
        {
            std::size_t pages = 0;
            std::ifstream("/proc/self/statm") >> pages;
            ::getrlimit(RLIMIT_AS, &m_before);
            rlimit limited = m_before;
            limited.rlim_cur = pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) + bytes;
            ::setrlimit(RLIMIT_AS, &limited);
        }
        ~MemoryLimit() { ::setrlimit(RLIMIT_AS, &m_before); }

    private:
        rlimit m_before{};
    };

    static constexpr Size kPicture{128, 96};
    fs::path root() const { return m_folder.path().toStdString(); }
    BuildBankRequest request(const char* output) const
    {
        BuildBankRequest made;
        made.data = root() / "data";
        made.bank.width = 128;
        made.bank.height = 96;
        made.bank.resize = Resize::Squash;
        made.output = root() / output;
        return made;
    }

    QTemporaryDir m_folder;
    std::string m_plain;
};

QTEST_GUILESS_MAIN(TestMemoryLack)
#include "tst_memory_lack.moc"
