// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace nectar {

/// Runs of equal values of a class's mask down the columns, one column after the other, beginning with those that are
/// not of the class: COCO's uncompressed run-length encoding. The runs add up to width x height.
std::vector<std::int64_t> columnRuns(const LabelMap& labels, std::uint16_t classIndex);

/// Label maps as a COCO file of object detection: one annotation for each class of each picture, with area, box
/// (x, y, width, height) and run-length encoding. Pixels without a class are in none.
class CocoAnnotations {
public:
    /// Classes with raw id 0 are the background, as COCO's categories begin at 1: they get no annotation.
    explicit CocoAnnotations(const ClassTable& classes);

    /// fileName: as pictures are to be found by, relative, with slashes.
    void add(std::string_view fileName, const LabelMap& labels);
    /// The file's text, JSON.
    std::string text() const;

private:
    ClassTable m_classes;
    std::string m_images, m_annotations; ///< elements of the arrays, as text: a picture takes no more than that
    std::int64_t m_imageCount = 0, m_annotationCount = 0;
};

} // namespace nectar
