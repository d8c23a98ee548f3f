// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/explain_answers.h"

#include "core/explain/confidence.h"
#include "core/explain/evidence.h"
#include "core/explain/region_evidence.h"
#include "core/explain/reverse_view.h"
#include "core/explain/votes.h"
#include "core/pipeline/explain_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace nectar {

namespace {

using nlohmann::json;

constexpr std::size_t kShownRows = 10;
constexpr std::size_t kShownPrompts = 20;
constexpr int kUsualSample = 2000; ///< entries that say what is usual in the bank
constexpr double kOutOfBankShare = 0.05;

const MemoryBank& bankOf(const Question& question) { return *question.scene.bank(); }

int patchOf(const Question& question) { return patchNumber(question.image.grid, *question.patch); }

json heading(const Question& question, const char* what)
{
    json value{{"what", what},
               {"image", question.image.path.string()},
               {"patches", question.image.table.queries},
               {"neighbours", question.options.neighbours},
               {"temperature", question.options.temperature}};
    if (question.patch)
        value["patch"] = {question.patch->row, question.patch->col};
    if (const auto& region = question.region)
        value["region"] = {{region->first.row, region->first.col}, {region->last.row, region->last.col}};
    return value;
}

Answer answerOf(std::string text, const json& value)
{
    return {std::move(text), value.dump(2, ' ', false, json::error_handler_t::replace)};
}

json placeToJson(const MemoryBank& bank, std::uint32_t row)
{
    const PatchOrigin& origin = bank.origins()[row];
    const RectF& r = origin.rectangle;
    return {{"row", row},
            {"image", bank.images()[origin.image].name},
            {"epoch", origin.epoch},
            {"rectangle", {r.x, r.y, r.width, r.height}}};
}

json whyNotToJson(const MemoryBank& bank, std::uint16_t classIndex, const WhyNot& answer)
{
    json value{{"class", className(bank, classIndex)},
               {"share", answer.share},
               {"boost", answer.boost ? json(*answer.boost) : json()},
               {"estimated", answer.estimated},
               {"closest", json::array()}};
    for (const ClassMatch& match : answer.closest) {
        json place = placeToJson(bank, match.row);
        place["similarity"] = match.similarity;
        place["rank"] = match.rank > 0 ? json(match.rank) : json();
        value["closest"].push_back(std::move(place));
    }
    return value;
}

/// "Together they are mostly road (83.1 % of the vote)", and every voter with its part of it.
std::string addRegion(const Question& question, std::span<const int> patches, json& value)
{
    const MemoryBank& bank = bankOf(question);
    const RegionEvidence evidence = regionEvidence(question.image.table, patches, question.options);
    value["voters"] = evidence.voters;
    value["neighbours"] = json::array();
    for (const RegionEntry& entry : evidence.entries) {
        json one = placeToJson(bank, entry.row);
        one.update({{"share", entry.share}, {"similarity", entry.similarity}, {"patches", entry.patches}});
        value["neighbours"].push_back(std::move(one));
    }
    std::string text;
    for (const Task task : {Task::Segmentation, Task::Depth}) {
        if (!bank.has(task))
            continue;
        const RegionVotes votes =
            regionVotes(decodeTargets(question.image.table, bank, task, question.options, JobContext{}), patches);
        value[task == Task::Depth ? "metres" : "votes"] = votes.known == 0      ? json()
                                                          : task == Task::Depth ? json(votes.scores[0])
                                                                                : json(votes.scores);
        if (votes.known == 0)
            continue;
        const auto best = std::ranges::max_element(votes.scores);
        text +=
            task == Task::Depth
                ? fmt::format("On average they are {:.2f} m away.\n", votes.scores[0])
                : fmt::format("Together they are mostly {} ({:.1f} % of the vote).\n",
                              className(bank, static_cast<std::uint16_t>(best - votes.scores.begin())), 100 * *best);
    }
    return text.empty() ? "None of their neighbours has a label or a depth: they are unknown.\n" : text;
}

void requireLabels(const MemoryBank& bank)
{
    if (!bank.has(Task::Segmentation))
        throw Error(ErrorCode::BadOption, "the bank has no classes, only depth: why-not needs a bank with labels");
}

} // namespace

Answer explainEvidence(const Question& question)
{
    const MemoryBank& bank = bankOf(question);
    const std::vector<int> patches = patchesAsked(question);
    const auto shares = imageShares(question.image.table, bank, patches, question.options);
    json value = heading(question, "evidence");
    value["images"] = json::array();
    std::string text = fmt::format("{} {} on {} prompt images:\n   share  patches  best similarity\n",
                                   subjectText(question), question.region ? "rest" : "rests", shares.size());
    for (const ImageShare& share : shares) {
        const std::string& name = bank.images()[share.image].name;
        value["images"].push_back(
            {{"image", name}, {"share", share.share}, {"entries", share.entries}, {"bestSimilarity", share.best}});
        if (value["images"].size() <= kShownPrompts)
            text += fmt::format("  {:5.1f} %  {:>7}  {:.4f}  {}\n", 100 * share.share, share.entries, share.best, name);
    }
    if (shares.size() > kShownPrompts)
        text += fmt::format("  … and {} more (--json lists all)\n", shares.size() - kShownPrompts);
    if (question.region)
        text += addRegion(question, patches, value);
    value["strongest"] = json::array();
    text += "Most of it lies here:\n";
    for (const RowShare& row : strongestRows(question.image.table, patches, kShownRows, question.options)) {
        json place = placeToJson(bank, row.row);
        place["share"] = row.share;
        value["strongest"].push_back(std::move(place));
        text += fmt::format("  {:5.1f} %  {}\n", 100 * row.share, placeText(bank, row.row));
    }
    return answerOf(std::move(text), value);
}

Answer explainWhyNot(const Question& question, const std::string& name, const JobContext& ctx)
{
    const MemoryBank& bank = bankOf(question);
    requireLabels(bank);
    std::vector<std::uint16_t> classes;
    if (!name.empty())
        classes.push_back(classNamed(bank, name));
    for (int c = 0; name.empty() && c < bank.classes().count(); ++c)
        classes.push_back(static_cast<std::uint16_t>(c));
    json value = heading(question, "why-not");
    value["classes"] = json::array();
    std::string text;
    for (const std::uint16_t c : classes) {
        const auto answer = whyNot(question.scene, question.image, patchOf(question), c, question.options, ctx);
        if (!answer) {
            value["winner"] = nullptr;
            return answerOf(subjectText(question) + " is unknown: none of its neighbours has a label.\n", value);
        }
        if (text.empty()) {
            value["winner"] = className(bank, answer->winner);
            value["winnerShare"] = answer->winnerShare;
            text = fmt::format("{} is {} ({:.1f} % of the vote).\n", subjectText(question),
                               className(bank, answer->winner), 100 * answer->winnerShare);
        }
        value["classes"].push_back(whyNotToJson(bank, c, *answer));
        text += whyNotText(bank, c, *answer);
        if (classes.size() == 1)
            text += closestText(bank, *answer);
    }
    return answerOf(std::move(text), value);
}

Answer explainLeaveOneOut(const Question& question, const std::vector<std::string>& without, const JobContext& ctx)
{
    const MemoryBank& bank = bankOf(question);
    const Task task = bank.has(Task::Segmentation) ? Task::Segmentation : Task::Depth;
    json value = heading(question, "leave-one-out");
    const auto add = [&](const std::string& name, const PromptInfluence& influence) {
        value["images"].push_back({{"image", name},
                                   {"share", influence.share},
                                   {"changedPatches", influence.changedPatches},
                                   {"changedMetres", influence.changedMetres},
                                   {"searchedAgain", influence.searchedAgain}});
    };
    const auto line = [&](const PromptInfluence& influence) {
        return influenceText(influence, task, question.image.table.queries);
    };
    value["images"] = json::array();
    if (!without.empty()) {
        std::vector<std::uint32_t> prompts;
        for (const std::string& name : without)
            prompts.push_back(promptNamed(bank, name));
        const PromptInfluence influence =
            influenceOf(question.scene, question.image, prompts, task, question.options, ctx);
        add(fmt::format("{}", fmt::join(without, ",")), influence);
        return answerOf(fmt::format("Without {} ({:.1f} % of the vote) {}.\n", fmt::join(without, ", "),
                                    100 * influence.share, line(influence)),
                        value);
    }
    const auto influences = promptInfluences(question.scene, question.image, task, question.options, ctx);
    std::string text =
        fmt::format("{}: what changes without each of its {} prompt images:\n", question.image.name, influences.size());
    for (const PromptInfluence& influence : influences) {
        const std::string& name = bank.images()[influence.image].name;
        add(name, influence);
        if (value["images"].size() <= kShownPrompts)
            text += fmt::format("  {}  {:5.1f} % of the vote  {}\n", line(influence), 100 * influence.share, name);
    }
    if (influences.size() > kShownPrompts)
        text += fmt::format("  … and {} more (--json lists all)\n", influences.size() - kShownPrompts);
    return answerOf(std::move(text), value);
}

Answer explainConfidence(const Question& question, const JobContext& ctx)
{
    const MemoryBank& bank = bankOf(question);
    const Task task = bank.has(Task::Segmentation) ? Task::Segmentation : Task::Depth;
    const std::vector<int> patches = patchesAsked(question);
    const auto all = patchConfidences(question.image.table, bank, task, question.options, patches, ctx);
    const auto usual = usualSimilarities(bank, question.scene.index(), kUsualSample, bank.info().options.seed, ctx);
    json value = heading(question, "confidence");
    value["task"] = taskName(task);
    value["outOfBankBelow"] = usual.empty() ? json() : json(quantile(usual, kOutOfBankShare));
    value["values"] = json::array();
    int outOfBank = 0;
    for (std::size_t i = 0; i < patches.size(); ++i) {
        const int patch = patches[i];
        const PatchConfidence& c = all[i];
        json one{{"patch", {patch / question.image.grid.cols, patch % question.image.grid.cols}},
                 {"similarity", c.similarity},
                 {"effectiveNeighbours", c.effective}};
        if (task == Task::Segmentation)
            one.update({{"class", c.winner == kNoClass ? json() : json(className(bank, c.winner))},
                        {"share", c.share},
                        {"margin", c.margin},
                        {"entropy", c.entropy},
                        {"disagreement", c.disagreement}});
        else
            one["spreadMetres"] = c.spread;
        value["values"].push_back(std::move(one));
        outOfBank += !usual.empty() && c.similarity < quantile(usual, kOutOfBankShare);
    }
    std::string text = fmt::format("{}{}:\n", subjectText(question), question.patch ? "" : ", on average") +
                       confidenceText(meanConfidence(all), task, question.options.neighbours);
    if (!usual.empty())
        text += fmt::format("{} of {} {} like nothing in the bank (similarity under {:.4f}, where {:.0f} % of its own "
                            "patches lie)\n",
                            outOfBank, patches.size(), patches.size() == 1 ? "patch is" : "patches are",
                            quantile(usual, kOutOfBankShare), 100 * kOutOfBankShare);
    return answerOf(std::move(text), value);
}

Answer explainReverse(const Question& question, std::optional<std::uint32_t> row)
{
    const MemoryBank& bank = bankOf(question);
    json value = heading(question, "reverse");
    if (!row) {
        const std::vector<int> patches = patchesAsked(question);
        value["rows"] = json::array();
        std::string text = fmt::format("{}: the remembered patches that decide most of it:\n", subjectText(question));
        for (const RowShare& strong : strongestRows(question.image.table, patches, kShownPrompts, question.options)) {
            json place = placeToJson(bank, strong.row);
            place["share"] = strong.share;
            value["rows"].push_back(std::move(place));
            text +=
                fmt::format("  {:5.2f} %  row {}  {}\n", 100 * strong.share, strong.row, placeText(bank, strong.row));
        }
        return answerOf(text + "--row NUMBER shows where one of them is used.\n", value);
    }
    if (*row >= bank.size())
        throw Error(ErrorCode::BadOption, fmt::format("--row is {}; the bank has rows 0 to {}", *row, bank.size() - 1));
    const ReverseView view = reverseView(question.image.table, *row, question.options);
    value["rows"] = json::array({placeToJson(bank, *row)});
    value["share"] = view.share;
    value["uses"] = json::array();
    std::string text = fmt::format("The patch of {} decides {:.2f} % of {} and votes in {} of its {} patches:\n",
                                   placeText(bank, *row), 100 * view.share, question.image.name, view.uses.size(),
                                   question.image.table.queries);
    for (const PatchUse& use : view.uses) {
        const PatchIndex at = patchAt(question.image.grid, use.patch);
        value["uses"].push_back(
            {{"patch", {at.row, at.col}}, {"rank", use.rank}, {"similarity", use.similarity}, {"weight", use.weight}});
        if (value["uses"].size() <= kShownPrompts)
            text += fmt::format("  {:5.1f} %  patch {},{}  rank {}  similarity {:.4f}\n", 100 * use.weight, at.row,
                                at.col, use.rank, use.similarity);
    }
    if (view.uses.size() > kShownPrompts)
        text += fmt::format("  … and {} more (--json lists all)\n", view.uses.size() - kShownPrompts);
    return answerOf(std::move(text), value);
}

} // namespace nectar
