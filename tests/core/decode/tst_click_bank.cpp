// SPDX-License-Identifier: Apache-2.0
#include "core/base/half.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/base/similarity.h"
#include "core/decode/click_bank.h"
#include "core/decode/click_similarities.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace nectar;

namespace {

Matrix randomPatches(std::int64_t count, int dim, RandomStream& random)
{
    Matrix patches(count, dim);
    for (float& value : patches.values)
        value = static_cast<float>(random.normal());
    for (std::int64_t row = 0; row < count; ++row)
        normaliseRow(patches.row(row));
    return patches;
}

/// Unit vector of the plane.
std::vector<float> at(double degrees)
{
    const double angle = degrees * 3.14159265358979 / 180;
    return {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
}

Matrix rows(const std::vector<std::vector<float>>& values)
{
    Matrix matrix(std::int64_t(values.size()), std::int64_t(values.front().size()));
    for (std::size_t r = 0; r < values.size(); ++r)
        std::ranges::copy(values[r], matrix.row(std::int64_t(r)).begin());
    return matrix;
}

} // namespace

/// Labels by clicking: the bank of clicked patches and its votes.
class TestClickBank : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { configureThreads(0); }

    void clickedFeaturesAreNormalised()
    {
        ClickBank bank(2);
        bank.add(std::vector<float>{3, 4}, 1);
        QCOMPARE(bank.keys().row(0)[0], 0.6f);
        QCOMPARE(bank.keys().row(0)[1], 0.8f);
        QCOMPARE(bank.classes()[0], std::uint16_t(1));
    }

    void theVoteIsTheSoftmaxOverTheClicks()
    {
        ClickBank bank(3);
        bank.add(at(0), 1);
        bank.add(at(90), 2);
        // cosines to the query at 60°: 0.5 and 0.8660; weights e^(0.5/τ) and e^(0.8660/τ), τ = 0.5
        const PatchVotes votes = bank.votes(rows({at(60)}), {30, 0.5f}, 0, {});
        const double w = 1 / (1 + std::exp((std::sqrt(3) / 2 - 0.5) / 0.5));
        QVERIFY(std::abs(votes.scores.row(0)[1] - w) < 1e-6);
        QVERIFY(std::abs(votes.scores.row(0)[2] - (1 - w)) < 1e-6);
        QCOMPARE(votes.scores.row(0)[0], 0.f);
        QVERIFY(std::abs(votes.mass[0] - 1) < 1e-6f);
        QCOMPARE(votes.task, Task::Segmentation);
    }

    void onlyTheMostSimilarClicksVote()
    {
        ClickBank bank(3);
        bank.add(at(0), 1);
        bank.add(at(50), 2);
        bank.add(at(55), 2);
        const PatchVotes votes = bank.votes(rows({at(10)}), {1, 10.f}, 0, {});
        QCOMPARE(votes.scores.row(0)[1], 1.f);
    }

    void equallySimilarClicksCountInTheOrderOfTheClicks()
    {
        ClickBank bank(3);
        bank.add(at(30), 2);
        bank.add(at(-30), 1);
        QCOMPARE(bank.votes(rows({{1, 0}}), {1, 0.02f}, 0, {}).scores.row(0)[2], 1.f);
    }

    void aPatchBelowTheThresholdIsUnknown()
    {
        ClickBank bank(2);
        bank.add(std::vector<float>{1, 0}, 1);
        const Matrix queries = rows({{0.5f, std::sqrt(0.75f)}, {0.25f, std::sqrt(0.9375f)}});
        const PatchVotes votes = bank.votes(queries, {}, 0.5f, {});
        QVERIFY(votes.known(0)); // 0.5 reaches 0.5
        QVERIFY(!votes.known(1));
        QCOMPARE(votes.scores.row(1)[1], 0.f);
    }

    void unknownPatchesStayOutOfTheMask()
    {
        ClickBank bank(2);
        bank.add(at(0), 1);
        const PatchVotes votes = bank.votes(rows({at(0), at(90)}), {}, 0.5f, {});
        const LabelMap map = toLabelMap(votes, PatchGrid{1, 2, 16}, {120, 1}, {});
        QCOMPARE(map.at(10, 0), std::uint16_t(1));
        QCOMPARE(map.at(110, 0), kVoid);
    }

    void withoutClicksNothingIsKnown()
    {
        const PatchVotes votes = ClickBank(4).votes(rows({at(0), at(1)}), {}, -1, {});
        QCOMPARE(votes.scores.rows, 2);
        QCOMPARE(votes.scores.cols, 4);
        QVERIFY(!votes.known(0) && !votes.known(1));
        const PatchVotes none = ClickBank(4).votes(Matrix(0, 2), {}, -1, {});
        QVERIFY(none.mass.empty());
    }

    void aClickThatIsTakenBackHasNoVote()
    {
        ClickBank bank(3);
        const auto first = bank.add(at(0), 1);
        const auto second = bank.add(at(20), 2);
        QVERIFY(bank.erase(first));
        QVERIFY(!bank.erase(first));
        QCOMPARE(bank.size(), 1);
        QCOMPARE(bank.keys().row(0)[0], at(20)[0]);
        QCOMPARE(bank.votes(rows({at(0)}), {}, 0, {}).scores.row(0)[2], 1.f);
        QVERIFY(bank.erase(second));
        QVERIFY(!bank.votes(rows({at(0)}), {}, -1, {}).known(0));
        QVERIFY(bank.add(at(0), 1) > second); // no id is given twice
    }

    void votesAreThoseOfBruteForce()
    {
        RandomStream random(5);
        for (const int clicks : {1, 7, 40, 200}) {
            const Matrix queries = randomPatches(150, 24, random); // more than one block, not a multiple of it
            ClickBank bank(6);
            for (int i = 0; i < clicks; ++i)
                bank.add(randomPatches(1, 24, random).row(0), static_cast<std::uint16_t>(random.below(6)));
            if (clicks > 10)
                bank.add(bank.keys().row(3), 5); // an exact tie
            const DecodeOptions options{12, 0.1f};
            const float threshold = 0.3f;
            const PatchVotes votes = bank.votes(queries, options, threshold, {});
            for (std::int64_t q = 0; q < queries.rows; ++q) {
                const std::vector<float> expected = slowVote(bank, queries.row(q), options, threshold);
                const bool known = std::accumulate(expected.begin(), expected.end(), 0.f) > 0;
                QCOMPARE(votes.known(q), known);
                for (std::size_t c = 0; c < expected.size(); ++c)
                    QVERIFY(std::abs(votes.scores.row(q)[c] - expected[c]) < 1e-6f);
            }
        }
    }

    void votesDoNotDependOnThreads()
    {
        RandomStream random(6);
        const Matrix queries = randomPatches(777, 50, random);
        ClickBank bank(5);
        for (int i = 0; i < 90; ++i)
            bank.add(randomPatches(1, 50, random).row(0), static_cast<std::uint16_t>(random.below(5)));
        std::vector<float> expected;
        for (const int threads : {1, 2, 7}) {
            configureThreads(threads);
            const PatchVotes votes = bank.votes(queries, {}, 0.1f, {});
            if (expected.empty())
                expected = votes.scores.values;
            QVERIFY(votes.scores.values == expected);
        }
    }

    void similarityIsThatOfTheIndexForKeysThatNeedNoRounding()
    {
        RandomStream random(7);
        for (const int dim : {1, 15, 16, 17, 192, 385}) {
            Matrix query = randomPatches(1, dim, random);
            std::vector<float> key(static_cast<std::size_t>(dim));
            for (float& value : key)
                value = static_cast<float>(random.below(64)) / 64; // exact in fp16
            std::vector<std::uint16_t> halves(key.size());
            halvesFromFloats(key, halves);
            QCOMPARE(exactSimilarity(query.row(0), key), exactSimilarity(query.row(0), halves));
        }
    }

    void aNewClickCostsOneColumn()
    {
        RandomStream random(8);
        const Matrix queries = randomPatches(100, 20, random);
        ClickBank bank(3);
        ClickSimilarities similarities;
        QCOMPARE(similarities.follow(queries, bank, {}), 0);
        const auto first = bank.add(queries.row(4), 1);
        bank.add(queries.row(5), 2);
        QCOMPARE(similarities.follow(queries, bank, {}), 2);
        QCOMPARE(similarities.follow(queries, bank, {}), 0);
        bank.add(queries.row(6), 1);
        QCOMPARE(similarities.follow(queries, bank, {}), 1);
        bank.erase(first);
        QCOMPARE(similarities.follow(queries, bank, {}), 0);
        bank.add(queries.row(7), 1);
        QCOMPARE(similarities.follow(queries, bank, {}), 1);
        for (std::int64_t click = 0; click < bank.size(); ++click) // the values are those of the whole product
            for (std::int64_t q = 0; q < queries.rows; ++q)
                QCOMPARE(similarities.column(click)[std::size_t(q)],
                         exactSimilarity(queries.row(q), bank.keys().row(click)));
    }

    void votesOfKeptSimilaritiesAreThoseOfNewOnes()
    {
        RandomStream random(9);
        const Matrix queries = randomPatches(130, 20, random);
        ClickBank bank(4);
        ClickSimilarities kept;
        for (int i = 0; i < 40; ++i) {
            bank.add(randomPatches(1, 20, random).row(0), static_cast<std::uint16_t>(random.below(4)));
            if (i % 7 == 6)
                bank.erase(bank.ids()[random.below(std::uint64_t(bank.size()))]);
            kept.follow(queries, bank, {});
            const PatchVotes votes = bank.votes(kept, {5, 0.05f}, 0.2f, {});
            const PatchVotes anew = bank.votes(queries, {5, 0.05f}, 0.2f, {});
            QVERIFY(votes.scores.values == anew.scores.values);
            QVERIFY(votes.mass == anew.mass);
        }
    }

    void aStopLeavesTheSimilaritiesAsTheyWere()
    {
        RandomStream random(10);
        const Matrix queries = randomPatches(100, 20, random);
        ClickBank bank(3);
        ClickSimilarities similarities;
        bank.add(queries.row(0), 1);
        similarities.follow(queries, bank, {});
        bank.add(queries.row(1), 2);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, similarities.follow(queries, bank, {stop.get_token()}));
        QVERIFY(!similarities.belongsTo(bank));
        QCOMPARE(similarities.column(0)[0], exactSimilarity(queries.row(0), bank.keys().row(0)));
        QCOMPARE(similarities.follow(queries, bank, {}), 1);
        QVERIFY_THROWS_EXCEPTION(Cancelled, bank.votes(similarities, {}, 0, {stop.get_token()}));
    }

    void similaritiesOfOtherClicksAreRefused()
    {
        ClickBank bank(2);
        ClickSimilarities similarities;
        bank.add(at(0), 1);
        similarities.follow(rows({at(0)}), bank, {});
        bank.add(at(5), 1);
        try {
            bank.votes(similarities, {}, 0, {});
            QFAIL("votes of clicks that the similarities do not know");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Mismatch);
        }
    }

    void whatIsNoClickIsRefused()
    {
        ClickBank bank(2);
        const auto codeOf = [](const auto& call) {
            try {
                call();
            } catch (const Error& error) {
                return error.code();
            }
            return ErrorCode::Io;
        };
        QCOMPARE(codeOf([&] { bank.add(at(0), 2); }), ErrorCode::BadOption);
        bank.add(at(0), 1);
        QCOMPARE(codeOf([&] { bank.add(std::vector<float>{1, 2, 3}, 1); }), ErrorCode::Mismatch);
        QCOMPARE(codeOf([&] { bank.votes(Matrix(1, 3), {}, 0, {}); }), ErrorCode::Mismatch);
        QCOMPARE(codeOf([&] { bank.votes(Matrix(1, 2), {0, 0.1f}, 0, {}); }), ErrorCode::BadOption);
        QCOMPARE(codeOf([&] { bank.votes(Matrix(1, 2), {}, std::nanf(""), {}); }), ErrorCode::BadOption);
        QCOMPARE(codeOf([&] { bank.setClassCount(1); }), ErrorCode::BadOption);
        QCOMPARE(codeOf([&] { ClickBank(0); }), ErrorCode::BadOption);
        QCOMPARE(bank.size(), 1);
    }

    void thereIsALimitOfClicks()
    {
        ClickBank bank(1);
        for (int i = 0; i < kMostClicks; ++i)
            bank.add(at(i), 0);
        QVERIFY_THROWS_EXCEPTION(Error, bank.add(at(0), 0));
        QCOMPARE(bank.size(), kMostClicks);
    }

    void classesCanBeAddedLater()
    {
        ClickBank bank(1);
        bank.setClassCount(3);
        bank.add(at(0), 2);
        QCOMPARE(bank.votes(rows({at(0)}), {}, 0, {}).scores.cols, 3);
    }

private:
    /// Scores of one query [classes], all 0 if it is unknown.
    static std::vector<float> slowVote(const ClickBank& bank, std::span<const float> query,
                                       const DecodeOptions& options, float threshold)
    {
        std::vector<std::pair<float, std::int64_t>> clicks;
        for (std::int64_t i = 0; i < bank.size(); ++i) {
            float similarity = exactSimilarity(query, bank.keys().row(i));
            clicks.emplace_back(-similarity, i);
        }
        std::sort(clicks.begin(), clicks.end());
        std::vector<float> scores(static_cast<std::size_t>(bank.classCount()));
        if (-clicks[0].first < threshold)
            return scores;
        const std::size_t k = std::min(std::size_t(options.neighbours), clicks.size());
        double sum = 0;
        for (std::size_t i = 0; i < k; ++i)
            sum += std::exp((clicks[0].first - clicks[i].first) / options.temperature);
        for (std::size_t i = 0; i < k; ++i)
            scores[bank.classes()[std::size_t(clicks[i].second)]] +=
                static_cast<float>(std::exp((clicks[0].first - clicks[i].first) / options.temperature) / sum);
        return scores;
    }
};

QTEST_GUILESS_MAIN(TestClickBank)
#include "tst_click_bank.moc"
