// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/evidence_cards.h"

#include "core/base/patch_region.h"
#include "core/explain/confidence.h"
#include "core/explain/region_evidence.h"
#include "ui/convert/text.h"

#include <QCoreApplication>

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

/// Which patches, and where they lie.
PatchReading readingOf(const OpenImage& image, std::vector<int> patches, Task task)
{
    const PatchRectangle around = rectangleAround(image.grid, patches);
    const auto pixels = [&](PatchIndex at) {
        const RectF r = imageFromPatch(image.grid, image.photo.size(), at);
        return QRectF(static_cast<double>(r.x), static_cast<double>(r.y), static_cast<double>(r.width),
                      static_cast<double>(r.height))
            .toRect();
    };
    PatchReading reading;
    reading.patches = std::move(patches);
    reading.index = around.first;
    reading.last = around.last;
    reading.pixels = pixels(around.first) | pixels(around.last);
    reading.task = task;
    return reading;
}

/// scores: of the classes, or one number of metres.
void fillVotes(PatchReading& reading, const std::vector<double>& scores, const QList<NeighbourCard>& cards,
               const ClassTable& classes, const QList<QRgb>& palette)
{
    if (reading.task == Task::Depth) {
        reading.metres = reading.known ? static_cast<float>(scores[0]) : kNoDepth;
        reading.nearest = weightedQuantile(cards, 0.1);
        reading.farthest = weightedQuantile(cards, 0.9);
        return;
    }
    for (std::size_t c = 0; c < scores.size(); ++c)
        if (scores[c] >= 0.001)
            reading.votes.append(
                {toQString(classes.classes[c].name), palette.value(static_cast<qsizetype>(c)), scores[c]});
    std::stable_sort(reading.votes.begin(), reading.votes.end(),
                     [](const ClassShare& a, const ClassShare& b) { return a.share > b.share; });
}

/// "Patch by patch 38 of 42 are road, with 83 % of the vote on average and a lead of 71 %".
QString surenessText(std::span<const PatchConfidence> confidences, Task task, const ClassTable& classes)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("nectar::EvidenceCards", text); };
    const PatchConfidence mean = meanConfidence(confidences);
    const auto number = [](float value, int decimals) { return numberText(static_cast<double>(value), decimals); };
    if (task == Task::Depth)
        return tr("Patch by patch the voters spread by %1 m on average; the best is %2 similar")
            .arg(number(mean.spread, 2), number(mean.similarity, 3));
    const auto alike = std::ranges::count(confidences, mean.winner, &PatchConfidence::winner);
    const bool known = static_cast<std::size_t>(mean.winner) < classes.classes.size();
    return tr("Patch by patch %1 of %2 are %3, with %4\u00A0% of the vote on average and a lead of %5\u00A0%")
        .arg(alike)
        .arg(confidences.size())
        .arg(known ? toQString(classes.classes[mean.winner].name) : tr("unknown"), number(100 * mean.share, 0),
             number(100 * mean.margin, 0));
}

} // namespace

QList<NeighbourCard> evidenceCards(const std::vector<PatchEvidence>& evidence, const MemoryBank& bank, Task task,
                                   const QList<QRgb>& palette)
{
    QList<NeighbourCard> cards;
    cards.reserve(static_cast<qsizetype>(evidence.size()));
    for (const PatchEvidence& voter : evidence) {
        NeighbourCard card;
        card.row = voter.row;
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
    PatchReading reading = readingOf(image, {patch}, prediction.task);
    reading.patch = patch;
    reading.known = prediction.votes.known(patch);
    const auto scores = prediction.votes.scores.row(patch);
    fillVotes(reading, std::vector<double>(scores.begin(), scores.end()), cards, bank.classes(), palette);
    return reading;
}

RegionAnswer regionAnswer(const ShownPicture& shown, std::vector<int> patches, const JobContext& ctx)
{
    const OpenImage& image = *shown.image;
    const MemoryBank& bank = *shown.bank;
    const Prediction& prediction = *shown.prediction;
    const DecodeOptions& options = shown.options;
    const RegionEvidence evidence = regionEvidence(image.table, patches, options);
    std::vector<PatchEvidence> voters;
    voters.reserve(evidence.entries.size());
    for (const RegionEntry& entry : evidence.entries) {
        PatchEvidence voter = entryEvidence(bank, entry.row);
        voter.similarity = entry.similarity;
        voters.push_back(std::move(voter));
    }
    RegionAnswer answer;
    answer.cards = evidenceCards(voters, bank, prediction.task, shown.classColours);
    double sum = 0;
    for (qsizetype i = 0; i < answer.cards.size(); ++i) {
        const RegionEntry& entry = evidence.entries[static_cast<std::size_t>(i)];
        NeighbourCard& card = answer.cards[i];
        card.rank = static_cast<int>(i) + 1;
        card.weight = entry.share;
        card.cumulative = sum += entry.share;
        card.patches = entry.patches;
    }
    const auto confidences = patchConfidences(image.table, bank, prediction.task, options, patches, ctx);
    const RegionVotes votes = regionVotes(prediction.votes, patches);
    answer.reading = readingOf(image, std::move(patches), prediction.task);
    answer.reading.known = votes.known > 0;
    fillVotes(answer.reading, votes.scores, answer.cards, bank.classes(), shown.classColours);
    answer.reading.sureness = surenessText(confidences, prediction.task, bank.classes());
    return answer;
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
