// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/memory/bank_file.h"
#include "core/memory/memory_builder.h"
#include "core/pipeline/build_bank.h"
#include "tests/support/small_dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace nectar;
namespace fs = std::filesystem;

class TestBuildBank : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        writeSmallDataset(root() / "data", 8, 2, {128, 96});
    }
    void cleanup() { configureThreads(0); }

    void theSameBankOnAnyNumberOfThreads()
    {
        std::string first;
        for (const int threads : {1, 2, 7}) {
            configureThreads(threads);
            const BuildReport report = build("threads.bank", {});
            if (first.empty())
                first = readFile(report.bank);
            QVERIFY(first == readFile(report.bank));
        }
    }

    void everyPatchIsRememberedByDefault()
    {
        const BuildReport report = build("all.bank", {});
        QCOMPARE(report.rows, std::int64_t(8 * 8 * 6));
        QCOMPARE(report.images, std::int64_t(8));
        QVERIFY(report.skipped.empty());
        QCOMPARE(report.rowsPerClass.size(), std::size_t(3));
    }

    void aCapacityIsSharedByThePictures()
    {
        BankOptions options;
        options.memory = 83; // 10 for each of the 8 pictures
        QCOMPARE(build("quota.bank", options).rows, std::int64_t(80));
    }

    void theRemainderOfACapacityMayBeSpread()
    {
        BankOptions options;
        options.memory = 83;
        options.spreadRemainder = true;
        const BuildReport report = build("spread.bank", options);
        QCOMPARE(report.rows, std::int64_t(83));
        QVERIFY(openBank(report.bank, Verify::Everything, {})->info().options.spreadRemainder);
    }

    void patchesWithoutDepthMayBeLeftOut()
    {
        BankOptions options;
        options.tasks = {Task::Depth};
        options.minValidFraction = 0.5f;
        const auto whole = openBank(build("depths.bank", {.tasks = {Task::Depth}}).bank, Verify::Everything, {});
        std::int64_t expected = 0;
        const DepthTargetsView depths = whole->depths().value();
        for (const std::uint16_t valid : depths.validCounts)
            expected += 2 * valid >= depths.patchPixels ? 1 : 0;
        QVERIFY(expected > 0 && expected < whole->size()); // the sky has none
        const BuildReport report = build("valid.bank", options);
        QCOMPARE(report.rows, expected);
        QVERIFY(report.hash != toHex(whole->hash()));
    }

    void aBankOfNothingButLeftOutPatchesIsRefused()
    {
        fs::copy(root() / "data", root() / "void", fs::copy_options::recursive);
        writeFile(root() / "void/classes.txt", "0 sky (ignore)\n1 grass (ignore)\n2 box (ignore)\n3 house\n");
        BankOptions options;
        options.tasks = {Task::Segmentation};
        options.minValidFraction = 1;
        try {
            build("nothing.bank", options, "void");
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Empty);
            QVERIFY2(std::string(error.what()).find("--min-valid") != std::string::npos, error.what());
        }
    }

    void leavingOnePictureOutChangesNoOtherRows()
    {
        BankOptions options;
        options.memory = 80;
        const auto whole = openBank(build("whole.bank", options).bank, Verify::Everything, {});
        fs::copy(root() / "data", root() / "less", fs::copy_options::recursive);
        for (const char* part : {"images", "masks", "depth"})
            fs::remove(root() / "less/train" / part / "scene_03.png");
        options.memory = 70; // the same quota of 10
        const auto less = openBank(build("less.bank", options, "less").bank, Verify::Everything, {});
        QCOMPARE(less->size(), whole->size() - 10);
        for (std::uint32_t row = 0; row < less->size(); ++row) {
            const std::uint32_t other = row < 30 ? row : row + 10;
            QVERIFY(std::ranges::equal(less->keyOf(row), whole->keyOf(other)));
            QCOMPARE(less->origins()[row].patch, whole->origins()[other].patch);
        }
    }

    void storeAllWithALimitKeepsWholePictures()
    {
        BankOptions options;
        options.sampling = Sampling::All;
        options.memory = 3 * 48 + 10;
        const BuildReport report = build("store.bank", options);
        QCOMPARE(report.rows, std::int64_t(3 * 48));
        QVERIFY(std::ranges::any_of(report.notes, [](const std::string& note) {
            return note.find("3 of 8 pictures fit") != std::string::npos;
        }));
    }

    void storeAllKeepsItsChoiceWhenAnotherPictureGoes()
    {
        BankOptions options;
        options.sampling = Sampling::All;
        options.memory = 3 * 48;
        writeSmallDataset(root() / "fewer", 8, 0, {128, 96});
        const auto kept = [&] {
            std::vector<std::string> names;
            const auto bank = openBank(build("fewer.bank", options, "fewer").bank, Verify::Tables, {});
            for (const PromptImage& image : bank->images())
                names.push_back(image.name);
            return names;
        };
        const std::vector<std::string> before = kept();
        for (int i = 0; i < 8; ++i) {
            const std::string name = "train/images/scene_0" + std::to_string(i) + ".png";
            if (std::ranges::find(before, name) == before.end()) {
                fs::remove(root() / "fewer" / name);
                break;
            }
        }
        QVERIFY(kept() == before);
    }

    void aPresetWithDepthReadsOneCleanPass()
    {
        BuildBankRequest preset = request("preset.bank", {});
        preset.bank.augmentationEpochs = 2;
        QVERIFY_THROWS_EXCEPTION(Error, buildBank(preset, {})); // asked for by name
        preset.augmentLabelsOnly = true;
        const BuildReport report = buildBank(preset, {});
        QCOMPARE(report.rows, std::int64_t(8 * 48));
        QVERIFY(std::ranges::any_of(
            report.notes, [](const std::string& note) { return note.find("never augmented") != std::string::npos; }));
        preset.bank.tasks = {Task::Segmentation};
        QCOMPARE(buildBank(preset, {}).rows, std::int64_t(2 * 8 * 48));
    }

    void whatOnlyAnotherSplitHasIsNotAskedOfThisOne()
    {
        writeSmallDataset(root() / "lopsided", 2, 2, {128, 96});
        fs::remove_all(root() / "lopsided/train/depth");
        const BuildReport report = build("lopsided.bank", {}, "lopsided");
        QCOMPARE(report.images, std::int64_t(2));
        QVERIFY(!openBank(report.bank, Verify::Tables, {})->has(Task::Depth));
    }

    void augmentedPassesKeepTheirRectanglesInThePicture()
    {
        BankOptions options;
        options.tasks = {Task::Segmentation};
        options.augmentationEpochs = 3;
        const auto bank = openBank(build("augmented.bank", options).bank, Verify::Everything, {});
        QCOMPARE(bank->size(), std::int64_t(3 * 8 * 48));
        for (const PatchOrigin& origin : bank->origins()) {
            QVERIFY(origin.rectangle.x >= 0 && origin.rectangle.y >= 0);
            QVERIFY(origin.rectangle.x + origin.rectangle.width <= 128.001f);
            QVERIFY(origin.rectangle.y + origin.rectangle.height <= 96.001f);
        }
    }

    void aStoppedBuildGoesOnToTheSameBank()
    {
        const BuildReport undisturbed = build("undisturbed.bank", {});
        BuildBankRequest again = request("stopped.bank", {});
        QVERIFY_THROWS_EXCEPTION(Cancelled, buildFourPictures(again));
        QVERIFY(fs::exists(partialPath(again.output)));
        again.resume = true;
        QVERIFY(readFile(buildBank(again, {}).bank) == readFile(undisturbed.bank));
        QVERIFY(!fs::exists(partialPath(again.output)));
    }

    void skippedPicturesAreReportedAfterAResume()
    {
        writeSmallDataset(root() / "torn", 8, 0, {128, 96});
        fs::resize_file(root() / "torn/train/images/scene_00.png", 100);
        BuildBankRequest torn = request("torn.bank", {}, "torn");
        QVERIFY_THROWS_EXCEPTION(Cancelled, buildFourPictures(torn));
        torn.resume = true;
        std::optional<BuildTick> first;
        const BuildReport report = buildBank(torn, {}, [&](const BuildTick& tick) {
            if (!first)
                first = tick;
        });
        QCOMPARE(report.images, std::int64_t(7));
        QCOMPARE(report.skipped.size(), std::size_t(1));
        QCOMPARE(first->rows, 48 * (first->imagesDone - 1)); // what was read before counts
    }

    void aChangedPictureOrMaskCannotBeResumed_data()
    {
        QTest::addColumn<QString>("changed");
        QTest::newRow("picture") << "images";
        QTest::newRow("mask") << "masks";
        QTest::newRow("depth") << "depth";
    }
    void aChangedPictureOrMaskCannotBeResumed()
    {
        QFETCH(QString, changed);
        writeSmallDataset(root() / "edited", 8, 0, {128, 96});
        BuildBankRequest edited = request("edited.bank", {}, "edited");
        QVERIFY_THROWS_EXCEPTION(Cancelled, buildFourPictures(edited));
        edited.resume = true;
        const fs::path folder = root() / "edited/train" / changed.toStdString();
        const auto refuse = [&] {
            try {
                buildBank(edited, {});
                QFAIL("rows of the old picture were mixed with new ones");
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::Mismatch);
            }
        };
        fs::copy_file(folder / "scene_05.png", folder / "scene_01.png", fs::copy_options::overwrite_existing);
        refuse();
        fs::remove(folder / "scene_01.png");
        refuse();
        discardPartial(edited.output);
    }

    void onlyABankIsReplaced()
    {
        writeFile(root() / "photo.jpg", "not a bank");
        QVERIFY_THROWS_EXCEPTION(Error, build("photo.jpg", {})); // although forced
        QCOMPARE(readFile(root() / "photo.jpg"), std::string("not a bank"));
        writeFile(root() / "empty.bank", "");
        QCOMPARE(build("empty.bank", {}).rows, std::int64_t(8 * 48));
    }

    void aBuildWithoutAnyUsablePictureIsAnError()
    {
        writeSmallDataset(root() / "broken", 2, 0);
        for (const char* name : {"scene_00.png", "scene_01.png"})
            fs::resize_file(root() / "broken/train/images" / name, 100);
        try {
            build("broken.bank", {}, "broken");
            QFAIL("a bank of nothing was built");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::Empty || error.code() == ErrorCode::BadFormat);
        }
        QVERIFY(!fs::exists(root() / "broken.bank"));
    }

    void theForecastIsNearTheBank()
    {
        const BuildForecast forecast = forecastBuild(request("forecast.bank", {}), {});
        const BuildReport report = build("forecast.bank", {});
        QCOMPARE(forecast.rows, report.rows);
        QCOMPARE(forecast.images, report.images);
        const double ratio = double(forecast.bankBytes) / double(fs::file_size(report.bank));
        QVERIFY2(ratio > 0.5 && ratio < 2,
                 qPrintable(QString::number(ratio))); // small banks are mostly page-sized sections
    }

    void strictRefusesAnAmbiguousGuess()
    {
        fs::copy(root() / "data", root() / "ambiguous", fs::copy_options::recursive);
        fs::remove(root() / "ambiguous/classes.txt");
        BuildBankRequest strict = request("ambiguous.bank", {}, "ambiguous");
        strict.strict = true;
        const Detection guess = resolveDataset(root() / "ambiguous", {}, false, {});
        if (guess.warnings.empty())
            QSKIP("this form of the data is not ambiguous to the detector");
        QVERIFY_THROWS_EXCEPTION(Error, buildBank(strict, {}));
    }

    void heldOutPicturesAreAboutAFifthAndAlwaysTheSame()
    {
        int heldOut = 0;
        for (int i = 0; i < 1000; ++i)
            heldOut += isHeldOut("images/" + std::to_string(i) + ".jpg") ? 1 : 0;
        QVERIFY(heldOut > 150 && heldOut < 250);
        QCOMPARE(isHeldOut("images/1.jpg"), isHeldOut("images/1.jpg"));
    }

private:
    fs::path root() const { return m_folder.path().toStdString(); }
    BuildBankRequest request(const char* name, const BankOptions& options, const char* data = "data") const
    {
        BuildBankRequest request;
        request.data = root() / data;
        request.output = root() / name;
        request.bank = options;
        request.bank.width = 128;
        request.bank.height = 96;
        request.bank.resize = Resize::Squash;
        request.force = true;
        return request;
    }
    /// Stopped half-way, as by Ctrl+C.
    static void buildFourPictures(const BuildBankRequest& request)
    {
        std::stop_source stop;
        buildBank(request, {stop.get_token()}, [&](const BuildTick& tick) {
            if (tick.imagesDone == 4)
                stop.request_stop();
        });
    }
    BuildReport build(const char* name, const BankOptions& options, const char* data = "data") const
    {
        return buildBank(request(name, options, data), {});
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestBuildBank)
#include "tst_build_bank.moc"
