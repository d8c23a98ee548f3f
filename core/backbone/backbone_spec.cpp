// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/backbone.h"
#include "core/base/error.h"
#include "core/base/hash.h"

#include <nlohmann/json.hpp>

#include <bit>

namespace nectar {

namespace {

constexpr std::array kPositionNames = {"none", "timm", "meta_offset", "meta_aa", "hf"};

} // namespace

const char* positionProfileName(PositionProfile profile) { return kPositionNames[static_cast<std::size_t>(profile)]; }

std::string BackboneSpec::identity() const
{
    Hasher hasher;
    hasher.add(std::string_view(kind));
    hasher.add(std::string_view(weightsHash));
    for (const float value : input.mean)
        hasher.add(std::uint64_t{std::bit_cast<std::uint32_t>(value)});
    for (const float value : input.std)
        hasher.add(std::uint64_t{std::bit_cast<std::uint32_t>(value)});
    hasher.add(std::string_view(positionProfileName(position)));
    for (const int value : {patchSize, dim, depth, heads, registers, block})
        hasher.add(static_cast<std::uint64_t>(value));
    hasher.add(std::uint64_t{std::bit_cast<std::uint32_t>(layerNormEps)});
    return toHex(hasher.finish());
}

std::string specToJson(const BackboneSpec& spec)
{
    const nlohmann::json json{
        {"kind", spec.kind},
        {"name", spec.name},
        {"scheme", spec.scheme},
        {"file", spec.file},
        {"weightsHash", spec.weightsHash},
        {"source", spec.source},
        {"licence", spec.licence},
        {"input", {{"name", spec.input.name}, {"mean", spec.input.mean}, {"std", spec.input.std}}},
        {"position", positionProfileName(spec.position)},
        {"patchSize", spec.patchSize},
        {"dim", spec.dim},
        {"depth", spec.depth},
        {"heads", spec.heads},
        {"registers", spec.registers},
        {"block", spec.block},
        {"layerNormEps", spec.layerNormEps}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

BackboneSpec specFromJson(const std::string& text)
{
    try {
        const auto json = nlohmann::json::parse(text);
        BackboneSpec spec;
        json.at("kind").get_to(spec.kind);
        json.at("name").get_to(spec.name);
        json.at("scheme").get_to(spec.scheme);
        json.at("file").get_to(spec.file);
        json.at("weightsHash").get_to(spec.weightsHash);
        json.at("source").get_to(spec.source);
        json.at("licence").get_to(spec.licence);
        json.at("input").at("name").get_to(spec.input.name);
        json.at("input").at("mean").get_to(spec.input.mean);
        json.at("input").at("std").get_to(spec.input.std);
        for (std::size_t i = 0; i < kPositionNames.size(); ++i)
            if (json.at("position") == kPositionNames[i])
                spec.position = static_cast<PositionProfile>(i);
        json.at("patchSize").get_to(spec.patchSize);
        json.at("dim").get_to(spec.dim);
        json.at("depth").get_to(spec.depth);
        json.at("heads").get_to(spec.heads);
        json.at("registers").get_to(spec.registers);
        json.at("block").get_to(spec.block);
        json.at("layerNormEps").get_to(spec.layerNormEps);
        return spec;
    } catch (const nlohmann::json::exception&) {
        throw Error(ErrorCode::BadFormat,
                    "the description of a backbone cannot be read: it is no valid JSON or lacks a "
                    "value; build the bank again");
    }
}

} // namespace nectar
