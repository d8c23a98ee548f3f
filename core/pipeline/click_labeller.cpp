// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/click_labeller.h"

#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/pipeline/scene_query.h"

#include <algorithm>
#include <utility>

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

void ClickLabeller::setClicks(std::span<const LabelClick> clicks)
{
    const auto placeIn = [](auto& list, const LabelClick& click) {
        return std::ranges::lower_bound(list, click.id, {}, &LabelClick::id);
    };
    const auto isIn = [&](auto& list, const LabelClick& click) {
        const auto place = placeIn(list, click);
        return place != list.end() && *place == click;
    };
    std::erase_if(m_clicks, [&](const LabelClick& click) { return !isIn(clicks, click) && m_bank.erase(click.id); });
    for (const LabelClick& click : clicks) {
        if (isIn(m_clicks, click))
            continue;
        m_bank.insert(click.id, featureAt(click), click.classIndex);
        m_clicks.insert(placeIn(m_clicks, click), click);
    }
}

/// Of the clicked patch. Throws BadOption as setClicks() does.
std::span<const float> ClickLabeller::featureAt(const LabelClick& click)
{
    const LabelClick& place = m_places.emplace(click.id, click).first->second;
    if (place.picture != click.picture || place.x != click.x || place.y != click.y)
        throw Error(ErrorCode::BadOption,
                    "click " + std::to_string(click.id) + " had another place; give this one an id of its own");
    const Picture& open = m_pictures.at(click.picture);
    const auto patch = patchFromImage(open.grid, open.size, click.x, click.y);
    if (!patch)
        throw Error(ErrorCode::BadOption,
                    "click " + std::to_string(click.id) + " lies outside of its picture; take it back");
    return open.queries.row(patchNumber(open.grid, *patch));
}

LabelMap ClickLabeller::labels(std::size_t picture, const DecodeOptions& options, float threshold,
                               const JobContext& ctx, std::optional<Size> mapSize)
{
    Picture& open = m_pictures.at(picture);
    open.similarities.follow(open.queries, m_bank, ctx);
    return toLabelMap(m_bank.votes(open.similarities, options, threshold, ctx), open.grid, mapSize.value_or(open.size),
                      ctx);
}

} // namespace nectar
