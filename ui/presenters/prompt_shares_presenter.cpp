// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/prompt_shares_presenter.h"

#include "core/explain/evidence.h"
#include "ui/convert/text.h"
#include "ui/presenters/query_presenter.h"

#include <algorithm>
#include <limits>

namespace nectar {

namespace {

QList<PromptShare> promptShares(const ShownPicture& shown, std::span<const int> patches)
{
    const MemoryBank& bank = *shown.bank;
    const NeighbourTable& table = shown.image->table;
    QList<PromptShare> shares;
    QList<qsizetype> placeOf(static_cast<qsizetype>(bank.images().size()), -1);
    for (const ImageShare& image : imageShares(table, bank, patches, shown.options)) {
        const PromptImage& prompt = bank.images()[image.image];
        placeOf[image.image] = shares.size();
        shares.append({image.image, toQString(prompt.name), prompt.size, image.share, image.entries, {}});
    }
    for (const RowShare& row : strongestRows(table, patches, std::numeric_limits<std::size_t>::max(), shown.options)) {
        const PatchOrigin& origin = bank.origins()[row.row];
        shares[placeOf.at(origin.image)].places.append({origin.rectangle, row.share});
    }
    return shares;
}

} // namespace

PromptSharesPresenter::PromptSharesPresenter(QueryPresenter& query, QThreadPool* engine)
    : QObject(&query), m_query(query), m_summing(engine)
{
    connect(&query.evidence(), &EvidencePresenter::changed, this, &PromptSharesPresenter::update);
}

void PromptSharesPresenter::show(QList<PromptShare> shares)
{
    m_shares.setShares(std::move(shares));
    Q_EMIT sharesChanged();
}

void PromptSharesPresenter::update()
{
    m_summing.cancel();
    const ShownPicture& shown = m_query.shown();
    if (!shown.prediction)
        return show({});
    const std::vector<int>& patches = m_query.evidence().reading().patches;
    if (patches.size() == 1)
        return show(promptShares(shown, patches));
    // the sum of a region or a whole picture may take longer than a frame
    m_summing.run(
        [shown, patches](const std::stop_token&) {
            return promptShares(shown, patches.empty() ? allPatches(shown.image->table) : patches);
        },
        [this](const Outcome<QList<PromptShare>>& outcome) {
            if (outcome.value)
                show(*outcome.value);
        });
}

} // namespace nectar
