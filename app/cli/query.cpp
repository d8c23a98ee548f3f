// SPDX-License-Identifier: Apache-2.0
#include "app/cli/decode_flags.h"
#include "app/cli/outputs.h"
#include "app/cli/verbs.h"
#include "core/base/files.h"
#include "core/pipeline/evidence_json.h"
#include "core/pipeline/feature_query.h"
#include "core/pipeline/open_scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nectar::cli {

namespace {

struct QueryFlags {
    std::filesystem::path bank, backbone, image, features, stats;
    std::vector<std::filesystem::path> outputs;
    std::string patch;
    DecodeOptions decode;
    bool json = false, keepSelf = false, force = false;
};

std::string classMix(const PatchEvidence& entry, const ClassTable& classes)
{
    int total = 0;
    for (const ClassCount& count : entry.counts)
        total += count.count;
    std::string text;
    for (const ClassCount& count : entry.counts)
        text += fmt::format("{}{} {:.0f} %", text.empty() ? "" : ", ", classes.classes[count.classIndex].name,
                            100. * count.count / std::max(total, 1));
    if (std::isfinite(entry.metres))
        text += fmt::format("{}{:.2f} m", text.empty() ? "" : ", ", entry.metres);
    return text.empty() ? "no label" : text;
}

/// What the neighbours add up to, as the overlay would show it at this patch.
std::string verdict(const OpenImage& image, const MemoryBank& bank, int patch, const DecodeOptions& options,
                    const JobContext& ctx)
{
    std::string text;
    if (bank.has(Task::Segmentation)) {
        const PatchVotes votes = decodeTargets(image.table, bank, Task::Segmentation, options, ctx);
        const auto scores = votes.scores.row(patch);
        const auto best = std::max_element(scores.begin(), scores.end());
        text += votes.known(patch)
                    ? fmt::format("So it is probably {} ({:.0f} % of the vote).\n",
                                  bank.classes().classes.at(std::size_t(best - scores.begin())).name, 100 * *best)
                    : "None of them has a label: what this patch shows stays unknown.\n";
    }
    if (bank.has(Task::Depth)) {
        const PatchVotes votes = decodeTargets(image.table, bank, Task::Depth, options, ctx);
        text += votes.known(patch) ? fmt::format("So it is about {:.1f} m away.\n", votes.scores.row(patch)[0])
                                   : "None of them has a depth: how far it is stays unknown.\n";
    }
    return text;
}

int runFeatureQuery(Session& session, const QueryFlags& flags)
{
    if (flags.outputs.size() != 2)
        throw Error(ErrorCode::BadOption, "--features needs --out IDS.npy,SIMILARITIES.npy: two files");
    for (const auto& output : flags.outputs)
        requireOutput(output, flags.force, {flags.bank, flags.features});
    if (!flags.stats.empty()) {
        requireOutput(flags.stats, flags.force, {flags.bank, flags.features});
        for (const auto& output : flags.outputs)
            if (isSameFile(output, flags.stats))
                throw Error(
                    ErrorCode::BadOption,
                    fmt::format("--stats and --out cannot share one file: {}; name another", flags.stats.string()));
    }
    const FeatureQueryStats stats = queryFeatures(flags.bank, flags.features, flags.decode.neighbours, flags.outputs[0],
                                                  flags.outputs[1], session.context());
    if (!flags.stats.empty())
        writeStats(flags.stats, stats);
    say(session, fmt::format("{} queries, {} neighbours each, {:.3f} s ({})", stats.queries, flags.decode.neighbours,
                             stats.searchSeconds, stats.index));
    return 0;
}

int runImageQuery(Session& session, const QueryFlags& flags)
{
    const auto [row, col] = parsePatch(flags.patch);
    const auto scene = OpenScene::open(flags.bank, flags.backbone, session.device(), session.context());
    const auto image =
        scene->openImage(flags.image, flags.keepSelf ? SelfMatch::Keep : SelfMatch::Drop, session.context());
    session.progress = makeProgress({.quiet = true});
    if (row < 0 || col < 0 || row >= image->grid.rows || col >= image->grid.cols)
        throw Error(ErrorCode::BadOption,
                    fmt::format("patch {},{} is outside the picture: it has {} rows and {} columns, counted from 0",
                                row, col, image->grid.rows, image->grid.cols));
    const std::vector<PatchEvidence> evidence =
        patchEvidence(*image, *scene->bank(), patchNumber(image->grid, {row, col}), flags.decode);
    if (!image->ownImages.empty())
        say(session, flags.keepSelf ? "Note: the picture is a prompt image of the bank; its own patches are among the "
                                      "neighbours"
                                    : "Note: the picture is a prompt image of the bank; it is no evidence for itself "
                                      "unless --keep-self is given");
    if (flags.json) {
        print(patchEvidenceJson(flags.image, {row, col}, evidence, *scene->bank()));
        return 0;
    }
    std::string text = fmt::format("Patch {},{} of {} resembles these patches:\nrank  similarity  weight   from\n", row,
                                   col, flags.image.string());
    for (const PatchEvidence& entry : evidence) {
        const RectF& r = entry.origin.rectangle;
        text += fmt::format("{:>4}  {:.4f}      {:5.1f} %  {} at x {:.0f}, y {:.0f} ({})\n", entry.rank,
                            entry.similarity, 100 * entry.weight, scene->bank()->images()[entry.image].name, r.x, r.y,
                            classMix(entry, scene->bank()->classes()));
    }
    print(text +
          verdict(*image, *scene->bank(), patchNumber(image->grid, {row, col}), flags.decode, session.context()));
    return 0;
}

} // namespace

void addQuery(CLI::App& program, Session& session)
{
    CLI::App* verb = program.add_subcommand("query", "Show which remembered patches one patch resembles");
    auto flags = std::make_shared<QueryFlags>();
    verb->add_option("--bank", flags->bank, "the bank to look in")->required()->type_name("FILE");
    CLI::Option* image = verb->add_option("--image", flags->image, "a picture")->type_name("FILE");
    CLI::Option* patch = verb->add_option("--patch", flags->patch,
                                          "which of its patches: row and column, counted from 0 at the top left")
                             ->type_name("ROW,COLUMN");
    image->needs(patch);
    verb->add_option("--backbone", flags->backbone, "where the bank's weight file is now, if it moved")
        ->type_name("FILE");
    addDecodeFlags(*verb, flags->decode);
    verb->add_flag("--json", flags->json, "print as JSON");
    verb->add_flag("--keep-self", flags->keepSelf, "let a picture that is in the bank be evidence for itself");
    verb->add_option("--features", flags->features, "queries computed elsewhere, float32 .npy [n, dim]")
        ->type_name("NPY")
        ->excludes(image);
    verb->add_option("--out", flags->outputs, "with --features: files for ids and similarities")
        ->delimiter(',')
        ->type_name("IDS.npy,SIM.npy");
    verb->add_option("--stats", flags->stats, "with --features: timing as JSON")->type_name("FILE");
    addForceFlag(*verb, flags->force);
    addCommonFlags(*verb, session);
    verb->callback([&session, flags] {
        if (flags->image.empty() && flags->features.empty())
            throw CLI::ValidationError("query", "needs --image with --patch, or --features");
        if (!flags->image.empty() && (!flags->outputs.empty() || !flags->stats.empty()))
            throw CLI::ValidationError("query", "--out and --stats belong to --features; --json prints the neighbours");
        session.run = [&session, flags] {
            return flags->features.empty() ? runImageQuery(session, *flags) : runFeatureQuery(session, *flags);
        };
    });
}

} // namespace nectar::cli
