// SPDX-License-Identifier: Apache-2.0
#include "app/cli/backbone_flags.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar::cli {

namespace {

constexpr std::array kFacets = {Facet::Token, Facet::Key, Facet::Query, Facet::Value};

} // namespace

void addBackboneFlags(CLI::App& verb, BackboneRequest& request)
{
    verb.add_option("--backbone", request.source,
                    "what describes each patch by numbers, its feature: descriptor (built in: colours and edges, no "
                    "network), starter (a small ready-made network, DINOv2, that set-up installs), or a file or folder "
                    "with the numbers of a network, its weights (safetensors)")
        ->type_name("descriptor|starter|FILE")
        ->capture_default_str();
    verb.add_option(
            "--input-profile", request.inputProfile,
            "mean and std of the input: auto, dino, mae, timm, dinov2, imagenet, half, or a preprocessor_config.json")
        ->type_name("NAME|FILE")
        ->capture_default_str();
    verb.add_option("--position-profile", request.positionProfile, "how the position grid is fitted to other sizes")
        ->check(CLI::IsMember({"auto", "timm", "meta_offset", "meta_aa", "hf"}))
        ->capture_default_str();
    verb.add_option("--heads", request.heads, "attention heads; 0: from config.json or the width")
        ->check(CLI::Range(0, 1024));
    verb.add_option("--eps", request.layerNormEps, "LayerNorm epsilon; 0: from config.json or the scheme")
        ->check(CLI::Range(0.0, 0.1));
    verb.add_option(
            "--block", request.blocks,
            "blocks that are read, from 0 or, negative, from the end; several, as 9,11: each normalised, then side "
            "by side [the last]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("INT[,INT...]");
    std::vector<std::string> facets;
    for (const Facet facet : kFacets)
        facets.emplace_back(facetName(facet));
    verb.add_option_function<std::string>(
            "--facet",
            [&request, facets](const std::string& name) {
                request.facet = kFacets[static_cast<std::size_t>(std::ranges::find(facets, name) - facets.begin())];
            },
            "what of a block describes a patch: its output (token), or a projection of its attention")
        ->check(CLI::IsMember(facets))
        ->default_str(facetName(request.facet));
}

std::string backboneSentence(const BackboneSpec& spec)
{
    std::string text =
        fmt::format("Backbone: {}, {} numbers for each patch of {} pixels", spec.name, spec.dim, spec.patchSize);
    if (spec.kind == "vit")
        text +=
            fmt::format(", input profile {}, position profile {}", spec.input.name, positionProfileName(spec.position));
    if (spec.profileWasGuessed)
        text += " (guessed: the file cannot say whether it is DINO, MAE or supervised; --input-profile corrects it)";
    return text;
}

} // namespace nectar::cli
