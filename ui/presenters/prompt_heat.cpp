// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/prompt_heat.h"

#include "core/explain/prompt_places.h"
#include "core/explain/similarity_map.h"
#include "ui/convert/text.h"
#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/query_presenter.h"

#include <cmath>
#include <limits>

namespace nectar {

QString rememberedText(int remembered, int patches)
{
    return remembered == patches
               ? PromptHeat::tr("all its %1 patches are remembered").arg(countText(patches))
               : PromptHeat::tr("%1 of its %2 patches are remembered").arg(countText(remembered), countText(patches));
}

PatchLayer promptSimilarity(const MemoryBank& bank, quint32 promptImage, std::span<const float> query,
                            const PatchLayer& like)
{
    const PromptPlaces places = promptPlaces(bank, promptImage);
    const std::vector<float> similarities = similaritiesInImage(bank, promptImage, query);
    PatchLayer layer = like;
    layer.grid = places.grid;
    layer.values.assign(static_cast<std::size_t>(places.grid.count()), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < similarities.size(); ++i) {
        if (places.patchOfRow[i] < 0)
            continue;
        float& value = layer.values[static_cast<std::size_t>(places.patchOfRow[i])];
        if (!(value >= similarities[i])) // of several copies the most alike
            value = similarities[i];
    }
    layer.note = rememberedText(places.remembered, places.grid.count());
    colourByValue(layer);
    return layer;
}

PromptHeat::PromptHeat(QueryPresenter& query, QThreadPool* engine, QObject* parent)
    : QObject(parent), m_query(query), m_computing(engine)
{
    connect(&query.answers().patchLayers, &PatchLayersPresenter::layerChanged, this, &PromptHeat::update);
    connect(&query, &QueryPresenter::bankChanged, this, [this] { look({}); });
}

void PromptHeat::look(std::optional<quint32> promptImage)
{
    if (m_image == promptImage)
        return;
    m_image = promptImage;
    set(nullptr); // of another picture
    update();
}

void PromptHeat::set(std::shared_ptr<const PatchLayer> layer)
{
    if (!layer && !m_layer)
        return;
    m_layer = std::move(layer);
    Q_EMIT changed();
}

void PromptHeat::update()
{
    m_computing.cancel();
    const PatchLayersPresenter& layers = m_query.answers().patchLayers;
    const ShownPicture& shown = m_query.shown();
    if (!m_image || !shown.image || layers.shown() != PatchView::Similarity || !layers.layer())
        return set(nullptr);
    m_computing.run(
        [shown, image = *m_image, patches = layers.similarTo(), like = layers.layer()](const std::stop_token&) {
            return std::make_shared<const PatchLayer>(
                promptSimilarity(*shown.bank, image, meanQuery(shown.image->queries, patches), *like));
        },
        [this](const Outcome<std::shared_ptr<const PatchLayer>>& outcome) {
            if (outcome.value)
                set(*outcome.value);
        });
}

} // namespace nectar
