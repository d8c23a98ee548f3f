// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/vit_profiles.h"

#include "core/backbone/config_file.h"
#include "core/base/error.h"
#include "core/base/short_text.h"
#include "core/base/text.h"

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

/// Pictures come as 0 to 1 here, which a rescale_factor of 1/255 makes of bytes; any other would change every feature.
void checkRescaling(const json& config, const fs::path& file)
{
    constexpr double kOurs = 1 / 255., kTolerance = 1e-6;
    if (config.contains("do_rescale") && config["do_rescale"] == false)
        throw Error(
            ErrorCode::Unsupported,
            fmt::format("cannot use {}: do_rescale is false; this version reads pictures as 0 to 1: correct the "
                        "file, or remove it and name an --input-profile",
                        file.string()));
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
    const std::string name = lowerCase(file.filename().string());
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

} // namespace

void chooseProfiles(const BackboneRequest& request, const fs::path& folder, const fs::path& file, VitFile& vit)
{
    BackboneSpec& spec = vit.spec;
    const auto ownFamily = [&] { return vit.weights.scheme == "S7" ? "dinov2" : guessFamily(file, vit.weights); };
    if (request.input) {
        spec.input = *request.input;
        choosePosition(request, ownFamily(), vit);
        return;
    }
    std::string family = request.inputProfile;
    const fs::path beside = folder / "preprocessor_config.json";
    const json preprocessor = json::parse(readConfig(beside));
    if (family == "auto") {
        family = ownFamily();
        checkRescaling(preprocessor, beside);
        if (preprocessor.contains("image_mean") || saysNotToNormalise(preprocessor)) {
            spec.input = profileFromConfig(preprocessor, beside);
            spec.notes.push_back(saysNotToNormalise(preprocessor)
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
        family = ownFamily();
    } else {
        std::error_code ignored;
        if (!fs::exists(family, ignored))
            throw Error(
                ErrorCode::BadOption,
                fmt::format("the input profile is '{}'; it must be auto, dino, mae, timm, dinov2, imagenet, half "
                            "or a preprocessor_config.json",
                            family));
        spec.input = profileFromConfig(json::parse(readConfig(family)), family);
        family = ownFamily();
    }
    choosePosition(request, family, vit);
}

} // namespace nectar
