// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/memory/memory_bank.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/patch_layer.h"

#include <QObject>

#include <memory>
#include <optional>

namespace nectar {

class QueryPresenter;

/// How alike the remembered patches of a prompt image are to a feature, in the colours and on the scale of a picture's
/// layer, so that the same colour means the same number. query [dim], the mean of some features.
PatchLayer promptSimilarity(const MemoryBank& bank, quint32 promptImage, std::span<const float> query,
                            const PatchLayer& like);

/// "1,024 of its 1,369 patches are remembered", or that all are.
QString rememberedText(int remembered, int patches);

/// The similarity layer of the canvas continued into a prompt image: there while the canvas shows it, to the same
/// patches.
class PromptHeat : public QObject {
    Q_OBJECT

public:
    PromptHeat(QueryPresenter& query, QThreadPool* engine, QObject* parent);
    /// Which prompt image is seen; nothing: none.
    void look(std::optional<quint32> promptImage);
    /// Null: the canvas shows another layer, or it is on its way.
    std::shared_ptr<const PatchLayer> layer() const { return m_layer; }
    quint32 promptImage() const { return m_image.value_or(0); }

Q_SIGNALS:
    void changed();

private:
    void update();
    void set(std::shared_ptr<const PatchLayer> layer);

    QueryPresenter& m_query;
    LatestOnly m_computing;
    std::optional<quint32> m_image;
    std::shared_ptr<const PatchLayer> m_layer;
};

} // namespace nectar
