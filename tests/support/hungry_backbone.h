// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"
#include "core/base/error.h"

#include <memory>
#include <new>

namespace nectar {

enum class Lack { OfTheProgram, OfTheDevice }; ///< std::bad_alloc, or the Error that a device's lack becomes

/// A backbone that has memory for so many pixels at a time.
class HungryBackbone final : public Backbone {
public:
    HungryBackbone(std::unique_ptr<Backbone> inner, std::size_t pixels, Lack lack)
        : m_inner(std::move(inner)), m_pixels(pixels), m_lack(lack)
    {}
    const BackboneSpec& spec() const override { return m_inner->spec(); }
    std::vector<FeatureGrid> extract(std::span<const Image> images, const JobContext& ctx) override
    {
        std::size_t pixels = 0;
        for (const Image& image : images)
            pixels += image.size().area();
        if (pixels > m_pixels && m_lack == Lack::OfTheProgram)
            throw std::bad_alloc();
        if (pixels > m_pixels)
            throw Error(ErrorCode::OutOfMemory, "the device has not enough memory");
        return m_inner->extract(images, ctx);
    }
    FeatureGrid extractNormalised(std::span<const float> input, Size size, const JobContext& ctx) override
    {
        return m_inner->extractNormalised(input, size, ctx);
    }
    Matrix attention(const Image& image, const JobContext& ctx) override { return m_inner->attention(image, ctx); }

private:
    std::unique_ptr<Backbone> m_inner;
    std::size_t m_pixels;
    Lack m_lack;
};

/// In place of openBackbone().
inline auto hungryOpener(std::size_t pixels, Lack lack)
{
    return [pixels, lack](const BackboneRequest& request, const JobContext& ctx) -> std::unique_ptr<Backbone> {
        return std::make_unique<HungryBackbone>(openBackbone(request, ctx), pixels, lack);
    };
}

} // namespace nectar
