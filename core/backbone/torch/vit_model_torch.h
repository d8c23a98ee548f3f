// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"
#include "core/backbone/vit_layout.h"
#include "core/base/job.h"
#include "core/base/parallel.h"
#include "core/base/patch_grid.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace nectar {

struct LinearWeights {
    at::Tensor weight; ///< [in, out]: transposed view, as addmm wants it
    at::Tensor bias;   ///< [out]
};

struct NormWeights {
    at::Tensor weight, bias; ///< [dim]
};

struct BlockWeights {
    NormWeights norm1, norm2;
    LinearWeights qkv, proj, in,
        out;                   ///< in, out: the feed-forward part; SwiGLU has gate and value side by side in `in`
    at::Tensor scale1, scale2; ///< LayerScale [dim]; undefined: none
};

/// The forward pass, cut into pieces of fixed shape: a stretch of kTokens tokens, or one head over such a stretch. Each
/// piece is computed by one thread, so that features have the same bits on any number of threads and for any batch.
class VitModel {
public:
    VitModel(const NamedWeights& weights, const VitLayout& layout, const BackboneSpec& spec, const at::Device& device);

    /// input [3, height, width] normalised, on the device; positions [1 + rows · cols, dim] resampled.
    /// Result: [rows · cols, dim] for each block that is read. team: threads for the pieces; nullptr: all on this
    /// thread.
    std::vector<at::Tensor> forward(const at::Tensor& input, const at::Tensor& positions, const PatchGrid& grid,
                                    WorkerTeam* team, const JobContext& ctx) const;
    /// Likewise the class token's attention to the patches in the last block that is read: [heads, rows · cols].
    at::Tensor attention(const at::Tensor& input, const at::Tensor& positions, const PatchGrid& grid, WorkerTeam* team,
                         const JobContext& ctx) const;

private:
    at::Tensor embed(const at::Tensor& input, const at::Tensor& positions, const PatchGrid& grid,
                     WorkerTeam* team) const;
    /// qkv [tokens, 3 · dim]: the attention's query, key and value of every token, side by side.
    void project(const BlockWeights& block, const at::Tensor& tokens, at::Tensor& qkv, WorkerTeam* team) const;
    /// tokens and what project() made of them → tokens after the block. mixed [tokens, dim]: working memory.
    void attendAndFeed(const BlockWeights& block, at::Tensor& tokens, const at::Tensor& qkv, at::Tensor& mixed,
                       WorkerTeam* team) const;
    bool isRead(std::size_t block) const;
    /// What project() made of the tokens → [heads, rows · cols], softmax over all tokens.
    at::Tensor classAttention(const at::Tensor& qkv, const PatchGrid& grid) const;
    /// [rows · cols, dim] of the facet, a copy.
    at::Tensor featuresOf(const at::Tensor& tokens, const at::Tensor& qkv, const PatchGrid& grid) const;
    at::Tensor feedForward(const BlockWeights& block, const at::Tensor& tokens) const;

    VitLayout m_layout;
    int m_heads;
    double m_eps;
    std::vector<int> m_read; ///< blocks that are read, ascending; never empty
    Facet m_facet;
    LinearWeights m_patch;
    at::Tensor m_classToken, m_registers; ///< [1, dim], [registers, dim]
    std::vector<BlockWeights> m_blocks;
    NormWeights m_norm;
};

} // namespace nectar
