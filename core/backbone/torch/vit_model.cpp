// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/torch/vit_model_torch.h"

#include <ATen/ops/addmm.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/softmax.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace nectar {

namespace {

constexpr std::int64_t kTokens = 192; ///< of a piece: small enough for the cache, large enough for the matrix product

at::Tensor loadTensor(const NamedWeights& weights, const std::string& name, const at::Device& device)
{
    const TensorInfo& info = *weights.find(name);
    std::vector<float> values = floatValues(info);
    return at::from_blob(values.data(), info.shape, at::kFloat).clone().to(device);
}

LinearWeights loadLinear(const NamedWeights& weights, const std::string& name, const at::Device& device)
{
    return {loadTensor(weights, name + ".weight", device).t(), loadTensor(weights, name + ".bias", device)};
}

/// Several linear maps of the same input as one.
LinearWeights loadJoined(const NamedWeights& weights, const std::vector<std::string>& names, const at::Device& device)
{
    std::vector<at::Tensor> matrices, biases;
    for (const std::string& name : names) {
        matrices.push_back(loadTensor(weights, name + ".weight", device));
        biases.push_back(loadTensor(weights, name + ".bias", device));
    }
    return {at::cat(matrices).t(), at::cat(biases)};
}

NormWeights loadNorm(const NamedWeights& weights, const std::string& name, const at::Device& device)
{
    return {loadTensor(weights, name + ".weight", device), loadTensor(weights, name + ".bias", device)};
}

BlockWeights loadBlock(const NamedWeights& weights, const VitLayout& layout, const std::string& block,
                       const at::Device& device)
{
    BlockWeights w;
    w.norm1 = loadNorm(weights, block + "norm1", device);
    w.norm2 = loadNorm(weights, block + "norm2", device);
    w.qkv = layout.splitQkv ? loadJoined(weights, {block + "q", block + "k", block + "v"}, device)
                            : loadLinear(weights, block + "qkv", device);
    w.proj = loadLinear(weights, block + "proj", device);
    if (layout.layerScale) {
        w.scale1 = loadTensor(weights, block + "ls1", device);
        w.scale2 = loadTensor(weights, block + "ls2", device);
    }
    switch (layout.feedForward) {
    case FeedForward::Mlp:
        w.in = loadLinear(weights, block + "fc1", device);
        w.out = loadLinear(weights, block + "fc2", device);
        break;
    case FeedForward::SwiGlu:
        w.in = loadLinear(weights, block + "w12", device);
        w.out = loadLinear(weights, block + "w3", device);
        break;
    case FeedForward::SwiGluSplit:
        w.in = loadJoined(weights, {block + "gate", block + "up"}, device);
        w.out = loadLinear(weights, block + "down", device);
        break;
    }
    return w;
}

at::Tensor linear(const LinearWeights& w, const at::Tensor& x) { return at::addmm(w.bias, x, w.weight); }

at::Tensor norm(const NormWeights& w, const at::Tensor& x, double eps)
{
    return at::layer_norm(x, {x.size(-1)}, w.weight, w.bias, eps);
}

/// tokens += scale · change, in place.
void addScaled(at::Tensor tokens, const at::Tensor& change, const at::Tensor& scale)
{
    if (scale.defined())
        tokens.addcmul_(change, scale);
    else
        tokens.add_(change);
}

std::int64_t pieces(std::int64_t rows) { return (rows + kTokens - 1) / kTokens; }

at::Tensor piece(const at::Tensor& rows, std::int64_t i)
{
    return rows.narrow(0, i * kTokens, std::min(kTokens, rows.size(0) - i * kTokens));
}

void forPieces(WorkerTeam* team, std::int64_t count, const std::function<void(std::int64_t)>& body)
{
    if (team) {
        team->run(count, body);
        return;
    }
    for (std::int64_t i = 0; i < count; ++i)
        body(i);
}

} // namespace

VitModel::VitModel(const NamedWeights& weights, const VitLayout& layout, const BackboneSpec& spec,
                   const at::Device& device)
    : m_layout(layout), m_heads(spec.heads), m_eps(spec.layerNormEps),
      m_read(spec.blocks.empty() ? std::vector{layout.depth - 1} : spec.blocks), m_facet(spec.facet)
{
    const at::Tensor kernel = loadTensor(weights, "patch.weight", device); // [dim, 3, p, p]
    m_patch = {kernel.flatten(1).t(), loadTensor(weights, "patch.bias", device)};
    m_classToken = loadTensor(weights, "cls_token", device).view({1, layout.dim});
    if (layout.registers > 0)
        m_registers = loadTensor(weights, "register_tokens", device).view({layout.registers, layout.dim});
    for (int i = 0; i <= m_read.back(); ++i)
        m_blocks.push_back(loadBlock(weights, layout, "blocks." + std::to_string(i) + ".", device));
    if (layout.finalNorm)
        m_norm = loadNorm(weights, "norm", device);
}

at::Tensor VitModel::embed(const at::Tensor& input, const at::Tensor& positions, const PatchGrid& grid,
                           WorkerTeam* team) const
{
    const std::int64_t p = grid.patchSize;
    // [3, rows, p, cols, p] -> [rows, cols, 3, p, p] -> [rows · cols, 3 · p · p]
    const at::Tensor patches =
        input.view({3, grid.rows, p, grid.cols, p}).permute({1, 3, 0, 2, 4}).reshape({grid.count(), 3 * p * p});
    const std::int64_t extra = 1 + m_layout.registers;
    at::Tensor tokens = at::empty({extra + grid.count(), m_layout.dim}, input.options());
    tokens.narrow(0, 0, 1).copy_(m_classToken.add(positions.narrow(0, 0, 1)));
    if (m_layout.registers > 0)
        tokens.narrow(0, 1, m_layout.registers).copy_(m_registers); // registers have no position
    at::Tensor patchTokens = tokens.narrow(0, extra, grid.count());
    const at::Tensor patchPositions = positions.narrow(0, 1, grid.count());
    forPieces(team, pieces(grid.count()), [&](std::int64_t i) {
        piece(patchTokens, i).copy_(linear(m_patch, piece(patches, i)).add_(piece(patchPositions, i)));
    });
    return tokens;
}

at::Tensor VitModel::feedForward(const BlockWeights& block, const at::Tensor& tokens) const
{
    at::Tensor hidden = linear(block.in, tokens); // [piece, hidden], twice as wide for SwiGLU
    if (m_layout.feedForward == FeedForward::Mlp)
        return linear(block.out, at::gelu_(hidden));
    at::Tensor gate = hidden.narrow(1, 0, m_layout.hidden);
    return linear(block.out, at::silu(gate).mul_(hidden.narrow(1, m_layout.hidden, m_layout.hidden)));
}

void VitModel::project(const BlockWeights& block, const at::Tensor& tokens, at::Tensor& qkv, WorkerTeam* team) const
{
    forPieces(team, pieces(tokens.size(0)), [&](std::int64_t i) {
        at::Tensor target = piece(qkv, i);
        at::addmm_out(target, block.qkv.bias, norm(block.norm1, piece(tokens, i), m_eps), block.qkv.weight);
    });
}

void VitModel::attendAndFeed(const BlockWeights& block, at::Tensor& tokens, const at::Tensor& qkv, at::Tensor& mixed,
                             WorkerTeam* team) const
{
    const std::int64_t count = tokens.size(0);
    const std::int64_t parts = pieces(count);
    const std::int64_t headDim = m_layout.dim / m_heads;
    // [count, 3, heads, headDim] -> q, k, v [1, 1, count, headDim] of one head
    const at::Tensor split = qkv.view({count, 3, m_heads, headDim});
    const at::Tensor mixedHeads = mixed.view({count, m_heads, headDim});
    forPieces(team, parts * m_heads, [&](std::int64_t i) {
        const std::int64_t head = i / parts;
        const auto part = [&](std::int64_t which) {
            return split.select(1, which).select(1, head).unsqueeze(0).unsqueeze(0);
        };
        const std::int64_t first = i % parts * kTokens;
        const std::int64_t rows = std::min(kTokens, count - first);
        const at::Tensor out =
            at::scaled_dot_product_attention(part(0).narrow(2, first, rows), part(1), part(2)); // [1, 1, rows, headDim]
        mixedHeads.select(1, head).narrow(0, first, rows).copy_(out[0][0]);
    });
    forPieces(team, parts, [&](std::int64_t i) {
        at::Tensor own = piece(tokens, i);
        addScaled(own, linear(block.proj, piece(mixed, i)), block.scale1);
        addScaled(own, feedForward(block, norm(block.norm2, own, m_eps)), block.scale2);
    });
}

bool VitModel::isRead(std::size_t block) const { return std::ranges::binary_search(m_read, static_cast<int>(block)); }

at::Tensor VitModel::featuresOf(const at::Tensor& tokens, const at::Tensor& qkv, const PatchGrid& grid) const
{
    const auto patchesOf = [&](const at::Tensor& rows) { return rows.narrow(0, 1 + m_layout.registers, grid.count()); };
    const auto part = [&](std::int64_t which) { // of query, key and value
        return patchesOf(qkv).narrow(1, which * m_layout.dim, m_layout.dim).clone();
    };
    switch (m_facet) {
    case Facet::Query:
        return part(0);
    case Facet::Key:
        return part(1);
    case Facet::Value:
        return part(2);
    case Facet::Token:
        break;
    }
    const at::Tensor patches = patchesOf(tokens);
    return m_norm.weight.defined() ? norm(m_norm, patches, m_eps) : patches.clone();
}

std::vector<at::Tensor> VitModel::forward(const at::Tensor& input, const at::Tensor& positions, const PatchGrid& grid,
                                          WorkerTeam* team, const JobContext& ctx) const
{
    at::Tensor tokens = embed(input, positions, grid, team);                          // [1 + registers + patches, dim]
    at::Tensor qkv = at::empty({tokens.size(0), 3 * m_layout.dim}, tokens.options()); // reused by every block
    at::Tensor mixed = at::empty({tokens.size(0), m_layout.dim}, tokens.options());   // likewise
    std::vector<at::Tensor> features;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        ctx.checkStop();
        project(m_blocks[i], tokens, qkv, team);
        const bool complete =
            m_facet == Facet::Token || i + 1 < m_blocks.size(); // what follows the last keys is unused
        if (complete)
            attendAndFeed(m_blocks[i], tokens, qkv, mixed, team);
        if (isRead(i))
            features.push_back(featuresOf(tokens, qkv, grid));
    }
    return features;
}

at::Tensor VitModel::classAttention(const at::Tensor& qkv, const PatchGrid& grid) const
{
    const std::int64_t count = qkv.size(0);
    const std::int64_t headDim = m_layout.dim / m_heads;
    const at::Tensor split = qkv.view({count, 3, m_heads, headDim});
    const at::Tensor query = split[0][0];                                // of the class token [heads, headDim]
    const at::Tensor products = split.select(1, 1).mul(query).sum({-1}); // [count, heads]
    const at::Tensor shares = at::softmax(products.div(std::sqrt(double(headDim))), 0);
    return shares.narrow(0, 1 + m_layout.registers, grid.count()).t();
}

at::Tensor VitModel::attention(const at::Tensor& input, const at::Tensor& positions, const PatchGrid& grid,
                               WorkerTeam* team, const JobContext& ctx) const
{
    at::Tensor tokens = embed(input, positions, grid, team);
    at::Tensor qkv = at::empty({tokens.size(0), 3 * m_layout.dim}, tokens.options());
    at::Tensor mixed = at::empty({tokens.size(0), m_layout.dim}, tokens.options());
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        ctx.checkStop();
        project(m_blocks[i], tokens, qkv, team);
        if (i + 1 < m_blocks.size())
            attendAndFeed(m_blocks[i], tokens, qkv, mixed, team);
    }
    return classAttention(qkv, grid);
}

} // namespace nectar
