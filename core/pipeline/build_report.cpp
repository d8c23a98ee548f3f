// SPDX-License-Identifier: Apache-2.0
#include "core/base/version.h"
#include "core/pipeline/build_bank.h"

#include <nlohmann/json.hpp>

namespace nectar {

std::string buildReportToJson(const BuildReport& report)
{
    nlohmann::json json{{"program", "nectar " + versionString()},
                        {"bank", report.bank.string()},
                        {"hash", report.hash},
                        {"images", report.images},
                        {"patches", report.rows},
                        {"notes", report.notes},
                        {"warnings", report.warnings},
                        {"seconds",
                         {{"open", report.openSeconds},
                          {"read", report.readSeconds},
                          {"encode", report.encodeSeconds},
                          {"finish", report.finishSeconds}}}};
    json["patchesPerClass"] = nlohmann::json::object();
    for (std::size_t c = 0; c < report.rowsPerClass.size(); ++c)
        json["patchesPerClass"][report.classes.classes[c].name] = report.rowsPerClass[c];
    json["skipped"] = nlohmann::json::array();
    for (const SkippedFile& skipped : report.skipped)
        json["skipped"].push_back({{"file", skipped.file.string()}, {"reason", skipped.reason}});
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace nectar
