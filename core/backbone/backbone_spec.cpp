// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/backbone.h"
#include "core/base/error.h"
#include "core/base/hash.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>

namespace nectar {

namespace {

constexpr std::array kPositionNames = {"none", "timm", "meta_offset", "meta_aa", "hf"};
constexpr std::array kFacetNames = {"token", "key", "query", "value"};

/// "block" alone, -1 for the last, is what banks held before there were several blocks and facets.
void readFeatureChoice(const nlohmann::json& json, BackboneSpec& spec)
{
    if (json.contains("block")) {
        if (const int block = json["block"].get<int>(); block >= 0)
            spec.blocks = {block};
        return;
    }
    json.at("blocks").get_to(spec.blocks);
    const auto name = json.at("facet").get<std::string>();
    const auto known = std::ranges::find(kFacetNames, name);
    if (known == kFacetNames.end())
        throw Error(ErrorCode::Unsupported,
                    "the bank holds the facet '" + name + "', which this version does not know; use a newer one");
    spec.facet = static_cast<Facet>(known - kFacetNames.begin());
}

} // namespace

const char* positionProfileName(PositionProfile profile) { return kPositionNames[static_cast<std::size_t>(profile)]; }
const char* facetName(Facet facet) { return kFacetNames[static_cast<std::size_t>(facet)]; }

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
    for (const int value : {patchSize, dim, depth, heads, registers, blocks.empty() ? -1 : blocks.front()})
        hasher.add(static_cast<std::uint64_t>(value));
    hasher.add(std::uint64_t{std::bit_cast<std::uint32_t>(layerNormEps)});
    if (blocks.size() > 1 || facet != Facet::Token) { // the rest came later: older banks keep their identity
        hasher.add(std::string_view(facetName(facet)));
        for (const int block : blocks)
            hasher.add(static_cast<std::uint64_t>(block));
    }
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
        {"blocks", spec.blocks},
        {"facet", facetName(spec.facet)},
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
        readFeatureChoice(json, spec);
        json.at("layerNormEps").get_to(spec.layerNormEps);
        return spec;
    } catch (const nlohmann::json::exception&) {
        throw Error(ErrorCode::BadFormat,
                    "the description of a backbone cannot be read: it is no valid JSON or lacks a "
                    "value; build the bank again");
    }
}

} // namespace nectar
