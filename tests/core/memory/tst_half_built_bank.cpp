// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/memory/bank_file.h"
#include "core/memory/half_built_bank.h"
#include "core/memory/memory_builder.h"
#include "tests/support/small_bank.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace nectar;
namespace fs = std::filesystem;

/// A bank of what a running build has read.
class TestHalfBuiltBank : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_folder.isValid());
        for (const fs::directory_entry& entry : fs::directory_iterator(m_folder.path().toStdString()))
            fs::remove(entry.path());
    }

    void itIsTheBankThatABuildOfThesePicturesGives()
    {
        const auto builder = begun(3);
        const HalfBuiltShare share = writeHalfBuiltBank(source(), file("asked.bank"), {});
        QCOMPARE(share.images, std::int64_t(3));
        QCOMPARE(share.imagesInAll, std::int64_t(kPictures));
        QCOMPARE(share.rows, std::int64_t(9));
        MemoryBuilder alone(file("alone.bank"), info(), names(3), 9, PartialFile::Start);
        for (int i = 0; i < 3; ++i)
            alone.add(unit(i));
        alone.finish({});
        QVERIFY(readFile(file("asked.bank")) == readFile(file("alone.bank")));
    }

    void theBuildGoesOnAsIfNobodyHadAsked()
    {
        {
            const auto undisturbed = begun(kPictures, "plain.bank");
            undisturbed->finish({});
        }
        MemoryBuilder builder(file("x.bank"), info(), names(kPictures), 3 * kPictures, PartialFile::Start);
        for (int i = 0; i < kPictures; ++i) {
            builder.add(unit(i));
            QCOMPARE(writeHalfBuiltBank(source(), file("asked.bank"), {}).images, std::int64_t(i + 1));
        }
        builder.finish({});
        QVERIFY(readFile(file("x.bank")) == readFile(file("plain.bank")));
    }

    void aRecordThatIsBeingWrittenIsNotThere()
    {
        {
            const auto builder = begun(3);
        }
        const fs::path partial = partialPath(file("x.bank"));
        std::string whole = readFile(partial);
        const std::size_t end = whole.find_last_not_of('\0');
        whole[end - 3] = static_cast<char>(whole[end - 3] + 1); // of the third picture's keys
        std::ofstream(partial, std::ios::binary) << whole;
        QCOMPARE(writeHalfBuiltBank(source(), file("asked.bank"), {}).images, std::int64_t(2));
    }

    void skippedPicturesCountAsRead()
    {
        const auto builder = begun(2);
        builder->skip(2, 0, "broken");
        QCOMPARE(writeHalfBuiltBank(source(), file("asked.bank"), {}).images, std::int64_t(3));
        const auto bank = openBank(file("asked.bank"), Verify::Everything, {});
        QCOMPARE(bank->images().size(), std::size_t(3));
        QCOMPARE(bank->info().skippedImages, std::int64_t(1));
    }

    void nothingReadYetIsRefused()
    {
        const auto builder = begun(0);
        expect(ErrorCode::Empty);
        QVERIFY(!fs::exists(file("asked.bank")));
    }

    void anEndedBuildIsNotFound() { expect(ErrorCode::NotFound); }

    void anotherBuildsFileIsRefused()
    {
        const auto builder = begun(2);
        HalfBuiltSource other = source();
        other.info.options.seed = 99;
        expect(ErrorCode::Mismatch, other);
    }

    void aForeignFileIsRefused()
    {
        std::ofstream(partialPath(file("x.bank"))) << "my notes, which are longer than a header of a log would be";
        expect(ErrorCode::Exists);
    }

    void cancelLeavesNothing()
    {
        const auto builder = begun(3);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 writeHalfBuiltBank(source(), file("asked.bank"), JobContext{stop.get_token()}));
        QVERIFY(!fs::exists(file("asked.bank")));
    }

private:
    static constexpr int kPictures = 5;
    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    static BankInfo info() { return smallBankInfo(2, 3, {Task::Segmentation}); }
    static std::vector<std::string> names(int count)
    {
        std::vector<std::string> result;
        for (int i = 0; i < count; ++i)
            result.push_back("pic_" + std::to_string(i) + ".png");
        return result;
    }
    static BankRows unit(int i)
    {
        Matrix keys(3, 3);
        for (std::size_t v = 0; v < keys.values.size(); ++v)
            keys.values[v] = float(i + 1) * 0.25f + float(v * v % 7);
        return labelledRows(static_cast<std::uint32_t>(i), keys, {"0000", "0011", "1111"});
    }
    HalfBuiltSource source() const { return {file("x.bank"), info(), names(kPictures)}; }
    std::unique_ptr<MemoryBuilder> begun(int pictures, const char* output = "x.bank") const
    {
        auto builder =
            std::make_unique<MemoryBuilder>(file(output), info(), names(kPictures), 3 * kPictures, PartialFile::Start);
        for (int i = 0; i < pictures; ++i)
            builder->add(unit(i));
        return builder;
    }
    void expect(ErrorCode code) const { expect(code, source()); }
    void expect(ErrorCode code, const HalfBuiltSource& from) const
    {
        try {
            writeHalfBuiltBank(from, file("asked.bank"), {});
            QFAIL("it was written");
        } catch (const Error& error) {
            QCOMPARE(error.code(), code);
        }
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestHalfBuiltBank)
#include "tst_half_built_bank.moc"
