// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/prompt_view_presenter.h"

#include "core/explain/reverse_view.h"
#include "ui/convert/text.h"
#include "ui/presenters/prompt_shares_presenter.h"
#include "ui/presenters/query_presenter.h"

#include <algorithm>

namespace nectar {

PromptUse promptUse(const ShownPicture& shown, std::span<const std::uint32_t> rows)
{
    const NeighbourTable& table = shown.image->table;
    PromptUse use;
    use.weights.resize(static_cast<std::size_t>(table.queries));
    for (const std::uint32_t row : rows) {
        const ReverseView view = reverseView(table, row, shown.options);
        use.share += view.share;
        for (const PatchUse& one : view.uses)
            use.weights[static_cast<std::size_t>(one.patch)] += double(one.weight);
    }
    use.voters = static_cast<int>(std::ranges::count_if(use.weights, [](double weight) { return weight > 0; }));
    if (use.voters > 0)
        use.strongest = static_cast<int>(std::ranges::max_element(use.weights) - use.weights.begin());
    return use;
}

PromptViewPresenter::PromptViewPresenter(QueryPresenter& query, QThreadPool* engine)
    : QObject(&query), m_query(query), m_heat(query, engine, this), m_asking(engine)
{
    connect(&query, &QueryPresenter::bankChanged, this, &PromptViewPresenter::close);
    connect(&query, &QueryPresenter::predictionChanged, this, &PromptViewPresenter::askAgain);
    connect(&query, &QueryPresenter::imageChanged, this, [this] { choose(-1); });
}

void PromptViewPresenter::look(quint32 promptImage, int frame)
{
    if (!m_query.shown().bank || promptImage >= m_query.shown().bank->images().size())
        return;
    m_image = promptImage;
    m_places = promptPlaces(*m_query.shown().bank, promptImage);
    choose(-1);
    m_framed = frame < m_places.grid.count() ? frame : -1;
    m_heat.look(promptImage);
    Q_EMIT changed();
}

void PromptViewPresenter::lookAtCard(const NeighbourCard& card)
{
    look(card.promptImage);
    if (!isOpen())
        return;
    const std::uint32_t at = card.row - m_places.firstRow;
    m_framed = at < m_places.patchOfRow.size() ? m_places.patchOfRow[at] : -1;
    Q_EMIT changed();
}

void PromptViewPresenter::close()
{
    if (!m_image)
        return;
    m_image.reset();
    m_framed = -1;
    choose(-1);
    m_heat.look({});
    Q_EMIT changed();
}

QString PromptViewPresenter::name() const
{
    return isOpen() ? toQString(m_query.shown().bank->images()[*m_image].name) : QString();
}

Size PromptViewPresenter::size() const { return isOpen() ? m_query.shown().bank->images()[*m_image].size : Size{}; }

bool PromptViewPresenter::counts() const
{
    return !isOpen() || !std::ranges::binary_search(m_query.voting().leftOut(), *m_image);
}

void PromptViewPresenter::setCounts(bool counts)
{
    if (isOpen())
        m_query.voting().setPromptCounts(*m_image, counts);
}

void PromptViewPresenter::choose(int patch)
{
    m_asking.cancel();
    m_chosen = isOpen() && patch < m_places.grid.count() ? patch : -1;
    m_framed = m_chosen;
    m_use = {}; // of the former one
    askAgain();
    Q_EMIT useChanged();
}

void PromptViewPresenter::askAgain()
{
    m_asking.cancel();
    if (m_chosen < 0 || !m_query.shown().prediction)
        return;
    m_asking.run([shown = m_query.shown(),
                  rows = m_places.rowsAt(m_chosen)](const std::stop_token&) { return promptUse(shown, rows); },
                 [this](const Outcome<PromptUse>& outcome) {
                     if (!outcome.value)
                         return;
                     m_use = *outcome.value;
                     Q_EMIT useChanged();
                 });
}

QString PromptViewPresenter::useText() const
{
    if (m_chosen < 0)
        return {};
    if (m_places.rowsAt(m_chosen).empty())
        return tr("The bank does not remember this patch, so it has no vote.");
    if (!counts())
        return tr("This prompt image is left out: its patches have no vote.");
    if (m_use.weights.empty()) // on its way
        return {};
    if (m_use.voters == 0)
        return tr("This patch has no vote in the picture: it is among the neighbours of no patch.");
    const PatchGrid& grid = m_query.shown().image->grid;
    return tr("This one patch decides %1\u00A0% of the picture: it votes in %2 of the %3 patches, with most weight, "
              "%4\u00A0%, in %5")
        .arg(numberText(100 * m_use.share, m_use.share < 0.001  ? 3
                                           : m_use.share < 0.01 ? 2
                                                                : 1))
        .arg(countText(m_use.voters), countText(std::ssize(m_use.weights)))
        .arg(numberText(100 * m_use.weights[static_cast<std::size_t>(m_use.strongest)], 1))
        .arg(patchText(patchAt(grid, m_use.strongest)));
}

QString PromptViewPresenter::valueText(int patch) const
{
    if (m_chosen < 0 || patch < 0 || patch >= std::ssize(m_use.weights))
        return {};
    return tr("weight of the chosen remembered patch: %1\u00A0%")
        .arg(numberText(100 * m_use.weights[static_cast<std::size_t>(patch)], 1));
}

PromptShare PromptViewPresenter::used() const
{
    PromptShare lit;
    if (m_chosen < 0 || m_use.voters == 0 || !m_query.hasImage())
        return lit;
    const OpenImage& image = *m_query.shown().image;
    lit.imageSize = image.photo.size();
    lit.share = m_use.share;
    lit.entries = m_use.voters;
    for (std::size_t patch = 0; patch < m_use.weights.size(); ++patch)
        if (m_use.weights[patch] > 0)
            lit.places.append({imageFromPatch(image.grid, lit.imageSize, patchAt(image.grid, static_cast<int>(patch))),
                               m_use.weights[patch]});
    return lit;
}

PromptShare PromptViewPresenter::voters() const
{
    for (const PromptShare& share : m_query.answers().promptShares.shares().shares())
        if (isOpen() && share.promptImage == *m_image)
            return share;
    return {};
}

QString PromptViewPresenter::factsText() const
{
    return isOpen() ? rememberedText(m_places.remembered, m_places.grid.count()) : QString();
}

} // namespace nectar
