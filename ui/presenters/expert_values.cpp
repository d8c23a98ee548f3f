// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/expert_values.h"

#include "core/explain/confidence.h"
#include "ui/convert/text.h"
#include "ui/presenters/query_presenter.h"

#include <QCoreApplication>

#include <algorithm>

namespace nectar {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("nectar::ExpertValues", text); }

PatchConfidence confidenceOf(const ShownPicture& shown, Task task, const std::vector<int>& patches)
{
    return meanConfidence(
        patchConfidences(shown.image->table, *shown.bank, task, shown.options, patches, JobContext{}));
}

/// "0.953 to 0.912": of the best and of the worst voter.
QString cosines(const QList<NeighbourCard>& cards)
{
    const auto [worst, best] = std::ranges::minmax(cards, {}, &NeighbourCard::similarity);
    return tr("%1 to %2").arg(numberText(best.similarity, 3), numberText(worst.similarity, 3));
}

} // namespace

QList<ExpertFact> expertFacts(QueryPresenter& presenter)
{
    const PatchReading& reading = presenter.evidence().reading();
    const ShownPicture& shown = presenter.shown();
    const QList<NeighbourCard>& cards = presenter.evidence().neighbours().cards();
    if (!shown.image || reading.patches.empty() || cards.isEmpty())
        return {};
    const PatchConfidence confidence = confidenceOf(shown, reading.task, reading.patches);
    const ExpertFact spread = reading.task == Task::Depth
                                  ? ExpertFact{QStringLiteral("σ"), tr("%1 m").arg(numberText(confidence.spread, 2))}
                                  : ExpertFact{tr("entropy / ln C"), numberText(confidence.entropy, 2)};
    return {{tr("k, temperature τ"), QStringLiteral("%1,  %2")
                                         .arg(shown.options.neighbours)
                                         .arg(figuresText(static_cast<double>(shown.options.temperature), 3))},
            {QStringLiteral("n_eff = 1 / Σ w²"), numberText(confidence.effective, 1)},
            spread,
            {tr("cosine"), cosines(cards)},
            {tr("index"), presenter.bank().index}};
}

} // namespace nectar
