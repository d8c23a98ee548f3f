// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    VitModel(const NamedWeights& weights, const VitLayout& layout, int heads, float eps, int block,
             const at::Device& device);

    /// input [3, height, width] normalised, on the device; positions [1 + rows · cols, dim] resampled.
    /// Result [rows · cols, dim]. team: threads for the pieces; nullptr: all on this thread.
    at::Tensor forward(const at::Tensor& input, const at::Tensor& positions, const PatchGrid& grid, WorkerTeam* team,
                       const JobContext& ctx) const;

private:
    at::Tensor embed(const at::Tensor& input, const at::Tensor& positions, const PatchGrid& grid,
                     WorkerTeam* team) const;
    void runBlock(const BlockWeights& block, at::Tensor& tokens, at::Tensor& qkv, at::Tensor& mixed,
                  WorkerTeam* team) const;
    at::Tensor feedForward(const BlockWeights& block, const at::Tensor& tokens) const;

    VitLayout m_layout;
    int m_heads;
    double m_eps;
    int m_lastBlock;
    LinearWeights m_patch;
    at::Tensor m_classToken, m_registers; ///< [1, dim], [registers, dim]
    std::vector<BlockWeights> m_blocks;
    NormWeights m_norm;
};

} // namespace nectar
