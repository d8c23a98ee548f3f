// SPDX-License-Identifier: Apache-2.0
#include "app/cli/decode_flags.h"
#include "app/cli/verbs.h"
#include "core/pipeline/explain_answers.h"

#include <fmt/format.h>

namespace nectar::cli {

namespace {

struct ExplainFlags {
    std::filesystem::path bank, backbone, image;
    std::string what, patch, region, className;
    std::vector<std::string> without;
    std::optional<std::uint32_t> row;
    DecodeOptions decode;
    bool json = false, keepSelf = false;
};

std::optional<PatchIndex> patchOf(const ExplainFlags& flags, const PatchGrid& grid)
{
    if (flags.patch.empty())
        return std::nullopt;
    const auto [row, col] = parsePatch(flags.patch);
    if (row < 0 || col < 0 || row >= grid.rows || col >= grid.cols)
        throw Error(ErrorCode::BadOption,
                    fmt::format("patch {},{} is outside the picture: it has {} rows and {} columns, counted from 0",
                                row, col, grid.rows, grid.cols));
    return PatchIndex{row, col};
}

std::optional<PatchRectangle> regionOf(const ExplainFlags& flags, const PatchGrid& grid)
{
    if (flags.region.empty())
        return std::nullopt;
    const auto [first, last] = parseRegion(flags.region);
    if (first.first < 0 || first.second < 0 || last.first >= grid.rows || last.second >= grid.cols)
        throw Error(
            ErrorCode::BadOption,
            fmt::format("--region {} is not inside the picture: it has {} rows and {} columns, counted from 0, so "
                        "0,0:{},{} is all of it",
                        flags.region, grid.rows, grid.cols, grid.rows - 1, grid.cols - 1));
    return PatchRectangle{{first.first, first.second}, {last.first, last.second}};
}

Answer answer(const Question& question, const ExplainFlags& flags, const JobContext& ctx)
{
    if (flags.what == "evidence")
        return explainEvidence(question);
    if (flags.what == "why-not")
        return explainWhyNot(question, flags.className, ctx);
    if (flags.what == "leave-one-out")
        return explainLeaveOneOut(question, flags.without, ctx);
    if (flags.what == "confidence")
        return explainConfidence(question, ctx);
    return explainReverse(question, flags.row);
}

int runExplain(Session& session, const ExplainFlags& flags)
{
    const auto scene = OpenScene::open(flags.bank, flags.backbone, session.device(), session.context());
    const auto image =
        scene->openImage(flags.image, flags.keepSelf ? SelfMatch::Keep : SelfMatch::Drop, session.context());
    const Question question{*scene, *image, flags.decode, patchOf(flags, image->grid), regionOf(flags, image->grid)};
    const Answer found = answer(question, flags, session.context());
    session.progress = makeProgress({.quiet = true});
    if (!image->ownImages.empty() && !flags.keepSelf)
        say(session,
            "Note: the picture is a prompt image of the bank; it is no evidence for itself unless --keep-self is "
            "given");
    print(flags.json ? found.json + "\n" : found.text);
    return 0;
}

/// A flag that only one question has.
void requireOnlyWith(const char* flag, bool given, const std::string& what, const char* expected)
{
    if (given && what != expected)
        throw CLI::ValidationError("explain", fmt::format("{} belongs to --what {}", flag, expected));
}

/// Which questions can be asked of which part of a picture.
void requireFitting(const ExplainFlags& flags)
{
    const auto refuse = [](const char* why) { throw CLI::ValidationError("explain", why); };
    if (!flags.patch.empty() && !flags.region.empty())
        refuse("--patch and --region cannot be given together: ask about one of them");
    if (flags.what == "why-not" && !flags.region.empty())
        refuse("--what why-not is about one patch; give --patch ROW,COLUMN instead of --region");
    if (flags.what == "why-not" && flags.patch.empty())
        refuse("--what why-not needs --patch ROW,COLUMN");
    if (flags.what == "leave-one-out" && !flags.patch.empty())
        refuse("--what leave-one-out is about the whole picture; leave --patch out");
    if (flags.what == "leave-one-out" && !flags.region.empty())
        refuse("--what leave-one-out is about the whole picture; leave --region out");
    if (flags.row && !flags.region.empty())
        refuse("--row asks where in the whole picture a remembered patch is used; leave --region out");
    if (!flags.region.empty())
        parseRegion(flags.region); // before the bank is read
}

} // namespace

void addExplain(CLI::App& program, Session& session)
{
    CLI::App* verb = program.add_subcommand("explain", "Say what a prediction rests on, and what would change it");
    auto flags = std::make_shared<ExplainFlags>();
    verb->add_option("--bank", flags->bank, "the bank to read with")->required()->type_name("FILE");
    verb->add_option("--image", flags->image, "a picture")->required()->type_name("FILE");
    verb->add_option(
            "--what", flags->what,
            "evidence: which prompt images count, and where; why-not: what another class would need; "
            "leave-one-out: what changes without a prompt image; confidence: how sure it is; reverse: what one "
            "remembered patch decides")
        ->required()
        ->check(CLI::IsMember({"evidence", "why-not", "leave-one-out", "confidence", "reverse"}));
    verb->add_option("--patch", flags->patch,
                     "about one patch: row and column, counted from 0 at the top left [the whole picture]")
        ->type_name("ROW,COLUMN");
    verb->add_option("--region", flags->region,
                     "about the patches of a rectangle together: its top left and its bottom right patch, both "
                     "included, as ROW,COLUMN:ROW,COLUMN; with evidence, confidence or reverse")
        ->type_name("RECTANGLE");
    verb->add_option("--class", flags->className, "with why-not: the class in question [all]")->type_name("NAME");
    verb->add_option("--without", flags->without,
                     "with leave-one-out: prompt images to leave out together, as the bank names them [each alone]")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("NAME[,NAME...]");
    verb->add_option_function<std::string>(
            "--row",
            [flags](const std::string& text) {
                constexpr std::int64_t kMost = kNoRow - 1;
                const std::int64_t row = parseCount("--row", text, 0);
                if (row > kMost)
                    throw CLI::ValidationError("--row", fmt::format("is {}; no bank has so many rows", row));
                flags->row = static_cast<std::uint32_t>(row);
            },
            "with reverse: the number of a remembered patch, which query --json and reverse print as its row [those "
            "that "
            "decide most]")
        ->type_name("N");
    verb->add_option("--backbone", flags->backbone, "where the bank's weight file is now, if it moved")
        ->type_name("FILE");
    addDecodeFlags(*verb, flags->decode);
    verb->add_flag("--json", flags->json, "print as JSON, with every number");
    verb->add_flag("--keep-self", flags->keepSelf, "let a picture that is in the bank be evidence for itself");
    addCommonFlags(*verb, session);
    verb->callback([&session, flags] {
        requireFitting(*flags);
        requireOnlyWith("--class", !flags->className.empty(), flags->what, "why-not");
        requireOnlyWith("--without", !flags->without.empty(), flags->what, "leave-one-out");
        requireOnlyWith("--row", flags->row.has_value(), flags->what, "reverse");
        session.run = [&session, flags] { return runExplain(session, *flags); };
    });
}

} // namespace nectar::cli
