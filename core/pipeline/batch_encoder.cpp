// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/batch_encoder.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <new>

namespace nectar {

namespace {

[[noreturn]] void failAlone(const Image& image)
{
    throw Error(ErrorCode::OutOfMemory,
                fmt::format("not enough memory to describe the pictures: the input is {}x{} pixels and not even one "
                            "picture at a time fits; use a smaller input size or a smaller backbone, the CPU where a "
                            "graphics card ran out of memory, or close other programs",
                            image.width, image.height));
}

} // namespace

std::vector<FeatureGrid> BatchEncoder::tried(std::span<const Image> images, const JobContext& ctx)
{
    try {
        return m_backbone.extract(images, ctx);
    } catch (const std::bad_alloc&) {
    } catch (const Error& error) {
        if (error.code() != ErrorCode::OutOfMemory)
            throw;
    }
    if (images.size() < 2)
        failAlone(images.front());
    return {};
}

std::vector<FeatureGrid> BatchEncoder::extract(std::span<const Image> images, const JobContext& ctx)
{
    std::vector<FeatureGrid> grids;
    while (!images.empty()) {
        const std::size_t count = std::min(m_batch, images.size());
        std::vector<FeatureGrid> some = tried(images.first(count), ctx);
        if (some.empty()) {
            m_batch = count / 2;
            continue;
        }
        std::move(some.begin(), some.end(), std::back_inserter(grids));
        images = images.subspan(count);
    }
    return grids;
}

} // namespace nectar
