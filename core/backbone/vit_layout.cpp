// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/vit_layout.h"

#include "core/base/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

/// Looks tensors up and complains by the file's own names.
class LayoutReader {
public:
    LayoutReader(const NamedWeights& weights, const std::string& file) : m_weights(weights), m_file(file) {}

    [[noreturn]] void fail(const std::string& why) const
    {
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot use the weights: {}: {}; fetch the file again", m_file, why));
    }
    const TensorInfo& need(const std::string& name) const
    {
        const TensorInfo* tensor = m_weights.find(name);
        if (!tensor)
            fail(fmt::format("tensor {} is missing", fileName(name)));
        if (tensor->type == TensorType::I64)
            fail(fmt::format("tensor {} has dtype I64, floating point is needed", tensor->name));
        return *tensor;
    }
    const TensorInfo& need(const std::string& name, const std::vector<std::int64_t>& shape) const
    {
        const TensorInfo& tensor = need(name);
        if (tensor.shape != shape)
            fail(fmt::format("tensor {} has shape [{}], needed is [{}]", tensor.name, fmt::join(tensor.shape, ", "),
                             fmt::join(shape, ", ")));
        return tensor;
    }
    void linear(const std::string& name, std::int64_t out, std::int64_t in) const
    {
        need(name + ".weight", {out, in});
        need(name + ".bias", {out});
    }
    void norm(const std::string& name, std::int64_t dim) const
    {
        need(name + ".weight", {dim});
        need(name + ".bias", {dim});
    }

private:
    /// What the file would call it: for S1 the own name is near enough to be understood.
    std::string fileName(const std::string& name) const
    {
        if (m_weights.scheme != "S1")
            return name;
        std::string own = name;
        for (const auto& [ours, theirs] :
             {std::pair{".qkv.", ".attn.qkv."}, std::pair{".proj.", ".attn.proj."}, std::pair{".fc1.", ".mlp.fc1."},
              std::pair{".fc2.", ".mlp.fc2."}, std::pair{"patch.", "patch_embed.proj."}})
            if (const std::size_t at = own.find(ours); at != std::string::npos)
                own.replace(at, std::string(ours).size(), theirs);
        return own;
    }

    const NamedWeights& m_weights;
    const std::string& m_file;
};

void readPatchKernel(const LayoutReader& reader, VitLayout& layout)
{
    const TensorInfo& kernel = reader.need("patch.weight");
    constexpr std::int64_t kWidest = 65536;
    constexpr std::int64_t kLargestPatch = 255;
    if (kernel.shape.size() != 4)
        reader.fail(fmt::format("the patch kernel {} has the wrong shape: rank {}", kernel.name, kernel.shape.size()));
    if (kernel.shape[1] != 3)
        reader.fail(
            fmt::format("the patch kernel {} reads {} channels, pictures have 3", kernel.name, kernel.shape[1]));
    if (kernel.shape[2] != kernel.shape[3])
        reader.fail(
            fmt::format("the patch kernel {} is not square: {}x{}", kernel.name, kernel.shape[2], kernel.shape[3]));
    if (kernel.shape[2] < 1 || kernel.shape[2] > kLargestPatch || kernel.shape[0] < 1 || kernel.shape[0] > kWidest)
        reader.fail(fmt::format("the patch kernel {} has an impossible shape or width", kernel.name));
    layout.dim = static_cast<int>(kernel.shape[0]);
    layout.patchSize = static_cast<int>(kernel.shape[2]);
    reader.need("patch.bias", {layout.dim});
    reader.need("cls_token", {1, 1, layout.dim});
}

void readPositions(const LayoutReader& reader, VitLayout& layout)
{
    const TensorInfo& positions = reader.need("pos_embed");
    if (positions.shape.size() != 3 || positions.shape[0] != 1)
        reader.fail(fmt::format("{} (pos_embed) has the wrong shape: rank {}", positions.name, positions.shape.size()));
    if (positions.shape[2] != layout.dim)
        reader.fail(fmt::format("{} (pos_embed) has another width than the patch kernel: {} and {}", positions.name,
                                positions.shape[2], layout.dim));
    const std::int64_t cells = positions.shape[1] - 1;
    const auto side = static_cast<std::int64_t>(std::lround(std::sqrt(double(std::max<std::int64_t>(cells, 0)))));
    if (cells < 1 || side * side != cells || side > 4096)
        reader.fail(fmt::format("{} (pos_embed) is not a square grid and a class row: {} rows", positions.name,
                                positions.shape[1]));
    layout.positionSide = static_cast<int>(side);
}

/// Depth from the block indices present, which must have no gap.
int readDepth(const LayoutReader& reader, const NamedWeights& weights)
{
    std::map<int, int> blocks;
    for (const auto& [name, tensor] : weights.tensors)
        if (name.starts_with("blocks."))
            ++blocks[std::stoi(name.substr(7))];
    int expected = 0;
    for (const auto& [index, count] : blocks) {
        if (index != expected)
            reader.fail(fmt::format("block {0} is missing (blocks.{0}), though there is a block {1}", expected, index));
        ++expected;
    }
    if (expected == 0)
        reader.fail("block 0 is missing: it has no transformer blocks");
    return expected;
}

void readFeedForward(const LayoutReader& reader, const NamedWeights& weights, VitLayout& layout)
{
    const auto rowsOf = [&](const char* name) {
        const TensorInfo& tensor = reader.need(name);
        if (tensor.shape.size() != 2 || tensor.shape[0] < 1 || tensor.shape[0] > (1 << 20))
            reader.fail(fmt::format("tensor {} has an impossible shape", tensor.name));
        return static_cast<int>(tensor.shape[0]);
    };
    if (weights.find("blocks.0.w12.weight")) {
        layout.feedForward = FeedForward::SwiGlu;
        layout.hidden = rowsOf("blocks.0.w12.weight") / 2;
    } else if (weights.find("blocks.0.gate.weight")) {
        layout.feedForward = FeedForward::SwiGluSplit;
        layout.hidden = rowsOf("blocks.0.gate.weight");
    } else {
        layout.hidden = rowsOf("blocks.0.fc1.weight");
    }
}

void checkBlock(const LayoutReader& reader, const VitLayout& layout, const std::string& block)
{
    const std::int64_t dim = layout.dim;
    const std::int64_t hidden = layout.hidden;
    reader.norm(block + "norm1", dim);
    reader.norm(block + "norm2", dim);
    if (layout.splitQkv)
        for (const char* part : {"q", "k", "v"})
            reader.linear(block + part, dim, dim);
    else
        reader.linear(block + "qkv", 3 * dim, dim);
    reader.linear(block + "proj", dim, dim);
    if (layout.layerScale) {
        reader.need(block + "ls1", {dim});
        reader.need(block + "ls2", {dim});
    }
    switch (layout.feedForward) {
    case FeedForward::Mlp:
        reader.linear(block + "fc1", hidden, dim);
        reader.linear(block + "fc2", dim, hidden);
        break;
    case FeedForward::SwiGlu:
        reader.linear(block + "w12", 2 * hidden, dim);
        reader.linear(block + "w3", dim, hidden);
        break;
    case FeedForward::SwiGluSplit:
        reader.linear(block + "gate", hidden, dim);
        reader.linear(block + "up", hidden, dim);
        reader.linear(block + "down", dim, hidden);
        break;
    }
}

} // namespace

VitLayout readVitLayout(const NamedWeights& weights, const std::string& file)
{
    const LayoutReader reader(weights, file);
    VitLayout layout;
    readPatchKernel(reader, layout);
    readPositions(reader, layout);
    layout.depth = readDepth(reader, weights);
    layout.splitQkv = weights.scheme == "S7";
    layout.layerScale = std::any_of(weights.tensors.begin(), weights.tensors.end(), [](const auto& entry) {
        return entry.first.ends_with(".ls1") || entry.first.ends_with(".ls2");
    });
    readFeedForward(reader, weights, layout);
    for (int i = 0; i < layout.depth; ++i)
        checkBlock(reader, layout, fmt::format("blocks.{}.", i));
    if (const TensorInfo* registers = weights.find("register_tokens")) {
        if (registers->shape.size() != 3 || registers->shape[0] != 1 || registers->shape[2] != layout.dim ||
            registers->shape[1] > 1024)
            reader.fail(fmt::format("tensor {} has the wrong shape", registers->name));
        layout.registers = static_cast<int>(registers->shape[1]);
    }
    layout.finalNorm = weights.find("norm.weight") != nullptr;
    if (layout.finalNorm)
        reader.norm("norm", layout.dim);
    return layout;
}

} // namespace nectar
