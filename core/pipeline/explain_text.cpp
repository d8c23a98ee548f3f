// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/explain_text.h"

#include "core/base/short_text.h"
#include "core/explain/evidence.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace nectar {

std::vector<int> patchesAsked(const Question& question)
{
    if (question.region)
        return patchesInRectangle(question.image.grid, question.region->first, question.region->last);
    return question.patch ? std::vector{patchNumber(question.image.grid, *question.patch)}
                          : allPatches(question.image.table);
}

std::string subjectText(const Question& question)
{
    if (const auto& region = question.region)
        return fmt::format("Patches {},{} to {},{} of {} ({} together)", region->first.row, region->first.col,
                           region->last.row, region->last.col, question.image.name, patchesAsked(question).size());
    return question.patch
               ? fmt::format("Patch {},{} of {}", question.patch->row, question.patch->col, question.image.name)
               : fmt::format("{}, all {} patches", question.image.name, question.image.table.queries);
}

std::string placeText(const MemoryBank& bank, std::uint32_t row)
{
    const PatchOrigin& origin = bank.origins()[row];
    return fmt::format("{} at x {:.0f}, y {:.0f}", bank.images()[origin.image].name, origin.rectangle.x,
                       origin.rectangle.y);
}

const std::string& className(const MemoryBank& bank, std::uint16_t index)
{
    return bank.classes().classes.at(index).name;
}

std::uint16_t classNamed(const MemoryBank& bank, const std::string& name)
{
    std::vector<std::string> names;
    for (const ClassEntry& entry : bank.classes().classes) {
        if (entry.name == name)
            return static_cast<std::uint16_t>(names.size());
        names.push_back(entry.name);
    }
    throw Error(ErrorCode::BadOption,
                fmt::format("--class is '{}'; the bank's classes are {}", shortText(name), fmt::join(names, ", ")));
}

std::uint32_t promptNamed(const MemoryBank& bank, const std::string& name)
{
    const auto images = bank.images();
    const auto found = std::ranges::find(images, name, &PromptImage::name);
    if (found == images.end())
        throw Error(
            ErrorCode::BadOption,
            fmt::format("--without names '{}', which is no prompt image of the bank; its {} names are like '{}' "
                        "(explain --what evidence lists those that count)",
                        shortText(name), images.size(), images.empty() ? "" : images.front().name));
    return static_cast<std::uint32_t>(found - images.begin());
}

std::string whyNotText(const MemoryBank& bank, std::uint16_t classIndex, const WhyNot& answer)
{
    const std::string& name = className(bank, classIndex);
    if (classIndex == answer.winner)
        return fmt::format("{}: {:.1f} % of the vote; it has won.\n", name, 100 * answer.share);
    if (!answer.boost)
        return fmt::format("{}: {:.1f} % of the vote; {}.\n", name, 100 * answer.share,
                           answer.closest.empty() ? "the bank has no patch that is mostly of this class"
                                                  : "however similar, its patches cannot win: they are as much of "
                                                    "another class");
    return answer.estimated
               ? fmt::format(
                     "{}: {:.1f} % of the vote; no neighbour that votes is mostly of it; its closest patch would have "
                     "to be about {:.3f} more similar.\n",
                     name, 100 * answer.share, *answer.boost)
               : fmt::format("{}: {:.1f} % of the vote; it would win if its evidence were {:.3f} more similar.\n", name,
                             100 * answer.share, *answer.boost);
}

std::string closestText(const MemoryBank& bank, const WhyNot& answer)
{
    std::string text;
    for (const ClassMatch& match : answer.closest)
        text += fmt::format("    {:.4f}  {}  {}\n", match.similarity,
                            match.rank > 0 ? fmt::format("rank {}", match.rank)
                                           : fmt::format("beyond rank {}", kMaxNeighbours),
                            placeText(bank, match.row));
    return text;
}

std::string influenceText(const PromptInfluence& influence, Task task, std::int64_t patches)
{
    return task == Task::Segmentation
               ? fmt::format("{:>5} of {} patches change class", influence.changedPatches, patches)
               : fmt::format("the depth changes by {:.3f} m on average", influence.changedMetres);
}

std::string confidenceText(const PatchConfidence& mean, Task task, int neighbours)
{
    const std::string votes =
        task == Task::Segmentation
            ? fmt::format("  share of the winning class   {:.3f}  (1: all of the vote)\n"
                          "  margin over the second       {:.3f}\n"
                          "  entropy of the shares        {:.3f}  (0: one class; 1: all classes alike)\n"
                          "  neighbours that disagree     {:.3f}  (of the weight)\n",
                          mean.share, mean.margin, mean.entropy, mean.disagreement)
            : fmt::format("  spread of the depths         {:.3f} m\n", mean.spread);
    return votes + fmt::format("  neighbours that really vote  {:.1f}    (of {})\n"
                               "  best similarity              {:.4f}\n",
                               mean.effective, neighbours, mean.similarity);
}

} // namespace nectar
