// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/picture_texts.h"

#include "ui/convert/text.h"
#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/prompt_view_presenter.h"
#include "ui/presenters/query_answers.h"
#include "ui/presenters/query_presenter.h"

namespace nectar {

QString imageNote(QueryPresenter& query)
{
    const ShownPicture& shown = query.shown();
    if (!shown.image)
        return {};
    QStringList notes;
    if (query.bank().halfBuilt)
        notes.append(
            QueryPresenter::tr("The bank is not finished: asked with %1").arg(query.bank().halfBuilt->share()));
    if (!shown.image->ownImages.empty())
        notes.append(QueryPresenter::tr("This picture is in the bank: its own patches are left out"));
    if (const auto count = static_cast<int>(shown.leftOut.size()); count > 0) {
        const QString change =
            shown.prediction->task == Task::Segmentation
                ? QueryPresenter::tr("%1\u00A0% of the picture changes").arg(numberText(100 * shown.changed, 1))
                : QueryPresenter::tr("the depth changes by %1 on average")
                      .arg(metresText(static_cast<float>(shown.changed)));
        notes.append(count == 1
                         ? QueryPresenter::tr("Without %1: %2")
                               .arg(query.promptImages().entry(static_cast<int>(shown.leftOut.front())).name, change)
                         : QueryPresenter::tr("Without %1 prompt images: %2").arg(count).arg(change));
    }
    return notes.join(QStringLiteral("   ·   "));
}

QString pixelText(QueryPresenter& query, const QPoint& pixel)
{
    const ShownPicture& shown = query.shown();
    if (!shown.image || pixel.x() < 0)
        return {};
    const auto patch = patchFromImage(shown.image->grid, shown.image->photo.size(), static_cast<float>(pixel.x()),
                                      static_cast<float>(pixel.y()));
    if (!patch)
        return {};
    QStringList parts{QueryPresenter::tr("patch in %1").arg(patchText(*patch)), pointText(pixel.x(), pixel.y()),
                      QueryPresenter::tr("predicted: %1")
                          .arg(layerValueText(shown.layer, query.bank().classes, pixel.x(), pixel.y()))};
    if (!shown.truth.isEmpty())
        parts.append(QueryPresenter::tr("truth: %1")
                         .arg(layerValueText(shown.truth, query.bank().classes, pixel.x(), pixel.y())));
    if (const QString error = errorText(shown.layer, shown.truth, pixel.x(), pixel.y()); !error.isEmpty())
        parts.append(QueryPresenter::tr("error: %1").arg(error));
    if (const QString value = query.answers().patchLayers.valueText(patchNumber(shown.image->grid, *patch));
        !value.isEmpty())
        parts.append(value);
    if (const QString weight = query.answers().promptView.valueText(patchNumber(shown.image->grid, *patch));
        !weight.isEmpty())
        parts.append(weight);
    return parts.join(QStringLiteral("   ·   "));
}

} // namespace nectar
