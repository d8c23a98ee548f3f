// SPDX-License-Identifier: Apache-2.0
#include "app/cli/decode_flags.h"
#include "app/cli/outputs.h"
#include "app/cli/verbs.h"
#include "core/base/files.h"
#include "core/pipeline/evaluate.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar::cli {

namespace {

/// "1,5,30" as its items; an empty one is a slip of the hand.
std::vector<std::string> listItems(const char* flag, const std::string& text)
{
    std::vector<std::string> items(1);
    for (const char c : text)
        if (c == ',')
            items.emplace_back();
        else
            items.back() += c;
    if (std::ranges::any_of(items, [](const std::string& item) { return item.empty(); }))
        throw CLI::ValidationError(flag,
                                   fmt::format("'{}' has an empty place; write numbers with one comma between", text));
    return items;
}

/// The values of a list, each checked by its field of the decode options.
template <class Number>
std::vector<Number> decodeValues(const char* flag, const char* field, Number DecodeOptions::*member,
                                 const std::string& text)
{
    std::vector<Number> values;
    for (const std::string& item : listItems(flag, text)) {
        DecodeOptions options;
        try {
            setOption(options, field, item);
        } catch (const Error& error) {
            throw CLI::ValidationError(flag, error.what());
        }
        values.push_back(options.*member);
    }
    return values;
}

int runEval(Session& session, EvaluateRequest& request, const std::string& json, bool force)
{
    if (json != "-" && !json.empty())
        requireOutput(json, force, {request.bank, request.recipe, request.backboneFile, request.data});
    request.strict = session.flags.strict;
    request.device = session.device();
    const EvaluationReport report = evaluateBank(request, session.context());
    session.progress.reset();
    if (json == "-") {
        say(session, evaluationToText(report));
        print(evaluationToJson(report));
    } else {
        print(evaluationToText(report));
        if (!json.empty())
            writeFile(json, evaluationToJson(report));
    }
    return session.exitAfterSkips(report.skipped.size());
}

/// How neighbours vote, as lists: --preset, --k, --temperature, --mass, --self-match.
void addVoteFlags(CLI::App& verb, const std::shared_ptr<EvaluateRequest>& request)
{
    addPresetFlag(verb, kReadingPresets, [request](const BankPreset& preset) {
        request->neighbours = {preset.neighbours};
        request->temperatures = {preset.temperature};
    });
    verb.add_option_function<std::string>(
            "--k",
            [request](const std::string& text) {
                request->neighbours = decodeValues("--k", "neighbours", &DecodeOptions::neighbours, text);
            },
            "neighbours that vote, 1 to 256; a list, as 10,30,90, gives a table from one search")
        ->type_name("N,...")
        ->default_str("30");
    verb.add_option_function<std::string>(
            "--temperature",
            [request](const std::string& text) {
                request->temperatures = decodeValues("--temperature", "temperature", &DecodeOptions::temperature, text);
            },
            "small: only the very best matches count; large: all matches count alike (0.0001 to 10); a list "
            "gives a table from one search")
        ->type_name("NUMBER,...")
        ->default_str("0.02");
    verb.add_option_function<std::string>(
            "--mass",
            [request](const std::string& name) {
                request->mass = name == "labelled" ? MassRule::Labelled : MassRule::ValidFraction;
            },
            kMassHelp)
        ->check(CLI::IsMember({"labelled", "valid-fraction"}))
        ->default_str("labelled");
    verb.add_option_function<std::string>(
            "--self-match",
            [request](const std::string& name) { request->self = name == "keep" ? SelfMatch::Keep : SelfMatch::Drop; },
            "whether a picture that is in the bank may be evidence for itself")
        ->check(CLI::IsMember({"drop", "keep"}))
        ->default_str("drop");
}

} // namespace

void addEval(CLI::App& program, Session& session)
{
    CLI::App* verb = program.add_subcommand("eval", "Measure how well a bank reads annotated pictures");
    auto request = std::make_shared<EvaluateRequest>();
    auto json = std::make_shared<std::string>();
    auto force = std::make_shared<bool>(false);
    verb->add_option("--bank", request->bank, "the bank to read with")->required()->type_name("FILE");
    verb->add_option("--data", request->data, "folder of the data set with the pictures to read")
        ->required()
        ->type_name("FOLDER");
    verb->add_option("--recipe", request->recipe, "JSON recipe that says how to read the folder; auto: find out")
        ->type_name("auto|FILE");
    verb->add_option("--split", request->split, "part of the data to read; default: val, then test or query")
        ->type_name("NAME");
    verb->add_option("--backbone", request->backboneFile, "where the bank's weight file is now, if it moved")
        ->type_name("FILE");
    verb->add_option_function<std::string>(
            "--protocol",
            [request](const std::string& name) {
                request->protocol = name == "paper" ? Protocol::Paper : Protocol::Ours;
            },
            "size at which prediction and annotation are compared: ours: the annotation's own; paper: the network's "
            "input size")
        ->check(CLI::IsMember({"ours", "paper"}))
        ->default_str("ours");
    verb->add_option_function<std::string>(
            "--task", [request](const std::string& text) { request->tasks = parseTasks(text); },
            "segmentation, depth or both, with a comma; default: all that bank and data have")
        ->type_name("TASK");
    addVoteFlags(*verb, request);
    verb->add_flag("--per-image", request->perImage,
                   "also what each picture scores, the worst first; with one k and one temperature");
    verb->add_option_function<std::string>(
            "--limit", [request](const std::string& text) { request->limit = parseCount("--limit", text, 1); },
            "only the first N pictures by name")
        ->type_name("N");
    verb->add_option("--json", *json,
                     "also write the report as JSON to FILE; --json alone: JSON to stdout, the text to stderr")
        ->type_name("[FILE]")
        ->expected(0, 1)
        ->default_str("-");
    addForceFlag(*verb, *force);
    addCommonFlags(*verb, session);
    verb->callback([&session, request, json, force] {
        if (request->recipe == "auto")
            request->recipe.clear();
        session.run = [&session, request, json, force] { return runEval(session, *request, *json, *force); };
    });
}

} // namespace nectar::cli
