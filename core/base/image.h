// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace nectar {

struct Size {
    int width = 0;
    int height = 0;

    std::size_t area() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(height); }
    friend bool operator==(const Size&, const Size&) = default;
};

struct Rgb {
    std::uint8_t r = 0, g = 0, b = 0;
    friend bool operator==(const Rgb&, const Rgb&) = default;
};

/// Rectangle in pixels of a picture; x and y may be fractional after scaling.
struct RectF {
    float x = 0, y = 0, width = 0, height = 0;
    friend bool operator==(const RectF&, const RectF&) = default;
};

/// RGB picture, 8 bits a channel; rgb [height, width, 3] row-major.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;

    Image() = default;
    Image(int w, int h) : width(w), height(h), rgb(Size{w, h}.area() * 3) {}
    Size size() const { return {width, height}; }
    bool empty() const { return rgb.empty(); }
    std::uint8_t* pixel(int x, int y) { return rgb.data() + 3 * (Size{width, y}.area() + static_cast<std::size_t>(x)); }
    const std::uint8_t* pixel(int x, int y) const { return const_cast<Image*>(this)->pixel(x, y); }
};

/// A pixel without label: ignored ids of the data set, padding, "unknown" in predictions.
inline constexpr std::uint16_t kVoid = 0xFFFF;

/// Class index (position in the ClassTable, not the id in the file) of each pixel; ids [height, width], kVoid = none.
struct LabelMap {
    int width = 0;
    int height = 0;
    std::vector<std::uint16_t> ids;

    LabelMap() = default;
    LabelMap(int w, int h, std::uint16_t fill = kVoid) : width(w), height(h), ids(Size{w, h}.area(), fill) {}
    Size size() const { return {width, height}; }
    bool empty() const { return ids.empty(); }
    std::uint16_t& at(int x, int y) { return ids[Size{width, y}.area() + static_cast<std::size_t>(x)]; }
    std::uint16_t at(int x, int y) const { return ids[Size{width, y}.area() + static_cast<std::size_t>(x)]; }
    friend bool operator==(const LabelMap&, const LabelMap&) = default;
};

inline constexpr float kNoDepth = std::numeric_limits<float>::quiet_NaN();

/// Depth of each pixel in metres; metres [height, width], NaN = invalid.
struct DepthMap {
    int width = 0;
    int height = 0;
    std::vector<float> metres;

    DepthMap() = default;
    DepthMap(int w, int h, float fill = kNoDepth) : width(w), height(h), metres(Size{w, h}.area(), fill) {}
    Size size() const { return {width, height}; }
    bool empty() const { return metres.empty(); }
    float& at(int x, int y) { return metres[Size{width, y}.area() + static_cast<std::size_t>(x)]; }
    float at(int x, int y) const { return metres[Size{width, y}.area() + static_cast<std::size_t>(x)]; }
};

} // namespace nectar
