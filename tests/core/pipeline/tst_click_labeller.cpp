// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/dataset/dataset.h"
#include "core/image/image_files.h"
#include "core/pipeline/click_files.h"
#include "core/pipeline/click_labeller.h"
#include "tests/support/small_dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace nectar;
namespace fs = std::filesystem;

/// Labels of pictures from clicks, and the data set they become.
class TestClickLabeller : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (int i = 0; i < 2; ++i)
            saveImage(picture(i), makeScene(i, {96, 64}).photo);
    }

    void withoutClicksAllIsUnknown()
    {
        ClickLabeller labeller = make();
        const LabelMap labels = labeller.labels(labeller.open(picture(0), {}), {}, 0.f, {});
        QCOMPARE(labels.size(), (Size{96, 64}));
        QVERIFY(std::ranges::all_of(labels.ids, [](std::uint16_t id) { return id == kVoid; }));
    }

    void aClickedPatchHasItsClass()
    {
        ClickLabeller labeller = make();
        const std::size_t first = labeller.open(picture(0), {}), second = labeller.open(picture(1), {});
        QVERIFY(labeller.click(first, 8, 8, 1));
        QVERIFY(labeller.click(first, 8, 60, 2));
        for (const std::size_t each : {first, second}) { // the sky is above and the grass below in both
            const LabelMap labels = labeller.labels(each, {}, 0.5f, {});
            QCOMPARE(labels.at(8, 2), std::uint16_t(1));
            QCOMPARE(labels.at(8, 62), std::uint16_t(2));
        }
    }

    void aClickThatIsTakenBackLeavesNothing()
    {
        ClickLabeller labeller = make();
        const std::size_t number = labeller.open(picture(0), {});
        labeller.click(number, 8, 8, 1);
        const LabelMap before = labeller.labels(number, {}, 0.5f, {});
        const auto click = labeller.click(number, 8, 60, 2);
        QVERIFY(labeller.labels(number, {}, 0.5f, {}) != before);
        QVERIFY(labeller.takeBack(*click) && !labeller.takeBack(*click));
        QVERIFY(labeller.labels(number, {}, 0.5f, {}) == before);
    }

    void setClicksWorksOnWhatChanged()
    {
        ClickLabeller labeller = make(), fresh = make();
        const std::size_t number = labeller.open(picture(0), {});
        fresh.open(picture(0), {});
        const std::vector<LabelClick> three{{0, 0, 8, 8, 1}, {1, 0, 8, 60, 2}, {2, 0, 90, 8, 1}};
        const std::vector<LabelClick> without{three[0], three[2]};
        for (const auto& clicks : {three, without, three, {}, three}) { // taken back, undone, all gone, all back
            labeller.setClicks(clicks);
            QCOMPARE(labeller.bank().size(), std::int64_t(clicks.size()));
            labeller.labels(number, {}, 0.5f, {});
        }
        fresh.setClicks(three);
        QVERIFY(std::ranges::equal(labeller.bank().ids(), fresh.bank().ids()));
        QCOMPARE(labeller.bank().keys().row(1)[0], fresh.bank().keys().row(1)[0]);
        QVERIFY(labeller.labels(number, {}, 0.5f, {}) == fresh.labels(number, {}, 0.5f, {}));
    }

    void aClickMayChangeItsClassButNotItsPlace()
    {
        ClickLabeller labeller = make();
        const std::size_t number = labeller.open(picture(0), {});
        labeller.setClicks(std::vector<LabelClick>{{4, 0, 8, 8, 1}});
        labeller.setClicks(std::vector<LabelClick>{{4, 0, 8, 8, 2}});
        QCOMPARE(labeller.labels(number, {}, 0.5f, {}).at(8, 2), std::uint16_t(2));
        labeller.setClicks({});
        QVERIFY_THROWS_EXCEPTION(Error, labeller.setClicks(std::vector<LabelClick>{{4, 0, 9, 60, 1}}));
        QVERIFY_THROWS_EXCEPTION(Error, labeller.setClicks(std::vector<LabelClick>{{5, 0, 96, 8, 1}}));
    }

    void aClickOutsideIsNone()
    {
        ClickLabeller labeller = make();
        const std::size_t number = labeller.open(picture(0), {});
        QVERIFY(!labeller.click(number, 96, 8, 1));
        QVERIFY(!labeller.click(number, 8, 64, 1));
        QVERIFY(!labeller.click(number, -1, 8, 1));
        QVERIFY_THROWS_EXCEPTION(Error, labeller.click(number, 8, 8, 3));
        QCOMPARE(labeller.bank().size(), std::int64_t(0));
    }

    void clicksOutliveTheirPicture()
    {
        ClickLabeller labeller = make();
        const std::size_t first = labeller.open(picture(0), {});
        labeller.click(first, 8, 8, 1);
        labeller.close(first);
        QCOMPARE(labeller.labels(labeller.open(picture(1), {}), {}, 0.5f, {}).at(8, 2), std::uint16_t(1));
    }

    void aStopRequestIsHeard()
    {
        ClickLabeller labeller = make();
        const std::size_t number = labeller.open(picture(0), {});
        labeller.click(number, 8, 8, 1);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, labeller.labels(number, {}, 0.5f, JobContext{stop.get_token()}));
    }

    void whatIsWrittenIsADataSet()
    {
        const fs::path folder = root() / "written";
        const ClassTable classes{{{0, "other", {}}, {1, "sky, \"blue\"", {}}, {2, "grass", {}}}, {}};
        const std::vector<LabelTarget> targets{{picture(0), "a/scene.png"}, {picture(1), "scene.png"}};
        ClickFiles files(folder, classes, targets, Existing::Keep);
        files.writeClasses();
        LabelMap labels(96, 64);
        labels.at(0, 0) = 1;
        labels.at(95, 63) = 2;
        QCOMPARE(files.write(targets[0], labels), folder / "masks/a/scene.png");
        files.write(targets[1], LabelMap(96, 64, 0));
        QCOMPARE(files.writeAnnotations(), folder / "annotations.json");
        QVERIFY(readFile(folder / "annotations.json").find("\"images/a/scene.png\"") != std::string::npos);
        QVERIFY(readFile(folder / "images/a/scene.png") == readFile(picture(0)));

        const Detection detection = detectDataset(folder, {});
        QVERIFY2(detection.warnings.empty(), detection.warnings.empty() ? "" : detection.warnings[0].c_str());
        const Dataset dataset = openDataset(detection.recipe, {});
        QCOMPARE(dataset.classes().count(), 3);
        QCOMPARE(dataset.classes().classes[1].name, std::string("sky, \"blue\""));
        const auto samples = dataset.samples(dataset.promptSplit());
        QCOMPARE(samples.size(), std::size_t(2));
        QVERIFY(loadSample(dataset, samples[0]).labels == labels);
        QVERIFY(loadSample(dataset, samples[1]).labels == LabelMap(96, 64, 0));
    }

    void nothingOfAnotherRunIsMixedIn()
    {
        const fs::path folder = root() / "again";
        const ClassTable classes{{{0, "other", {}}}, {}};
        const auto write = [&](const std::string& name, Existing existing) {
            const LabelTarget target{picture(0), name};
            ClickFiles files(folder, classes, {target}, existing);
            files.writeClasses();
            files.write(target, LabelMap(96, 64, 0));
        };
        write("one.png", Existing::Keep);
        QCOMPARE(codeOf([&] { write("one.png", Existing::Keep); }), ErrorCode::Exists);
        write("one.png", Existing::Replace);
        QCOMPARE(codeOf([&] { write("two.png", Existing::Replace); }), ErrorCode::Exists);
        QVERIFY(!fs::exists(folder / "masks/two.png"));
        writeFile(folder / "classes.txt", "cat\n"); // would be read in place of classes.csv
        QCOMPARE(codeOf([&] { write("one.png", Existing::Replace); }), ErrorCode::Exists);
    }

    void noPictureIsOverwrittenAndNoMaskIsShared()
    {
        const ClassTable classes{{{0, "other", {}}}, {}};
        const auto plan = [&](const fs::path& folder, const std::vector<LabelTarget>& targets) {
            return codeOf([&] { ClickFiles(folder, classes, targets, Existing::Replace); });
        };
        QCOMPARE(plan(root() / "shared", {{picture(0), "a.png"}, {picture(1), "a.jpg"}}), ErrorCode::BadOption);
        makeFolder(root() / "own/images");
        fs::copy_file(picture(0), root() / "own/images/a.png");
        QCOMPARE(plan(root() / "own", {{root() / "own/images/a.png", "a.png"}}), ErrorCode::BadOption);
        QCOMPARE(plan(picture(0), {{picture(1), "a.png"}}), ErrorCode::BadOption);
    }

private:
    static ClickLabeller make() { return {openBackbone({}, {}), {64, 64, Resize::Aspect}, 3}; }
    template <class Call>
    static ErrorCode codeOf(const Call& call)
    {
        try {
            call();
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::Io; // none of those expected
    }
    fs::path root() const { return m_folder.path().toStdString(); }
    fs::path picture(int number) const { return root() / ("scene_" + std::to_string(number) + ".png"); }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestClickLabeller)
#include "tst_click_labeller.moc"
