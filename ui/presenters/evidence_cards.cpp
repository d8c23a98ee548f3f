// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/evidence_cards.h"

#include "ui/convert/text.h"

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

QList<ClassShare> mixOf(const PatchEvidence& evidence, const ClassTable& classes, const QList<QRgb>& palette)
{
    double all = 0;
    for (const ClassCount& entry : evidence.counts)
        all += entry.count;
    QList<ClassShare> mix;
    mix.reserve(static_cast<qsizetype>(evidence.counts.size()));
    for (const ClassCount& entry : evidence.counts)
        mix.append(
            {toQString(classes.classes.at(entry.classIndex).name), palette.value(entry.classIndex), entry.count / all});
    return mix;
}

/// Metres below which a share of the weight lies.
double weightedQuantile(QList<NeighbourCard> cards, double share)
{
    cards.removeIf([](const NeighbourCard& card) { return !std::isfinite(card.metres); });
    std::sort(cards.begin(), cards.end(), [](const auto& a, const auto& b) { return a.metres < b.metres; });
    double all = 0;
    for (const NeighbourCard& card : cards)
        all += card.weight;
    double sum = 0;
    for (const NeighbourCard& card : cards)
        if ((sum += card.weight) >= share * all)
            return static_cast<double>(card.metres);
    return 0;
}

} // namespace

QList<NeighbourCard> evidenceCards(const std::vector<PatchEvidence>& evidence, const MemoryBank& bank, Task task,
                                   const QList<QRgb>& palette)
{
    QList<NeighbourCard> cards;
    cards.reserve(static_cast<qsizetype>(evidence.size()));
    for (const PatchEvidence& voter : evidence) {
        NeighbourCard card;
        card.rank = voter.rank;
        card.similarity = static_cast<double>(voter.similarity);
        card.weight = static_cast<double>(voter.weight);
        card.cumulative = static_cast<double>(voter.cumulative);
        card.promptImage = voter.image;
        card.imageName = toQString(bank.images()[voter.image].name);
        card.imageSize = bank.images()[voter.image].size;
        card.rectangle = voter.origin.rectangle;
        card.mix = mixOf(voter, bank.classes(), palette);
        card.metres = voter.metres;
        card.task = task;
        cards.append(std::move(card));
    }
    return cards;
}

PatchReading patchReading(const OpenImage& image, const MemoryBank& bank, int patch, const Prediction& prediction,
                          const QList<NeighbourCard>& cards, const QList<QRgb>& palette)
{
    PatchReading reading;
    reading.patch = patch;
    reading.index = patchAt(image.grid, patch);
    const RectF r = imageFromPatch(image.grid, image.photo.size(), reading.index);
    reading.pixels = QRectF(static_cast<double>(r.x), static_cast<double>(r.y), static_cast<double>(r.width),
                            static_cast<double>(r.height))
                         .toRect();
    reading.task = prediction.task;
    reading.known = prediction.votes.known(patch);
    const auto scores = prediction.votes.scores.row(patch);
    if (prediction.task == Task::Depth) {
        reading.metres = reading.known ? scores[0] : kNoDepth;
        reading.nearest = weightedQuantile(cards, 0.1);
        reading.farthest = weightedQuantile(cards, 0.9);
        return reading;
    }
    for (std::size_t c = 0; c < scores.size(); ++c)
        if (scores[c] >= 0.001f)
            reading.votes.append({toQString(bank.classes().classes[c].name), palette.value(static_cast<qsizetype>(c)),
                                  static_cast<double>(scores[c])});
    std::stable_sort(reading.votes.begin(), reading.votes.end(),
                     [](const ClassShare& a, const ClassShare& b) { return a.share > b.share; });
    return reading;
}

int tellingPatch(const OpenImage& image, const Prediction& prediction)
{
    const PatchGrid& grid = image.grid;
    std::vector<int> bestClass(static_cast<std::size_t>(grid.count()), -1);
    std::vector<int> area(static_cast<std::size_t>(std::max<std::int64_t>(1, prediction.votes.scores.cols)));
    for (int p = 0; p < grid.count(); ++p) {
        if (!prediction.votes.known(p))
            continue;
        const auto scores = prediction.votes.scores.row(p);
        const auto best = std::max_element(scores.begin(), scores.end()) - scores.begin();
        bestClass[static_cast<std::size_t>(p)] = static_cast<int>(best);
        ++area[static_cast<std::size_t>(best)];
    }
    int chosen = -1;
    double highest = -1e9;
    for (int p = 0; p < grid.count(); ++p) {
        const int best = bestClass[static_cast<std::size_t>(p)];
        if (best < 0)
            continue;
        const double certainty =
            prediction.task == Task::Depth
                ? 1
                : static_cast<double>(prediction.votes.scores.row(p)[static_cast<std::size_t>(best)]);
        const double share = area[static_cast<std::size_t>(best)] / static_cast<double>(grid.count());
        const int row = p / grid.cols;
        const double dx = (p % grid.cols + 0.5) / grid.cols - 0.5;
        const double dy = (row + 0.5) / grid.rows - 0.62; // people look a little below the middle
        const double score = certainty - 1.2 * std::hypot(dx, dy) - std::max(0., share - 0.15);
        if (score > highest) {
            highest = score;
            chosen = p;
        }
    }
    return chosen;
}

} // namespace nectar
