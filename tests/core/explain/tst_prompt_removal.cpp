// SPDX-License-Identifier: Apache-2.0
#include "core/explain/prompt_removal.h"
#include "tests/core/explain/explain_fixture.h"

#include <QTest>

#include <cmath>
#include <cstring>

using namespace nectar;

class TestPromptRemoval : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void removalIsBitEqualToARebuildWithoutTheImage_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("k");
        QTest::newRow("the table holds the whole bank") << 256 << 30;
        QTest::newRow("enough are left") << 40 << 5;
        QTest::newRow("some patches are searched again") << 24 << 20;
        QTest::newRow("all are searched again") << 20 << 20;
    }
    void removalIsBitEqualToARebuildWithoutTheImage()
    {
        QFETCH(int, columns);
        QFETCH(int, k);
        const Matrix queries = randomRows(70, 8, 3);
        const auto whole = bankOf({0, 1, 2, 3, 4});
        const auto index = makeExactIndex(whole->keys());
        const NeighbourTable before = index->search(queries, {columns, {}}, {});
        for (std::uint32_t image = 0; image < 5; ++image) {
            ReducedTable reduced = withoutPrompts(before, *whole, std::vector{image});
            searchAgain(reduced, k, queries, *whole, image);
            std::vector<std::uint32_t> others{0, 1, 2, 3, 4};
            others.erase(others.begin() + image);
            const auto rebuilt = bankOf(others);
            const NeighbourTable expected = makeExactIndex(rebuilt->keys())->search(queries, {columns, {}}, {});
            for (const Task task : {Task::Segmentation, Task::Depth}) {
                const DecodeOptions options{k, 0.1f};
                const PatchVotes a = decodeTargets(reduced.table, *whole, task, options, {});
                const PatchVotes b = decodeTargets(expected, *rebuilt, task, options, {});
                QVERIFY(std::memcmp(a.scores.data(), b.scores.data(), a.scores.values.size() * sizeof(float)) == 0);
                QVERIFY(std::memcmp(a.mass.data(), b.mass.data(), a.mass.size() * sizeof(float)) == 0);
            }
        }
    }

    void severalImagesGoTogether()
    {
        const auto whole = bankOf({0, 1, 2, 3, 4});
        const NeighbourTable before = makeExactIndex(whole->keys())->search(randomRows(9, 8, 3), {256, {}}, {});
        const ReducedTable reduced = withoutPrompts(before, *whole, std::vector<std::uint32_t>{4, 0});
        for (std::int64_t q = 0; q < 9; ++q) {
            QCOMPARE(reduced.survivors[static_cast<std::size_t>(q)], 36);
            for (std::size_t i = 0; i < 36; ++i) {
                const std::uint32_t image = whole->origins()[reduced.table.idsOf(q)[i]].image;
                QVERIFY(image != 0 && image != 4);
            }
            QCOMPARE(reduced.table.idsOf(q)[36], kNoRow);
            QVERIFY(reduced.table.similaritiesOf(q)[36] == -INFINITY);
        }
    }

    void onlyPatchesThatRanOutAreSearchedAgain()
    {
        const auto whole = bankOf({0, 1});
        // 12 rows an image; the first patch has three neighbours of image 1, the second three of image 0
        const NeighbourTable table =
            tableOf({{12, 13, 0, 14}, {0, 1, 2, 12}}, {{0.9f, 0.8f, 0.7f, 0.6f}, {0.9f, 0.8f, 0.7f, 0.6f}});
        const ReducedTable reduced = withoutPrompts(table, *whole, std::vector<std::uint32_t>{1});
        QCOMPARE(reduced.survivors, (std::vector{1, 3}));
        QCOMPARE(reduced.table.idsOf(0)[0], 0u);
        QCOMPARE(reduced.table.similaritiesOf(0)[0], 0.7f);
        QCOMPARE(reduced.incomplete(1), std::vector<int>{});
        QCOMPARE(reduced.incomplete(3), std::vector{0});
        QCOMPARE(reduced.incomplete(4), (std::vector{0, 1}));
        QCOMPARE(reduced.incomplete(256), (std::vector{0, 1})); // never more than the table's own columns
    }

    void aTableThatHoldsTheWholeBankIsNeverIncomplete()
    {
        const auto whole = bankOf({0, 1});
        const NeighbourTable table = makeExactIndex(whole->keys())->search(randomRows(4, 8, 3), {256, {}}, {});
        QVERIFY(withoutPrompts(table, *whole, std::vector<std::uint32_t>{0}).incomplete(256).empty());
    }

    void withoutAnyImageNothingIsKnown()
    {
        const auto whole = bankOf({0, 1});
        const NeighbourTable table = makeExactIndex(whole->keys())->search(randomRows(4, 8, 3), {256, {}}, {});
        const ReducedTable reduced = withoutPrompts(table, *whole, std::vector<std::uint32_t>{0, 1});
        QVERIFY(!decodeTargets(reduced.table, *whole, Task::Segmentation, {}, {}).known(0));
    }

    void removingNothingChangesNothing()
    {
        const auto whole = bankOf({0, 1});
        const NeighbourTable table = makeExactIndex(whole->keys())->search(randomRows(4, 8, 3), {20, {}}, {});
        const ReducedTable reduced = withoutPrompts(table, *whole, {});
        QVERIFY(reduced.table.ids == table.ids && reduced.table.similarities == table.similarities);
        QVERIFY(reduced.incomplete(20).empty());
    }

    void anImageThatIsNotThereIsRefused()
    {
        const auto whole = bankOf({0, 1});
        QVERIFY_THROWS_EXCEPTION(Error, withoutPrompts(NeighbourTable(1, 4), *whole, std::vector<std::uint32_t>{2}));
    }

private:
    /// Twelve rows an image, keys and labels by the image's own number, wherever it stands in the bank; depth as well.
    static std::shared_ptr<const MemoryBank> bankOf(const std::vector<std::uint32_t>& images)
    {
        std::vector<std::string> names;
        std::vector<BankRows> units;
        for (std::uint32_t i = 0; i < images.size(); ++i) {
            const std::uint32_t image = images[i];
            names.push_back("image" + std::to_string(image));
            BankRows rows = labelledRows(i, randomRows(12, 8, 100 + image), randomPatches(12, 200 + image));
            rows.depths.emplace();
            rows.depths->patchPixels = 4;
            for (int row = 0; row < 12; ++row) {
                rows.depths->metres.push_back(1.f + float(image) + 0.1f * float(row));
                rows.depths->validCounts.push_back(row % 5 == 0 ? 0 : 4);
            }
            units.push_back(std::move(rows));
        }
        return bankInMemory(smallBankInfo(3, 8, {Task::Segmentation, Task::Depth}), names, units);
    }

    static void searchAgain(ReducedTable& reduced, int k, const Matrix& queries, const MemoryBank& bank,
                            std::uint32_t image)
    {
        const std::vector<int> patches = reduced.incomplete(k);
        if (patches.empty())
            return;
        Matrix some(std::ssize(patches), queries.cols);
        for (std::size_t i = 0; i < patches.size(); ++i)
            std::ranges::copy(queries.row(patches[i]), some.row(static_cast<std::int64_t>(i)).begin());
        RowFilter others(bank.size());
        others.forbid(bank.rowsOfImage(image).first, bank.rowsOfImage(image).last);
        replaceRows(reduced.table, patches, makeExactIndex(bank.keys())->search(some, {reduced.table.k, others}, {}));
    }
};

QTEST_GUILESS_MAIN(TestPromptRemoval)
#include "tst_prompt_removal.moc"
