// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/options.h"
#include "core/base/patch_grid.h"
#include "core/memory/patch_sampler.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nectar {

inline constexpr const char* kResizeNames[] = {"aspect", "squash"};

/// Everything that decides what is in a bank, besides the data and the backbone.
struct BankOptions {
    int width = 0; ///< network input; 0: the backbone's default side. One number means both sides.
    int height = 0;
    Resize resize = Resize::Aspect;
    std::int64_t memory = 0;           ///< capacity |M| in patches; 0: every patch
    Sampling sampling = Sampling::Eq5; ///< without effect while every patch is kept
    int augmentationEpochs = 0;        ///< E; 0: one clean pass
    bool spreadRemainder = false;      ///< what |M| / (|D| · E) leaves over goes to some of the pictures
    float minValidFraction = 0;        ///< patches with a smaller part of known pixels (of the first task) are left out
    std::uint64_t seed = 1;
    std::vector<Task> tasks; ///< empty: all the data has; sampling follows the first

    template <class Visitor>
    void visit(Visitor&& v)
    {
        v.field("width", width, 0, 16384, "input width of the backbone in pixels; 0: its usual size");
        v.field("height", height, 0, 16384, "input height of the backbone in pixels; 0: its usual size");
        v.choice("resize", resize, kResizeNames, "keep the picture's aspect, or squash it to the input size");
        v.field("memory", memory, std::int64_t{0}, std::int64_t{4'000'000'000}, "patches to keep; 0: every patch");
        v.choice(
            "sampling", sampling, kSamplingNames,
            "which patches of a picture are kept where memory is too small for all: eq5 (by chance, those with classes "
            "that are rare in the picture rather: the paper's equation 5), uniform (by chance), random-valid (by "
            "chance, labelled ones first), all");
        v.field("augmentation-epochs", augmentationEpochs, 0, 1000,
                "passes over randomly altered (augmented) prompt images; 0: one pass over them as they are");
        v.flag("spread-remainder", spreadRemainder,
               "keep one patch more of some pictures, so that the bank has just as many as memory says");
        v.field("min-valid-fraction", minValidFraction, 0.f, 1.f,
                "leave out patches of which a smaller part than this has a label or depth");
    }
};

/// Table 6: |M| and E of `default` (10.24 M, 2) or `sec42` (20.48 M, 8), Eq. 5 sampling, k and τ beside it.
struct BankPreset {
    const char* name;
    std::int64_t memory;
    int augmentationEpochs;
    int neighbours;
    float temperature;
};
inline constexpr BankPreset kPresets[] = {{"default", 10'240'000, 2, 30, 0.02f}, {"sec42", 20'480'000, 8, 90, 0.1f}};
/// Throws BadOption for any other name.
const BankPreset& presetNamed(std::string_view name);

} // namespace nectar
