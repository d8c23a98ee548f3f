// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/patch_grid.h"
#include "core/decode/click_bank.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace nectar {

inline constexpr int kCurveClicks[] = {1, 2, 5, 10, 20}; ///< clicks a class

/// A seeded click on a training picture. Its class is CamVid's plus one: kOtherClass comes first and is not clicked.
struct CurveClick {
    int rank = 0; ///< from 0; the curve's point n has the ranks below n
    std::uint16_t classIndex = 0;
    std::string picture;
    int patch = 0;
    std::vector<float> feature; ///< [dim], as the backbone gave it
};

/// A validation picture.
struct CurvePicture {
    std::string name;
    PatchGrid grid;
    Matrix features; ///< [grid.count(), dim], as the backbone gave them
    LabelMap truth;  ///< classes as those of the clicks, native size
};

struct CurveSetup {
    std::filesystem::path camvid, weights;
    int seeds = 1;
    std::size_t every = 1; ///< which validation pictures: the first and each so many after it
};

/// How well CamVid is read from a few clicks: mIoU on validation pictures over clicks a class on training pictures.
class ClickCurve {
public:
    /// Encodes what is needed at CamVid's own size, 480 x 360.
    ClickCurve(const CurveSetup& setup, const JobContext& ctx);

    const std::vector<std::vector<CurveClick>>& clicks() const { return m_clicks; } ///< of each seed, by rank and class
    const std::vector<CurvePicture>& pictures() const { return m_pictures; }

    /// A bank of the first clicks of each class.
    ClickBank bank(int seed, int clicksPerClass) const;
    struct Point {
        double meanIou = 0;
        double knownShare = 0; ///< of the pixels with truth
        float threshold = 0;
    };
    /// Unknown pixels are errors. threshold: none: the default one of these clicks.
    Point point(int seed, int clicksPerClass, std::optional<float> threshold, const JobContext& ctx) const;
    /// Mean over all seeds.
    Point mean(int clicksPerClass, std::optional<float> threshold, const JobContext& ctx) const;

private:
    int m_classCount = 0;
    std::vector<std::vector<CurveClick>> m_clicks;
    std::vector<CurvePicture> m_pictures;
};

} // namespace nectar
