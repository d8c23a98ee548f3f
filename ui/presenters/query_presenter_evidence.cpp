// SPDX-License-Identifier: Apache-2.0
// Which patches are looked at, and what they rest on.
#include "core/base/patch_region.h"
#include "ui/presenters/evidence_cards.h"
#include "ui/presenters/query_presenter.h"

#include <algorithm>

namespace nectar {

namespace {

/// The class of each patch by its own vote; -1: unknown.
std::vector<int> winners(const PatchVotes& votes)
{
    std::vector<int> classes;
    for (std::int64_t patch = 0; patch < votes.scores.rows; ++patch) {
        const auto scores = votes.scores.row(patch);
        classes.push_back(votes.known(patch)
                              ? static_cast<int>(std::max_element(scores.begin(), scores.end()) - scores.begin())
                              : -1);
    }
    return classes;
}

} // namespace

void QueryPresenter::pinPatch(int patch) { keepPatches(patch < 0 ? std::vector<int>{} : std::vector{patch}); }

void QueryPresenter::keepPatches(std::vector<int> patches)
{
    m_kept = std::move(patches);
    m_hovered = -1;
    Q_EMIT keptChanged();
    showEvidence();
}

void QueryPresenter::keepClass(Extent extent)
{
    const std::vector<int> looked = lookedAt();
    if (!m_shown.prediction || m_shown.prediction->task != Task::Segmentation || looked.empty())
        return;
    const std::vector<int> classes = winners(m_shown.prediction->votes);
    const int start = m_hovered >= 0 ? m_hovered : looked.front();
    if (extent == Extent::Joined)
        return keepPatches(patchesJoined(m_shown.image->grid, classes, start));
    std::vector<int> patches;
    for (int patch = 0; patch < std::ssize(classes); ++patch)
        if (classes[static_cast<std::size_t>(patch)] == classes[static_cast<std::size_t>(start)])
            patches.push_back(patch);
    keepPatches(std::move(patches));
}

void QueryPresenter::hoverPatch(int patch)
{
    const std::vector<int> before = lookedAt();
    m_hovered = patch;
    if (lookedAt() != before) // within a region the pointer changes nothing
        showEvidence();
}

std::vector<int> QueryPresenter::lookedAt() const
{
    return m_hovered < 0 || std::ranges::binary_search(m_kept, m_hovered) ? m_kept : std::vector{m_hovered};
}

void QueryPresenter::showEvidence()
{
    m_pooling.cancel();
    const std::vector<int> patches = lookedAt();
    if (patches.size() > 1 && m_shown.prediction)
        return poolEvidence(patches);
    if (!m_shown.prediction || patches.empty() || patches.front() >= m_shown.image->grid.count()) {
        m_reading = {};
        m_neighbours.setCards({});
    } else {
        const auto evidence = patchEvidence(*m_shown.image, *m_shown.bank, patches.front(), m_shown.options);
        QList<NeighbourCard> cards =
            evidenceCards(evidence, *m_shown.bank, m_shown.prediction->task, m_shown.classColours);
        m_reading = patchReading(*m_shown.image, *m_shown.bank, patches.front(), *m_shown.prediction, cards,
                                 m_shown.classColours);
        m_neighbours.setCards(std::move(cards));
    }
    Q_EMIT evidenceChanged();
}

/// Some ten thousand votes may be longer than a frame.
void QueryPresenter::poolEvidence(const std::vector<int>& patches)
{
    m_pooling.run([shown = m_shown,
                   patches](const std::stop_token& stop) { return regionAnswer(shown, patches, JobContext{stop}); },
                  [this](const Outcome<RegionAnswer>& outcome) {
                      if (outcome.error)
                          return fail(outcome.error);
                      m_reading = outcome.value->reading;
                      m_neighbours.setCards(outcome.value->cards);
                      Q_EMIT evidenceChanged();
                  });
}

void QueryPresenter::tellAgain()
{
    Q_EMIT readingChanged();
    if (!hasImage())
        return;
    Q_EMIT predictionChanged();
    showEvidence();
}

} // namespace nectar
