// SPDX-License-Identifier: Apache-2.0
#include "core/report/coco.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace nectar {

namespace {

using nlohmann::json;

/// Names of files need not be UTF-8, JSON must be.
std::string textOf(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

struct Extent {
    int left = 0, top = 0, right = -1, bottom = -1; ///< pixels, inclusive
    std::int64_t area = 0;

    void add(int x, int y)
    {
        left = area == 0 ? x : std::min(left, x);
        top = area == 0 ? y : std::min(top, y);
        right = std::max(right, x);
        bottom = std::max(bottom, y);
        ++area;
    }
};

std::vector<Extent> extentsOf(const LabelMap& labels, std::size_t classCount)
{
    std::vector<Extent> extents(classCount);
    for (int y = 0; y < labels.height; ++y)
        for (int x = 0; x < labels.width; ++x)
            if (const std::uint16_t id = labels.at(x, y); id < classCount)
                extents[id].add(x, y);
    return extents;
}

} // namespace

std::vector<std::int64_t> columnRuns(const LabelMap& labels, std::uint16_t classIndex)
{
    std::vector<std::int64_t> runs{0};
    bool inside = false;
    for (int x = 0; x < labels.width; ++x)
        for (int y = 0; y < labels.height; ++y) {
            if ((labels.at(x, y) == classIndex) != inside) {
                inside = !inside;
                runs.push_back(0);
            }
            ++runs.back();
        }
    return runs;
}

CocoAnnotations::CocoAnnotations(const ClassTable& classes) : m_classes(classes) {}

void CocoAnnotations::add(std::string_view fileName, const LabelMap& labels)
{
    const std::int64_t image = ++m_imageCount;
    m_images += (image > 1 ? ",\n" : "\n") +
                textOf({{"id", image}, {"file_name", fileName}, {"width", labels.width}, {"height", labels.height}});
    const std::vector<Extent> extents = extentsOf(labels, m_classes.classes.size());
    for (std::size_t c = 0; c < extents.size(); ++c) {
        const Extent& extent = extents[c];
        if (extent.area == 0 || m_classes.classes[c].rawId == 0)
            continue;
        const json box{extent.left, extent.top, extent.right - extent.left + 1, extent.bottom - extent.top + 1};
        const json segmentation{{"size", {labels.height, labels.width}},
                                {"counts", columnRuns(labels, static_cast<std::uint16_t>(c))}};
        m_annotations += (m_annotationCount > 0 ? ",\n" : "\n") + textOf({{"id", m_annotationCount + 1},
                                                                          {"image_id", image},
                                                                          {"category_id", m_classes.classes[c].rawId},
                                                                          {"area", extent.area},
                                                                          {"bbox", box},
                                                                          {"iscrowd", 0},
                                                                          {"segmentation", segmentation}});
        ++m_annotationCount;
    }
}

std::string CocoAnnotations::text() const
{
    json categories = json::array();
    for (const ClassEntry& entry : m_classes.classes)
        if (entry.rawId != 0)
            categories.push_back({{"id", entry.rawId}, {"name", entry.name}, {"supercategory", ""}});
    return "{\"images\": [" + m_images + "\n],\n\"annotations\": [" + m_annotations +
           "\n],\n\"categories\": " + textOf(categories) + "}\n";
}

} // namespace nectar
