// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/weight_scheme.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace nectar {

const TensorInfo* NamedWeights::find(const std::string& name) const
{
    const auto found = tensors.find(name);
    return found == tensors.end() ? nullptr : found->second;
}

namespace {

using Names = std::map<std::string, const TensorInfo*>;

constexpr std::array kPrefixes = {"module.",
                                  "_orig_mod.",
                                  "backbone.",
                                  "encoder.",
                                  "vit.",
                                  "dinov2.",
                                  "dinov2_with_registers.",
                                  "dinov3_vit.",
                                  "model.",
                                  "visual.trunk.",
                                  "vision_encoder.",
                                  "pretrained.",
                                  "timm_model."};

bool has(const Names& names, const std::string& key) { return names.contains(key); }
bool hasClassToken(const Names& names) { return has(names, "cls_token") || has(names, "embeddings.cls_token"); }
bool anyWith(const Names& names, const std::string& part)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const auto& entry) { return entry.first.find(part) != std::string::npos; });
}

/// Strips known prefixes, only while the class token is not found without it; tensors outside the prefix are left
/// aside.
std::string stripPrefixes(Names& names, std::vector<std::string>& outside)
{
    std::string stripped;
    bool again = true;
    while (!hasClassToken(names) && again) {
        again = false;
        for (const std::string prefix : kPrefixes) {
            const bool leads = std::any_of(names.begin(), names.end(), [&](const auto& entry) {
                return entry.first.starts_with(prefix) && entry.first.find("cls_token") != std::string::npos;
            });
            if (!leads)
                continue;
            Names inner;
            for (const auto& [name, tensor] : names) {
                if (name.starts_with(prefix))
                    inner.emplace(name.substr(prefix.size()), tensor);
                else
                    outside.push_back(tensor->name);
            }
            names = std::move(inner);
            stripped += prefix;
            again = true;
            break;
        }
    }
    return stripped;
}

std::string detectScheme(const Names& names)
{
    const bool layerScale = anyWith(names, ".ls1.gamma"); // not "blocks.0.ls1": training files may be chunked
    if (has(names, "rope_embed.periods") || has(names, "storage_tokens"))
        return "S4";
    if (has(names, "embeddings.register_tokens") && !has(names, "embeddings.position_embeddings"))
        return "S9";
    if (has(names, "reg_token") && anyWith(names, ".gamma_1"))
        return "S6";
    if (has(names, "reg_token") && layerScale)
        return "S5";
    if (layerScale)
        return has(names, "register_tokens") || has(names, "mask_token") ? "S3" : "S5";
    if (has(names, "embeddings.position_embeddings") && anyWith(names, "layer_scale1"))
        return "S7";
    if (has(names, "embeddings.position_embeddings") && anyWith(names, "layernorm_before"))
        return "S8";
    if (has(names, "decoder_embed.weight"))
        return "S2";
    if (anyWith(names, "blocks.") && (anyWith(names, "attn.qkv.weight") || anyWith(names, "attn.qkv.bias")))
        return "S1";
    if (has(names, "downsample_layers.0.0.weight") || anyWith(names, ".dwconv."))
        return "ConvNeXt";
    return {};
}

const char* schemeFamily(const std::string& scheme)
{
    static const std::map<std::string, const char*> families = {
        {"S1", "timm, DINO, MAE or AugReg names"},
        {"S2", "MAE with decoder"},
        {"S3", "facebookresearch/dinov2"},
        {"S4", "facebookresearch/dinov3"},
        {"S5", "timm DINOv2"},
        {"S6", "timm DINOv3"},
        {"S7", "Hugging Face DINOv2 names"},
        {"S8", "Hugging Face ViT names"},
        {"S9", "Hugging Face DINOv3 names"},
        {"ConvNeXt", "a ConvNeXt network, not a Vision Transformer"}};
    return families.at(scheme);
}

struct BlockName {
    int index;
    std::string part; ///< for example "attn.qkv.weight"
};

/// "blocks.3.attn.qkv.weight" or "encoder.layer.3.…", also the raw names of transformers 5, "layers.3.…" and
/// "model.layer.3.…". By hand: names are of any length here, and std::regex recurses once a character.
std::optional<BlockName> splitBlock(const std::string& name, const std::string& file)
{
    std::string_view rest = name;
    const auto skip = [&rest](std::string_view start) {
        const bool leads = rest.starts_with(start);
        rest.remove_prefix(leads ? start.size() : 0);
        return leads;
    };
    if (!skip("blocks.")) {
        skip("model.");
        skip("encoder.");
        if (!skip("layers.") && !skip("layer."))
            return std::nullopt;
    }
    const std::size_t digits = rest.find_first_not_of("0123456789");
    if (digits == std::string_view::npos || digits == 0 || rest[digits] != '.' || digits + 1 == rest.size())
        return std::nullopt;
    constexpr std::size_t kMostDigits = 6;
    if (digits > kMostDigits)
        throw Error(ErrorCode::BadFormat,
                    fmt::format("cannot read the weights: {}: tensor {} has an impossible block index", file, name));
    return BlockName{std::stoi(std::string(rest.substr(0, digits))), std::string(rest.substr(digits + 1))};
}

using Renames = std::map<std::string, std::string>;

const Renames kS1Roots = {{"cls_token", "cls_token"},
                          {"pos_embed", "pos_embed"},
                          {"patch_embed.proj.weight", "patch.weight"},
                          {"patch_embed.proj.bias", "patch.bias"},
                          {"norm.weight", "norm.weight"},
                          {"norm.bias", "norm.bias"}};
const Renames kS7Roots = {{"embeddings.cls_token", "cls_token"},
                          {"embeddings.position_embeddings", "pos_embed"},
                          {"embeddings.register_tokens", "register_tokens"},
                          {"embeddings.patch_embeddings.projection.weight", "patch.weight"},
                          {"embeddings.patch_embeddings.projection.bias", "patch.bias"},
                          {"layernorm.weight", "norm.weight"},
                          {"layernorm.bias", "norm.bias"}};
const Renames kS1Parts = {{"norm1", "norm1"},    {"norm2", "norm2"}, {"attn.qkv", "qkv"},
                          {"attn.proj", "proj"}, {"mlp.fc1", "fc1"}, {"mlp.fc2", "fc2"}};
const Renames kS7Parts = {{"norm1", "norm1"},
                          {"norm2", "norm2"},
                          {"attention.attention.query", "q"},
                          {"attention.attention.key", "k"},
                          {"attention.attention.value", "v"},
                          {"attention.output.dense", "proj"},
                          {"attention.q_proj", "q"},
                          {"attention.k_proj", "k"},
                          {"attention.v_proj", "v"},
                          {"attention.o_proj", "proj"},
                          {"mlp.fc1", "fc1"},
                          {"mlp.fc2", "fc2"},
                          {"mlp.weights_in", "w12"},
                          {"mlp.weights_out", "w3"},
                          {"mlp.gate_proj", "gate"},
                          {"mlp.up_proj", "up"},
                          {"mlp.down_proj", "down"}};

/// The canonical name of one tensor, or nothing if the encoder does not use it.
std::optional<std::string> canonicalName(const std::string& name, const std::string& scheme, const std::string& file)
{
    const bool s1 = scheme == "S1";
    const Renames& roots = s1 ? kS1Roots : kS7Roots;
    if (const auto root = roots.find(name); root != roots.end())
        return root->second;
    const auto block = splitBlock(name, file);
    if (!block)
        return std::nullopt;
    const std::string start = fmt::format("blocks.{}.", block->index);
    if (!s1 && block->part == "layer_scale1.lambda1")
        return start + "ls1";
    if (!s1 && block->part == "layer_scale2.lambda1")
        return start + "ls2";
    const std::size_t dot = block->part.rfind('.');
    const Renames& parts = s1 ? kS1Parts : kS7Parts;
    const auto part = dot == std::string::npos ? parts.end() : parts.find(block->part.substr(0, dot));
    if (part == parts.end())
        return std::nullopt;
    return start + part->second + block->part.substr(dot);
}

/// A tensor inside the encoder that we have no place for: leaving it out would give features that are silently wrong.
bool isPartOfEncoder(const std::string& name, const std::string& file)
{
    static constexpr std::array kStarts = {"patch_embed.", "norm_pre.", "rope", "reg_token", "dist_token", "rel_pos"};
    return splitBlock(name, file) || (name.starts_with("embeddings.") && !name.starts_with("embeddings.mask_token")) ||
           std::any_of(kStarts.begin(), kStarts.end(), [&](const char* start) { return name.starts_with(start); });
}

void refuseUnknownParts(const NamedWeights& weights, const std::vector<std::string>& parts, const std::string& file)
{
    if (parts.empty())
        return;
    throw Error(ErrorCode::Unsupported,
                fmt::format("cannot use the weights: {}: recognised as {} ({}), but {} tensors of its encoder have no "
                            "place in that scheme, for example {}; features without them would be wrong",
                            file, weights.scheme, weights.family, parts.size(), parts.front()));
}

[[noreturn]] void failUnknown(const Names& names, const std::string& file)
{
    // The closest scheme is the one of which most top-level and first-block names are there.
    std::string closest = "S1";
    std::size_t most = 0;
    std::string missing;
    for (const auto& [scheme, roots] :
         {std::pair{std::string("S1"), kS1Roots}, std::pair{std::string("S7"), kS7Roots}}) {
        std::size_t found = 0;
        std::string absent;
        for (const auto& [name, canonical] : roots) {
            found += has(names, name) ? 1 : 0;
            if (!has(names, name) && name != "embeddings.register_tokens")
                absent += (absent.empty() ? "" : ", ") + name;
        }
        if (found >= most) {
            most = found;
            closest = scheme;
            missing = absent;
        }
    }
    std::string some;
    int shown = 0;
    for (const auto& [name, tensor] : names)
        if (shown++ < 4)
            some += (some.empty() ? "" : ", ") + name;
    throw Error(
        ErrorCode::Unsupported,
        fmt::format("cannot read the weights: {}: unknown naming scheme; the closest is {} ({}), of which {} are "
                    "missing; found instead: {}{}; name a Vision Transformer's safetensors file",
                    file, closest, schemeFamily(closest), missing, some, names.size() > 4 ? ", …" : ""));
}

} // namespace

NamedWeights nameWeights(const TensorArchive& archive, const std::string& file)
{
    Names names;
    for (const auto& [name, tensor] : archive.tensors())
        names.emplace(name, &tensor);
    NamedWeights weights;
    weights.prefix = stripPrefixes(names, weights.unused);
    weights.scheme = detectScheme(names);
    if (weights.scheme.empty())
        failUnknown(names, file);
    weights.family = schemeFamily(weights.scheme);
    if (weights.scheme != "S1" && weights.scheme != "S7")
        throw Error(
            ErrorCode::Unsupported,
            fmt::format("cannot use the weights: {}: recognised as {} ({}), which this version does not read; use "
                        "timm/DINO/AugReg names (S1) or Hugging Face DINOv2 names (S7)",
                        file, weights.scheme, weights.family));
    std::vector<std::string> unknownParts;
    for (const auto& [name, tensor] : names) {
        if (const auto canonical = canonicalName(name, weights.scheme, file)) {
            weights.tensors[*canonical] = tensor;
            weights.fileNames[*canonical] = tensor->name;
        } else {
            (isPartOfEncoder(name, file) ? unknownParts : weights.unused).push_back(tensor->name);
        }
    }
    refuseUnknownParts(weights, unknownParts, file);
    return weights;
}

} // namespace nectar
