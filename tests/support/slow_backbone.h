// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace nectar {

/// A backbone that takes its time, and may be stopped meanwhile as any other.
class SlowBackbone final : public Backbone {
public:
    SlowBackbone(std::unique_ptr<Backbone> inner, std::shared_ptr<std::atomic<int>> milliseconds)
        : m_inner(std::move(inner)), m_milliseconds(std::move(milliseconds))
    {}
    const BackboneSpec& spec() const override { return m_inner->spec(); }
    std::vector<FeatureGrid> extract(std::span<const Image> images, const JobContext& ctx) override
    {
        wait(ctx);
        return m_inner->extract(images, ctx);
    }
    FeatureGrid extractNormalised(std::span<const float> input, Size size, const JobContext& ctx) override
    {
        return m_inner->extractNormalised(input, size, ctx);
    }
    Matrix attention(const Image& image, const JobContext& ctx) override
    {
        wait(ctx);
        return m_inner->attention(image, ctx);
    }

private:
    void wait(const JobContext& ctx) const
    {
        for (int passed = 0; passed < *m_milliseconds; passed += 10) {
            ctx.checkStop();
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
    std::unique_ptr<Backbone> m_inner;
    std::shared_ptr<std::atomic<int>> m_milliseconds;
};

/// In place of openBackbone(); the time for a picture can be changed later.
inline auto slowOpener(std::shared_ptr<std::atomic<int>> milliseconds)
{
    return [milliseconds](const BackboneRequest& request, const JobContext& ctx) -> std::unique_ptr<Backbone> {
        return std::make_unique<SlowBackbone>(openBackbone(request, ctx), milliseconds);
    };
}

} // namespace nectar
