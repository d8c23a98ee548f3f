// SPDX-License-Identifier: Apache-2.0
#include "core/base/version.h"
#include "core/pipeline/evaluate.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace nectar {

namespace {

nlohmann::json numberOrNull(double value)
{
    return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
}

nlohmann::json cellToJson(const EvaluationCell& cell)
{
    nlohmann::json json{{"neighbours", cell.neighbours}, {"temperature", cell.temperature}};
    if (cell.segmentation) {
        const SegmentationReport& s = *cell.segmentation;
        nlohmann::json iou = nlohmann::json::array();
        for (const double value : s.iou)
            iou.push_back(numberOrNull(value));
        json["segmentation"] = {{"mIoU", numberOrNull(s.meanIou)},
                                {"pixelAccuracy", numberOrNull(s.pixelAccuracy)},
                                {"iou", iou},
                                {"pixels", s.pixels},
                                {"unknownPixels", s.unknownPixels}};
    }
    if (cell.depth)
        json["depth"] = {{"rmse", numberOrNull(cell.depth->rmse)},
                         {"absRel", numberOrNull(cell.depth->absRel)},
                         {"delta1", numberOrNull(cell.depth->delta1)},
                         {"log10", numberOrNull(cell.depth->log10)},
                         {"pixels", cell.depth->pixels}};
    return json;
}

nlohmann::json pictureToJson(const PictureScore& picture)
{
    nlohmann::json json{{"name", picture.name}};
    if (picture.segmentation) {
        json["mIoU"] = numberOrNull(picture.segmentation->meanIou);
        json["pixelAccuracy"] = numberOrNull(picture.segmentation->pixelAccuracy);
        json["labelledPixels"] = picture.segmentation->pixels;
    }
    if (picture.depth) {
        const bool scored = picture.depth->pixels > 0;
        json["rmse"] = scored ? nlohmann::json(picture.depth->rmse) : nlohmann::json(nullptr);
        json["absRel"] = scored ? nlohmann::json(picture.depth->absRel) : nlohmann::json(nullptr);
        json["depthPixels"] = picture.depth->pixels;
    }
    return json;
}

/// Worst first: by mIoU where there are labels, else by RMSE.
nlohmann::json picturesToJson(const EvaluationDetails& details)
{
    nlohmann::json json = nlohmann::json::array();
    for (const std::size_t i : worstFirst(details.pictures, details.confusion ? Task::Segmentation : Task::Depth))
        json.push_back(pictureToJson(details.pictures[i]));
    return json;
}

/// Pixels [truth][prediction], unknown last.
nlohmann::json confusionToJson(const ConfusionMatrix& matrix)
{
    nlohmann::json rows = nlohmann::json::array();
    for (int truth = 0; truth < matrix.classCount(); ++truth) {
        nlohmann::json row = nlohmann::json::array();
        for (int prediction = 0; prediction <= matrix.classCount(); ++prediction)
            row.push_back(matrix.count(truth, prediction));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string pictureTables(const EvaluationDetails& details)
{
    std::string text;
    const auto add = [&](Task task, const char* title) {
        const std::vector<std::size_t> order = worstFirst(details.pictures, task);
        if (!order.empty())
            text += title;
        for (const std::size_t i : order) {
            const PictureScore& picture = details.pictures[i];
            const bool empty = (task == Task::Depth ? picture.depth->pixels : picture.segmentation->pixels) == 0;
            text += empty ? fmt::format("    no pixel to score  {}\n", picture.name)
                    : task == Task::Depth
                        ? fmt::format("    RMSE {:8.4f} m  AbsRel {:.4f}  {}\n", picture.depth->rmse,
                                      picture.depth->absRel, picture.name)
                        : fmt::format("    mIoU {:.4f}  pixel accuracy {:.4f}  {}\n", picture.segmentation->meanIou,
                                      picture.segmentation->pixelAccuracy, picture.name);
        }
    };
    add(Task::Segmentation, "Pictures by their labels, worst first\n");
    add(Task::Depth, "Pictures by their depth, worst first\n");
    return text;
}

std::string classTable(const EvaluationReport& report, const SegmentationReport& segmentation)
{
    std::string text;
    for (std::size_t c = 0; c < segmentation.iou.size(); ++c) {
        const double iou = segmentation.iou[c];
        text += std::isfinite(iou) ? fmt::format("    {:<24} IoU {:.4f}\n", report.classes.classes[c].name, iou)
                                   : fmt::format("    {:<24} absent\n", report.classes.classes[c].name);
    }
    return text;
}

} // namespace

std::string evaluationToJson(const EvaluationReport& report)
{
    nlohmann::json json{{"program", "nectar " + versionString()},
                        {"protocol", report.protocol},
                        {"bank", report.bank},
                        {"bankHash", report.bankHash},
                        {"split", report.split},
                        {"images", report.images},
                        {"purePatches", report.purePatches},
                        {"purePatchesMatched", report.purePatchesMatched},
                        {"selfMatchedImages", report.selfMatchedImages},
                        {"notes", report.notes},
                        {"warnings", report.warnings},
                        {"seconds",
                         {{"open", report.openSeconds},
                          {"encode", report.encodeSeconds},
                          {"search", report.searchSeconds},
                          {"decode", report.decodeSeconds}}}};
    for (const ClassEntry& entry : report.classes.classes)
        json["classes"].push_back(entry.name);
    json["cells"] = nlohmann::json::array();
    for (const EvaluationCell& cell : report.cells)
        json["cells"].push_back(cellToJson(cell));
    if (report.details) {
        json["pictures"] = picturesToJson(*report.details);
        if (report.details->confusion)
            json["confusion"] = confusionToJson(*report.details->confusion);
    }
    json["skipped"] = nlohmann::json::array();
    for (const SkippedFile& skipped : report.skipped)
        json["skipped"].push_back({{"file", skipped.file.string()}, {"reason", skipped.reason}});
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string evaluationToText(const EvaluationReport& report)
{
    std::string text = fmt::format("Protocol {}; split {}\n", report.protocol, report.split);
    for (const EvaluationCell& cell : report.cells) {
        text += fmt::format("k {:<4} temperature {:<6}", cell.neighbours, cell.temperature);
        if (cell.segmentation)
            text += fmt::format("  mIoU {:.4f}  pixel accuracy {:.4f}", cell.segmentation->meanIou,
                                cell.segmentation->pixelAccuracy);
        if (cell.depth)
            text += fmt::format("  RMSE {:.4f} m  AbsRel {:.4f}  d1 {:.4f}  log10 {:.4f}", cell.depth->rmse,
                                cell.depth->absRel, cell.depth->delta1, cell.depth->log10);
        text += "\n";
        if (report.cells.size() == 1 && cell.segmentation)
            text += classTable(report, *cell.segmentation);
    }
    if (report.details)
        text += pictureTables(*report.details);
    if (report.purePatches > 0)
        text += fmt::format("Pure patches whose best neighbour has their class: {} of {} ({:.1f} %)\n",
                            report.purePatchesMatched, report.purePatches,
                            100. * double(report.purePatchesMatched) / double(report.purePatches));
    text += fmt::format("Seconds: open {:.2f}, encode {:.2f}, search {:.2f}, decode {:.2f}\n", report.openSeconds,
                        report.encodeSeconds, report.searchSeconds, report.decodeSeconds);
    if (!report.cells.empty() && report.cells.front().segmentation)
        text +=
            "IoU: pixels on which picture and prediction agree, of all that either gives the class; mIoU: its mean\n"
            "over the classes (1 is perfect).\n";
    if (!report.cells.empty() && report.cells.front().depth)
        text +=
            "RMSE: typical error in metres; AbsRel: as a share of the distance; d1: share of pixels off by less than\n"
            "a quarter; log10: error of the distance's logarithm.\n";
    for (const std::string& note : report.notes)
        text += "Note: " + note + "\n";
    for (const std::string& warning : report.warnings)
        text += "Warning: " + warning + "\n";
    for (const SkippedFile& skipped : report.skipped)
        text += fmt::format("Skipped {}: {}\n", skipped.file.string(), skipped.reason);
    return text;
}

} // namespace nectar
