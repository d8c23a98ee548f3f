// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/evidence_json.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace nectar {

namespace {

nlohmann::json evidenceToJson(const PatchEvidence& entry, const MemoryBank& bank)
{
    nlohmann::json mix = nlohmann::json::object();
    for (const ClassCount& count : entry.counts)
        mix[bank.classes().classes[count.classIndex].name] = count.count;
    nlohmann::json json{{"rank", entry.rank},
                        {"row", entry.row},
                        {"image", bank.images()[entry.image].name},
                        {"epoch", entry.origin.epoch},
                        {"patch", entry.origin.patch},
                        {"rectangle",
                         {entry.origin.rectangle.x, entry.origin.rectangle.y, entry.origin.rectangle.width,
                          entry.origin.rectangle.height}},
                        {"similarity", entry.similarity},
                        {"weight", entry.weight},
                        {"cumulative", entry.cumulative},
                        {"classPixels", mix}};
    if (std::isfinite(entry.metres))
        json["metres"] = entry.metres;
    return json;
}

} // namespace

std::string patchEvidenceJson(const std::filesystem::path& image, PatchIndex patch,
                              const std::vector<PatchEvidence>& evidence, const MemoryBank& bank)
{
    nlohmann::json json{
        {"image", image.string()}, {"patch", {patch.row, patch.col}}, {"neighbours", nlohmann::json::array()}};
    for (const PatchEvidence& entry : evidence)
        json["neighbours"].push_back(evidenceToJson(entry, bank));
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace nectar
