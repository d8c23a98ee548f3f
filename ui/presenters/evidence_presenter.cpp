// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/evidence_presenter.h"

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

EvidencePresenter::EvidencePresenter(const QueryPresenter& query, QThreadPool* engine, QObject* parent)
    : QObject(parent), m_query(query), m_pooling(engine)
{}

void EvidencePresenter::pinPatch(int patch) { keepPatches(patch < 0 ? std::vector<int>{} : std::vector{patch}); }

void EvidencePresenter::keepPatches(std::vector<int> patches)
{
    m_kept = std::move(patches);
    m_hovered = -1;
    tellAll();
}

void EvidencePresenter::startAt(std::vector<int> kept)
{
    m_kept = std::move(kept);
    m_hovered = -1;
    m_reading = {}; // of the former picture
}

void EvidencePresenter::tellAll()
{
    Q_EMIT keptChanged();
    update();
}

void EvidencePresenter::keepClass(Extent extent)
{
    const ShownPicture& shown = m_query.shown();
    const std::vector<int> looked = lookedAt();
    if (!shown.prediction || shown.prediction->task != Task::Segmentation || looked.empty())
        return;
    const std::vector<int> classes = winners(shown.prediction->votes);
    const int start = m_hovered >= 0 ? m_hovered : looked.front();
    if (extent == Extent::Joined)
        return keepPatches(patchesJoined(shown.image->grid, classes, start));
    std::vector<int> patches;
    for (int patch = 0; patch < std::ssize(classes); ++patch)
        if (classes[static_cast<std::size_t>(patch)] == classes[static_cast<std::size_t>(start)])
            patches.push_back(patch);
    keepPatches(std::move(patches));
}

void EvidencePresenter::hoverPatch(int patch)
{
    const std::vector<int> before = lookedAt();
    m_hovered = patch;
    if (lookedAt() != before) // within a region the pointer changes nothing
        update();
}

std::vector<int> EvidencePresenter::lookedAt() const
{
    return m_hovered < 0 || std::ranges::binary_search(m_kept, m_hovered) ? m_kept : std::vector{m_hovered};
}

void EvidencePresenter::update()
{
    m_pooling.cancel();
    const ShownPicture& shown = m_query.shown();
    const std::vector<int> patches = lookedAt();
    if (patches.size() > 1 && shown.prediction)
        return pool(patches);
    if (!shown.prediction || patches.empty() || patches.front() >= shown.image->grid.count()) {
        m_reading = {};
        m_neighbours.setCards({});
    } else {
        const auto evidence = patchEvidence(*shown.image, *shown.bank, patches.front(), shown.options);
        QList<NeighbourCard> cards = evidenceCards(evidence, *shown.bank, shown.prediction->task, shown.classColours);
        m_reading =
            patchReading(*shown.image, *shown.bank, patches.front(), *shown.prediction, cards, shown.classColours);
        m_neighbours.setCards(std::move(cards));
    }
    Q_EMIT changed();
}

/// Some ten thousand votes may be longer than a frame.
void EvidencePresenter::pool(const std::vector<int>& patches)
{
    m_pooling.run([shown = m_query.shown(),
                   patches](const std::stop_token& stop) { return regionAnswer(shown, patches, JobContext{stop}); },
                  [this](const Outcome<RegionAnswer>& outcome) {
                      if (outcome.error) {
                          Q_EMIT failed(outcome.error);
                          return;
                      }
                      m_reading = outcome.value->reading;
                      m_neighbours.setCards(outcome.value->cards);
                      Q_EMIT changed();
                  });
}

} // namespace nectar
