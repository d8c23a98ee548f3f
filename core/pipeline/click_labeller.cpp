// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/click_labeller.h"

#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/pipeline/scene_query.h"

namespace nectar {

ClickLabeller::ClickLabeller(std::unique_ptr<Backbone> backbone, const ClickGeometry& geometry, int classCount)
    : m_backbone(std::move(backbone)), m_geometry(geometry), m_bank(classCount)
{
    const int side = m_backbone->spec().defaultInputSide();
    m_geometry.width = geometry.width > 0 ? geometry.width : side;
    m_geometry.height = geometry.height > 0 ? geometry.height : side;
}

std::size_t ClickLabeller::open(const std::filesystem::path& picture, const JobContext& ctx)
{
    const Image photo = loadImage(picture, Orientation::Upright);
    const Image input =
        resizePhoto(photo, networkSize(photo.size(), {m_geometry.width, m_geometry.height},
                                       m_backbone->spec().patchSize, m_geometry.resize, picture.string()));
    const FeatureGrid grid = std::move(m_backbone->extract(std::span(&input, 1), ctx).front());
    m_pictures.push_back({photo.size(), grid.grid, normalisedQueries(grid), {}});
    return m_pictures.size() - 1;
}

void ClickLabeller::close(std::size_t picture)
{
    m_pictures.at(picture).queries = {};
    m_pictures.at(picture).similarities = {};
}

std::optional<std::uint32_t> ClickLabeller::click(std::size_t picture, float x, float y, std::uint16_t classIndex)
{
    const Picture& open = m_pictures.at(picture);
    const auto patch = patchFromImage(open.grid, open.size, x, y);
    if (!patch)
        return std::nullopt;
    return m_bank.add(open.queries.row(patchNumber(open.grid, *patch)), classIndex);
}

LabelMap ClickLabeller::labels(std::size_t picture, const DecodeOptions& options, float threshold,
                               const JobContext& ctx)
{
    Picture& open = m_pictures.at(picture);
    open.similarities.follow(open.queries, m_bank, ctx);
    return toLabelMap(m_bank.votes(open.similarities, options, threshold, ctx), open.grid, open.size, ctx);
}

} // namespace nectar
