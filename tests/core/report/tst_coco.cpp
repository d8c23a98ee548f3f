// SPDX-License-Identifier: Apache-2.0
#include "core/report/coco.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <numeric>

using namespace nectar;
using nlohmann::json;

/// Label maps as COCO annotations.
class TestCoco : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsGoDownTheColumns()
    {
        // 1 1 .
        // . 1 1
        const LabelMap labels = map(3, 2, {1, 1, 0, 0, 1, 1});
        QCOMPARE(columnRuns(labels, 1), (std::vector<std::int64_t>{0, 1, 1, 2, 1, 1}));
        QCOMPARE(columnRuns(labels, 0), (std::vector<std::int64_t>{1, 1, 2, 1, 1}));
        QCOMPARE(columnRuns(labels, 7), (std::vector<std::int64_t>{6}));
        QCOMPARE(columnRuns(LabelMap(), 1), (std::vector<std::int64_t>{0}));
    }

    void runsAddUpToThePicture()
    {
        LabelMap labels(37, 23, 0);
        for (std::size_t i = 0; i < labels.ids.size(); ++i)
            labels.ids[i] = static_cast<std::uint16_t>(i * i % 7 % 3);
        for (const std::uint16_t id : {0, 1, 2}) {
            const auto runs = columnRuns(labels, id);
            QCOMPARE(std::accumulate(runs.begin(), runs.end(), std::int64_t(0)), std::int64_t(37 * 23));
        }
    }

    void aClassOfAPictureIsOneAnnotation()
    {
        CocoAnnotations annotations(classes());
        annotations.add("images/a.jpg", map(3, 2, {1, 1, kVoid, 2, 1, kVoid}));
        const json coco = json::parse(annotations.text());
        QVERIFY(coco["images"] == json::parse(R"([{"id": 1, "file_name": "images/a.jpg", "width": 3, "height": 2}])"));
        QCOMPARE(coco["annotations"].size(), std::size_t(2));
        QVERIFY(coco["annotations"][0] == json::parse(R"({"id": 1, "image_id": 1, "category_id": 5, "area": 3,
            "bbox": [0, 0, 2, 2], "iscrowd": 0, "segmentation": {"size": [2, 3], "counts": [0, 1, 1, 2, 2]}})"));
        QVERIFY(coco["annotations"][1]["bbox"] == json::parse("[0, 1, 1, 1]"));
    }

    void picturesAreNumberedInTurn()
    {
        CocoAnnotations annotations(classes());
        annotations.add("a.png", map(1, 1, {1}));
        annotations.add("b.png", map(1, 1, {kVoid}));
        annotations.add("c.png", map(1, 1, {2}));
        const json coco = json::parse(annotations.text());
        QCOMPARE(coco["images"].size(), std::size_t(3));
        QVERIFY(coco["annotations"][1]["image_id"] == json(3));
        QVERIFY(coco["annotations"][1]["id"] == json(2));
    }

    void theBackgroundIsNoCategory()
    {
        CocoAnnotations annotations(classes());
        annotations.add("a.png", map(2, 1, {0, 1}));
        const json coco = json::parse(annotations.text());
        QCOMPARE(coco["categories"].size(), std::size_t(2));
        QVERIFY(coco["categories"][0]["id"] == json(5));
        QVERIFY(coco["categories"][1]["name"] == json("car \"x\""));
        QCOMPARE(coco["annotations"].size(), std::size_t(1));
    }

    void withoutPicturesItIsStillJson()
    {
        const json coco = json::parse(CocoAnnotations(ClassTable{}).text());
        QVERIFY(coco["images"].empty() && coco["annotations"].empty() && coco["categories"].empty());
    }

    void aNameThatIsNoUtf8IsStillJson()
    {
        CocoAnnotations annotations(classes());
        annotations.add("caf\xe9.png", map(1, 1, {1}));
        QVERIFY(json::accept(annotations.text()));
    }

private:
    static LabelMap map(int width, int height, std::vector<std::uint16_t> ids)
    {
        LabelMap labels(width, height);
        labels.ids = std::move(ids);
        return labels;
    }
    static ClassTable classes() { return {{{0, "other", {}}, {5, "road", {}}, {9, "car \"x\"", {}}}, {}}; }
};

QTEST_GUILESS_MAIN(TestCoco)
#include "tst_coco.moc"
