// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/half.h"
#include "core/memory/bank_file.h"
#include "core/memory/memory_builder.h"
#include "tests/support/small_bank.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace nectar;
namespace fs = std::filesystem;

class TestBankFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        build(file("good.bank"), PartialFile::Start, kUnits);
        m_good = readFile(file("good.bank"));
    }

    void whatWasAddedReadsBack()
    {
        const auto bank = openBank(file("good.bank"), Verify::Everything, {});
        QCOMPARE(bank->size(), std::int64_t(3 * kUnits));
        QCOMPARE(bank->images().size(), std::size_t(kUnits));
        QCOMPARE(bank->images()[2].name, std::string("pic_2.png"));
        QVERIFY(bank->images()[2].jpeg[2] == std::byte{2});
        QCOMPARE(bank->labels()->count(4, 1), 2); // second row of the second picture: "0011"
        QCOMPARE(bank->origins()[7].image, 2u);
        QCOMPARE(bank->origins()[7].patch, 1u);
        QCOMPARE(bank->rowsOfImage(1).first, 3u);
        QCOMPARE(bank->imagesWithHash({1, 3}), std::vector<std::uint32_t>{3});
        const float norm = std::hypot(floatFromHalf(bank->keyOf(5)[0]), floatFromHalf(bank->keyOf(5)[1]),
                                      floatFromHalf(bank->keyOf(5)[2]));
        QVERIFY(std::abs(norm - 1) < 1e-3f); // keys are normalised
    }

    void fileAndMemoryBanksAreTheSame()
    {
        std::vector<BankRows> units;
        for (int i = 0; i < kUnits; ++i)
            units.push_back(unit(i));
        const auto inMemory = bankInMemory(info(), names(), units);
        const auto inFile = openBank(file("good.bank"), Verify::Tables, {});
        QVERIFY(inMemory->hash() == inFile->hash());
        for (std::uint32_t row = 0; row < inFile->size(); ++row)
            QVERIFY(std::ranges::equal(inMemory->keyOf(row), inFile->keyOf(row)));
    }

    void theStorageOrderIsAPermutation()
    {
        const auto bank = openBank(file("good.bank"), Verify::Tables, {});
        std::vector<bool> seen(static_cast<std::size_t>(bank->size()));
        bool permuted = false;
        for (std::int64_t p = 0; p < bank->size(); ++p) {
            seen[bank->keys()->rowId(p)] = true;
            permuted |= bank->keys()->rowId(p) != p;
            QVERIFY(std::ranges::equal(bank->keys()->rows.row(p), bank->keyOf(bank->keys()->rowId(p))));
        }
        QVERIFY(permuted && std::ranges::count(seen, true) == bank->size());
    }

    void otherOptionsAreAnotherHash()
    {
        BankInfo other = info();
        other.options.seed = 99;
        const auto a = bankInMemory(info(), names(), std::vector{unit(0)});
        const auto b = bankInMemory(other, names(), std::vector{unit(0)});
        QVERIFY(a->hash() != b->hash());
        BankInfo moved = info();
        moved.dataRoot = "/somewhere/else"; // a hint, not part of the bank
        QVERIFY(bankInMemory(moved, names(), std::vector{unit(0)})->hash() == a->hash());
    }

    void resumingAtAnyUnitGivesTheSameFile()
    {
        for (int stop = 0; stop <= kUnits; ++stop) {
            const fs::path bank = file("resumed.bank");
            fs::remove(bank);
            {
                MemoryBuilder builder(bank, info(), names(), 100, PartialFile::Start);
                for (int i = 0; i < stop; ++i)
                    builder.add(unit(i));
            }
            build(bank, PartialFile::Resume, kUnits);
            QVERIFY(readFile(bank) == m_good);
            QVERIFY(!fs::exists(partialPath(bank)));
        }
    }

    void aTornPartialFileResumesOrStartsAgain()
    {
        const fs::path bank = file("torn.bank");
        {
            MemoryBuilder builder(bank, info(), names(), 1, PartialFile::Start);
            for (int i = 0; i < kUnits; ++i)
                builder.add(unit(i));
        }
        const std::string whole = readFile(partialPath(bank));
        for (std::size_t cut = 0; cut < whole.size(); cut += 37) {
            writeFile(partialPath(bank), whole.substr(0, cut));
            build(bank, PartialFile::Resume, kUnits);
            QVERIFY2(readFile(bank) == m_good, qPrintable(QString::number(cut)));
            fs::remove(bank);
        }
    }

    void anUnfinishedBuildIsNotThrownAwayUnasked()
    {
        const fs::path bank = file("unfinished.bank");
        MemoryBuilder(bank, info(), names(), 100, PartialFile::Start); // nothing in it yet: no loss
        MemoryBuilder(bank, info(), names(), 100, PartialFile::Start).add(unit(0));
        const std::string before = readFile(partialPath(bank));
        QVERIFY_THROWS_EXCEPTION(Error, MemoryBuilder(bank, info(), names(), 100, PartialFile::Start));
        QVERIFY(readFile(partialPath(bank)) == before);
        QCOMPARE(MemoryBuilder(bank, info(), names(), 100, PartialFile::Resume).finishedUnits(), std::int64_t(1));
        QCOMPARE(MemoryBuilder(bank, info(), names(), 100, PartialFile::Replace).finishedUnits(), std::int64_t(0));
        discardPartial(bank);
    }

    void anotherVersionsUnfinishedBuildIsNotThrownAway()
    {
        const fs::path bank = file("older.bank");
        MemoryBuilder(bank, info(), names(), 100, PartialFile::Start).add(unit(0));
        std::string older = readFile(partialPath(bank));
        older[7] = '1';
        writeFile(partialPath(bank), older);
        for (const PartialFile mode : {PartialFile::Start, PartialFile::Resume})
            QVERIFY_THROWS_EXCEPTION(Error, MemoryBuilder(bank, info(), names(), 100, mode));
        QVERIFY(readFile(partialPath(bank)) == older);
        discardPartial(bank);
    }

    void aBankThatCameIntoBeingMeanwhileIsKept()
    {
        const fs::path bank = file("meanwhile.bank");
        MemoryBuilder builder(bank, info(), names(), 100, PartialFile::Start);
        for (int i = 0; i < kUnits; ++i)
            builder.add(unit(i));
        writeFile(bank, "precious");
        QVERIFY_THROWS_EXCEPTION(Error, builder.finish({}, Existing::Keep));
        QCOMPARE(readFile(bank), std::string("precious"));
        QVERIFY(fs::exists(partialPath(bank))); // the work is not lost either
        fs::remove(bank);
        discardPartial(bank);
    }

    void otherPicturesCannotBeResumed()
    {
        const fs::path bank = file("other.bank");
        {
            MemoryBuilder builder(bank, info(), names(), 100, PartialFile::Start);
            builder.add(unit(0));
        }
        std::vector<std::string> less = names();
        less.pop_back();
        QVERIFY_THROWS_EXCEPTION(Error, MemoryBuilder(bank, info(), less, 100, PartialFile::Resume));
        discardPartial(bank);
        QVERIFY(!fs::exists(partialPath(bank)));
    }

    void twoBuildsOfOneBankDoNotMix()
    {
        MemoryBuilder first(file("locked.bank"), info(), names(), 100, PartialFile::Start);
        QVERIFY_THROWS_EXCEPTION(Error, MemoryBuilder(file("locked.bank"), info(), names(), 100, PartialFile::Start));
    }

    void truncatedBanksAreRefused()
    {
        for (std::size_t cut = 0; cut < m_good.size(); cut += 511) {
            writeFile(file("cut.bank"), m_good.substr(0, cut));
            QVERIFY_THROWS_EXCEPTION(Error, openBank(file("cut.bank"), Verify::Tables, {}));
        }
    }

    void everyFlippedBitIsFound()
    {
        for (std::size_t at = 0; at < m_good.size(); at += 97) {
            std::string bad = m_good;
            bad[at] = static_cast<char>(bad[at] ^ (1 << (at % 8)));
            writeFile(file("bad.bank"), bad);
            QVERIFY_THROWS_EXCEPTION(Error, openBank(file("bad.bank"), Verify::Everything, {}));
        }
    }

    void aFlippedBitNeverLeadsAstrayAnUnverifiedBank()
    {
        int opened = 0;
        for (std::size_t at = 0; at < m_good.size(); at += 101) {
            std::string bad = m_good;
            bad[at] = static_cast<char>(bad[at] ^ 0x40);
            writeFile(file("bad.bank"), bad);
            try {
                const auto bank = openBank(file("bad.bank"), Verify::Tables, {});
                std::uint64_t touched = 0;
                for (std::uint32_t row = 0; row < bank->size(); ++row)
                    touched += bank->keyOf(row)[0] + bank->labels()->counts(row).size() +
                               bank->images()[bank->origins()[row].image].jpeg.size();
                opened += touched > 0 ? 1 : 0;
            } catch (const Error&) {
            }
        }
        QVERIFY(opened > 0); // features, thumbnails and padding are checked on request only
    }

    void anotherVersionIsNamed()
    {
        std::string newer = m_good;
        newer[8] = 77;
        writeFile(file("newer.bank"), newer);
        try {
            openBank(file("newer.bank"), Verify::Tables, {});
            QFAIL("opened");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what()).find("77") != std::string::npos);
        }
    }

    void nothingIsNoBank()
    {
        MemoryBuilder builder(file("empty.bank"), info(), names(), 1, PartialFile::Start);
        for (std::uint32_t i = 0; i < kUnits; ++i)
            builder.skip(i, 0, "broken");
        QCOMPARE(builder.skipped().size(), std::size_t(kUnits));
        QVERIFY_THROWS_EXCEPTION(Error, builder.finish({}));
        QVERIFY(!fs::exists(file("empty.bank")));
    }

    void aStopWhileWritingLeavesOnlyThePartialFile()
    {
        MemoryBuilder builder(file("stopped.bank"), info(), names(), 100, PartialFile::Start);
        for (int i = 0; i < kUnits; ++i)
            builder.add(unit(i));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, builder.finish(JobContext{stop.get_token()}));
        QVERIFY(!fs::exists(file("stopped.bank")) && fs::exists(partialPath(file("stopped.bank"))));
    }

    void picturesOutOfOrderAreRefused()
    {
        MemoryBuilder builder(file("order.bank"), info(), names(), 100, PartialFile::Start);
        QVERIFY_THROWS_EXCEPTION(Error, builder.add(unit(1)));
    }

private:
    static constexpr int kUnits = 4;
    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    static BankInfo info() { return smallBankInfo(3, 3, {Task::Segmentation}); }
    static std::vector<std::string> names() { return {"pic_0.png", "pic_1.png", "pic_2.png", "pic_3.png"}; }
    static BankRows unit(int i)
    {
        Matrix keys(3, 3);
        for (std::size_t v = 0; v < 9; ++v)
            keys.values[v] = float(v + 1) + 10.f * float(i);
        return labelledRows(static_cast<std::uint32_t>(i), keys, {"0000", "0011", "2..."});
    }
    static void build(const fs::path& bank, PartialFile partial, int units)
    {
        MemoryBuilder builder(bank, info(), names(), 100, partial);
        for (auto i = static_cast<int>(builder.finishedUnits()); i < units; ++i)
            builder.add(unit(i));
        builder.finish({});
    }

    QTemporaryDir m_folder;
    std::string m_good;
};

QTEST_GUILESS_MAIN(TestBankFile)
#include "tst_bank_file.moc"
