// SPDX-License-Identifier: Apache-2.0
#include "tests/core/backbone/small_weights.h"

#include "core/base/files.h"

#include <algorithm>

namespace nectar {

namespace fs = std::filesystem;

Shapes smallModel()
{
    return {{"cls_token", {1, 1, 64}},
            {"pos_embed", {1, 5, 64}},
            {"patch_embed.proj.weight", {64, 3, 8, 8}},
            {"patch_embed.proj.bias", {64}},
            {"blocks.0.norm1.weight", {64}},
            {"blocks.0.norm1.bias", {64}},
            {"blocks.0.attn.qkv.weight", {192, 64}},
            {"blocks.0.attn.qkv.bias", {192}},
            {"blocks.0.attn.proj.weight", {64, 64}},
            {"blocks.0.attn.proj.bias", {64}},
            {"blocks.0.norm2.weight", {64}},
            {"blocks.0.norm2.bias", {64}},
            {"blocks.0.mlp.fc1.weight", {256, 64}},
            {"blocks.0.mlp.fc1.bias", {256}},
            {"blocks.0.mlp.fc2.weight", {64, 256}},
            {"blocks.0.mlp.fc2.bias", {64}},
            {"norm.weight", {64}},
            {"norm.bias", {64}}};
}

std::string saveWeights(const fs::path& file, const Shapes& shapes, float value)
{
    std::string header = "{";
    std::size_t end = 0;
    for (const auto& [tensor, shape] : shapes) {
        std::string sides;
        std::size_t count = 1;
        for (const std::int64_t side : shape) {
            sides += (sides.empty() ? "" : ",") + std::to_string(side);
            count *= static_cast<std::size_t>(side);
        }
        header += std::string(end == 0 ? "" : ",") + '"' + tensor + "\":{\"dtype\":\"F32\",\"shape\":[" + sides +
                  "],\"data_offsets\":[" + std::to_string(end) + "," + std::to_string(end + 4 * count) + "]}";
        end += 4 * count;
    }
    header += "}";
    const std::uint64_t length = header.size();
    const std::vector<float> values(end / 4, value);
    std::string contents(reinterpret_cast<const char*>(&length), 8);
    contents += header;
    contents.append(reinterpret_cast<const char*>(values.data()), end);
    fs::create_directories(file.parent_path());
    writeFile(file, contents);
    return file.string();
}

BackboneSpec inspectWeights(const std::string& weights)
{
    BackboneRequest request;
    request.source = weights;
    return inspectBackbone(request);
}

std::string refusal(const std::string& weights, ErrorCode code)
{
    try {
        inspectWeights(weights);
    } catch (const Error& error) {
        return error.code() == code ? error.what() : "";
    }
    return {};
}

bool hasNote(const BackboneSpec& spec, const std::string& part)
{
    return std::any_of(spec.notes.begin(), spec.notes.end(),
                       [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

} // namespace nectar
