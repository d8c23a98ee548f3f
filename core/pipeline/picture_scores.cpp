// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/picture_scores.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nectar {

namespace {

/// Small is bad. Infinite where no pixel could be scored.
double goodness(const PictureScore& picture, Task task)
{
    constexpr double kNothing = std::numeric_limits<double>::infinity();
    if (task == Task::Depth)
        return picture.depth->pixels > 0 ? -picture.depth->rmse : kNothing;
    return picture.segmentation->pixels > 0 ? picture.segmentation->meanIou : kNothing;
}

} // namespace

int PictureScore::worstLabelPatch() const
{
    const ConfusedPixels* worst = nullptr;
    for (const ConfusedPixels& pair : confused)
        if (pair.isError() && (!worst || pair.pixels > worst->pixels))
            worst = &pair;
    return worst ? worst->patch : -1;
}

std::vector<std::size_t> worstFirst(std::span<const PictureScore> pictures, Task task)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < pictures.size(); ++i)
        if (task == Task::Depth ? pictures[i].depth.has_value() : pictures[i].segmentation.has_value())
            order.push_back(i);
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        const double first = goodness(pictures[a], task), second = goodness(pictures[b], task);
        return first != second ? first < second : pictures[a].name < pictures[b].name;
    });
    return order;
}

void DetailCollector::begin(const Sample& sample, Size photo, const PatchGrid& grid)
{
    PictureScore& picture = m_details.pictures.emplace_back();
    picture.name = sample.name;
    picture.file = sample.image;
    picture.size = photo;
    picture.grid = grid;
}

void DetailCollector::addLabels(const LabelMap& truth, const LabelMap& prediction)
{
    PictureScore& picture = m_details.pictures.back();
    ConfusionMatrix matrix(m_classes);
    matrix.add(truth, prediction);
    picture.segmentation = segmentationReport(matrix);
    picture.confused = confusedPixels(truth, prediction, picture.grid);
    if (!m_details.confusion)
        m_details.confusion.emplace(m_classes);
    m_details.confusion->add(matrix);
}

void DetailCollector::addDepth(const DepthMap& truth, const DepthMap& prediction)
{
    PictureScore& picture = m_details.pictures.back();
    DepthErrors errors;
    errors.add(truth, prediction);
    picture.depth = errors.report();
    picture.worstDepthPatch = worstDepthPatch(truth, prediction, picture.grid);
    m_details.depthErrors.add(truth, prediction);
}

EvaluationDetails DetailCollector::take()
{
    m_details.reliability = reliability(m_verdicts.confidence, m_verdicts.correct);
    return std::move(m_details);
}

} // namespace nectar
