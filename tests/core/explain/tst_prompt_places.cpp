// SPDX-License-Identifier: Apache-2.0
#include "core/explain/prompt_places.h"
#include "tests/core/explain/explain_fixture.h"

#include <QTest>

using namespace nectar;

/// Which patches of a prompt image a bank remembers. The pictures are 8 × 8 pixels, read as 2 × 2 patches of 4.
class TestPromptPlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEntryBelongsToThePatchThatItsMiddleLiesIn()
    {
        // the last is a piece of an altered copy, with its middle in the last patch
        const auto bank = bankOf({{0, 0, 4, 4}, {0, 4, 4, 4}, {3, 3, 4, 4}});
        const PromptPlaces places = promptPlaces(*bank, 0);
        QCOMPARE(places.grid, (PatchGrid{2, 2, 2}));
        QCOMPARE(places.patchOfRow, (std::vector{0, 2, 3}));
        QCOMPARE(places.remembered, 3);
        QCOMPARE(places.rowsAt(2), (std::vector<std::uint32_t>{1}));
        QVERIFY(places.rowsAt(1).empty());
    }

    void copiesOfAPatchAreRememberedOnce()
    {
        const PromptPlaces places = promptPlaces(*bankOf({{4, 0, 4, 4}, {4.5f, 0, 3, 3}}), 0);
        QCOMPARE(places.patchOfRow, (std::vector{1, 1}));
        QCOMPARE(places.remembered, 1);
        QCOMPARE(places.rowsAt(1), (std::vector<std::uint32_t>{0, 1}));
    }

    void aSecondPictureCountsItsRowsFromItsFirst()
    {
        const std::vector units{rowsOf(0, {{0, 0, 4, 4}, {4, 0, 4, 4}}), rowsOf(1, {{4, 4, 4, 4}})};
        const auto bank = bankInMemory(smallBankInfo(1, 2, {Task::Segmentation}), {"a", "b"}, units);
        const PromptPlaces places = promptPlaces(*bank, 1);
        QCOMPARE(places.firstRow, 2u);
        QCOMPARE(places.rowsAt(3), (std::vector<std::uint32_t>{2}));
    }

    void whatIsNotThereIsRefused()
    {
        const auto bank = bankOf({{0, 0, 4, 4}});
        QVERIFY_THROWS_EXCEPTION(Error, promptPlaces(*bank, 1));
    }

private:
    static BankRows rowsOf(std::uint32_t image, const std::vector<RectF>& rectangles)
    {
        BankRows rows = labelledRows(image, randomRows(std::ssize(rectangles), 2, image),
                                     std::vector<std::string>(rectangles.size(), "0000"));
        rows.rectangles = rectangles;
        return rows;
    }
    static std::shared_ptr<const MemoryBank> bankOf(const std::vector<RectF>& rectangles)
    {
        return bankInMemory(smallBankInfo(1, 2, {Task::Segmentation}), {"a"}, std::vector{rowsOf(0, rectangles)});
    }
};

QTEST_GUILESS_MAIN(TestPromptPlaces)
#include "tst_prompt_places.moc"
