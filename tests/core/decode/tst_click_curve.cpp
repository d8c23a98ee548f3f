// SPDX-License-Identifier: Apache-2.0
#include "tests/support/click_curve.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <cmath>

using namespace nectar;

/// How well CamVid is read from a few clicks a class, against tests/bench/clicks_reference.py.
class TestClickCurve : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCurveIsThatOfTheReference()
    {
        const auto camvid = sharedData("data/camvid");
        const auto weights = sharedData("data/backbones/vit_tiny_patch16_224.safetensors");
        if (!camvid || !weights)
            QSKIP("CamVid and the weights of ViT-Ti are not at hand");
        // What NumPy makes of `bench_clicks --seeds 1 --every 4 --export FOLDER`: every fourth validation picture.
        constexpr double kReference[std::size(kCurveClicks)] = {0.2272, 0.3216, 0.2894, 0.3156, 0.3771};
        const ClickCurve curve({*camvid, *weights, 1, 4}, {});
        for (std::size_t i = 0; i < std::size(kCurveClicks); ++i) {
            const double meanIou = curve.point(0, kCurveClicks[i], {}, {}).meanIou;
            qInfo("%d clicks a class: mIoU %.4f, reference %.4f", kCurveClicks[i], meanIou, kReference[i]);
            QVERIFY(std::abs(meanIou - kReference[i]) < 0.005);
        }
    }
};

QTEST_GUILESS_MAIN(TestClickCurve)
#include "tst_click_curve.moc"
