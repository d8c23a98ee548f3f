// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"
#include "core/base/patch_grid.h"
#include "core/torch/device.h"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace nectar {

/// How 0–1 RGB becomes network input: (value - mean) / std per channel.
struct InputProfile {
    std::string name = "none"; ///< imagenet, half, none; a file's own values: "file"
    std::array<float, 3> mean{0, 0, 0};
    std::array<float, 3> std{1, 1, 1};
    friend bool operator==(const InputProfile&, const InputProfile&) = default;
};

/// Rule that resamples the position grid to another size (formats.md 7.2).
enum class PositionProfile { None, Timm, MetaOffset, MetaAa, Hf };
const char* positionProfileName(PositionProfile profile); ///< none, timm, meta_offset, meta_aa, hf

/// What of a block describes a patch: its output after the final norm, or what its attention projects the patch to
/// (all heads side by side, bias included, before scaling). Keys often match better than tokens.
enum class Facet { Token, Key, Query, Value };
const char* facetName(Facet facet); ///< token, key, query, value

/// What a user asks for; "auto" and 0 mean: as the file says, or as its scheme usually needs.
struct BackboneRequest {
    std::string source = "descriptor";    ///< descriptor, starter, or a weight file or folder
    std::string inputProfile = "auto";    ///< auto, dino, mae, timm, dinov2, or a preprocessor_config.json
    std::optional<InputProfile> input;    ///< exactly this one, as a bank recorded it; inputProfile is not looked at
    std::string positionProfile = "auto"; ///< auto, timm, meta_offset, meta_aa, hf
    int heads = 0;
    float layerNormEps = 0;
    std::vector<int> blocks; ///< blocks that are read, from 0 or, negative, from the end; none: the last
    Facet facet = Facet::Token;
    DeviceChoice device = DeviceChoice::Auto;
};

/// What was opened. Everything here is stored in a bank; a bank and a query of different identity are refused.
struct BackboneSpec {
    std::string kind;        ///< "descriptor" or "vit"
    std::string name;        ///< for people: "ViT-S/14 (DINOv2 names)"
    std::string scheme;      ///< "S1", "S7", or empty
    std::string file;        ///< path as given, "descriptor" or "starter"
    std::string weightsHash; ///< hash of the tensor file(s); the descriptor's version for the descriptor
    std::string source;      ///< where it comes from, and
    std::string licence;     ///< its licence, where known
    InputProfile input;
    PositionProfile position = PositionProfile::None;
    int patchSize = 16;
    int dim = 0; ///< features of a patch: the network's width times the number of blocks read
    int depth = 0;
    int heads = 0;
    int registers = 0;
    std::vector<int> blocks; ///< ascending, from 0; none: the last. Several: each normalised, then side by side
    Facet facet = Facet::Token;
    float layerNormEps = 1e-6f;
    bool profileWasGuessed = false; ///< S1 and nobody said whether DINO, MAE or supervised: ask once
    std::vector<std::string> notes; ///< "what I did with this file": prefix stripped, unused tensors, guesses

    /// Hash of everything that changes features (not path, notes or device).
    std::string identity() const;
    /// 512 (518 at patch 14): the input side when nobody names one.
    int defaultInputSide() const { return patchSize == 14 ? 518 : 512; }
};

std::string specToJson(const BackboneSpec& spec);
BackboneSpec specFromJson(const std::string& json);

/// Pictures to patch features. Not thread-safe: each lane has its own.
class Backbone {
public:
    virtual ~Backbone() = default;
    virtual const BackboneSpec& spec() const = 0;
    /// images: already at network size, all of one size, sides multiples of the patch. Result: one grid per picture,
    /// features [rows · cols, dim] of the blocks and facet of spec(), of a single block not normalised. Bitwise the
    /// same for every number of threads and every batch. Errors: BadOption (size), OutOfMemory.
    virtual std::vector<FeatureGrid> extract(std::span<const Image> images, const JobContext& ctx) = 0;
    /// Same from one already normalised input [3, height, width], flattened. Unsupported for the descriptor.
    virtual FeatureGrid extractNormalised(std::span<const float> input, Size size, const JobContext& ctx) = 0;
    /// What the class token of a picture (size as for extract()) looks at in the last block that is read, whatever the
    /// facet: [heads, rows · cols], 0 to 1. The softmax is over all tokens, as in timm's attention maps; class token
    /// and registers take their part, so that a head's patches add up to less than 1. Bitwise the same for every number
    /// of threads. Errors: as extract(); Unsupported for the descriptor.
    virtual Matrix attention(const Image& image, const JobContext& ctx) = 0;
};

/// Opens the backbone of a request. Errors: NotFound, BadFormat, Unsupported (unknown scheme: expected, found, missing,
/// extra names and the closest scheme), BadOption, Unavailable (starter not installed, no CUDA).
std::unique_ptr<Backbone> openBackbone(const BackboneRequest& request, const JobContext& ctx);

/// What openBackbone() would make of it, without loading LibTorch or the weights' contents (weightsHash stays empty).
BackboneSpec inspectBackbone(const BackboneRequest& request);

} // namespace nectar
