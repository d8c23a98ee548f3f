// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"

#include <cstddef>

namespace nectar {

/// Pictures to features in batches that the memory allows: where it does not suffice, a batch is halved, down to single
/// pictures, and stays so. The features are the same in any batch.
class BatchEncoder {
public:
    BatchEncoder(Backbone& backbone, std::size_t batch) : m_backbone(backbone), m_batch(batch) {}

    /// As Backbone::extract(). Throws OutOfMemory where not even one picture can be described.
    std::vector<FeatureGrid> extract(std::span<const Image> images, const JobContext& ctx);
    std::size_t batch() const { return m_batch; }

private:
    /// Nothing where the memory does not suffice for several.
    std::vector<FeatureGrid> tried(std::span<const Image> images, const JobContext& ctx);

    Backbone& m_backbone;
    std::size_t m_batch;
};

} // namespace nectar
