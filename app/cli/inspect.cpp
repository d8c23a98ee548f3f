// SPDX-License-Identifier: Apache-2.0
#include "app/cli/backbone_flags.h"
#include "app/cli/verbs.h"
#include "core/base/files.h"
#include "core/memory/bank_file.h"
#include "core/pipeline/build_bank.h"
#include "core/project/project.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar::cli {

namespace {

struct InspectFlags {
    std::filesystem::path path, recipeOut;
    BackboneRequest request;
    bool verify = false;
};

void writeRecipe(const std::filesystem::path& file, const Recipe& recipe)
{
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored))
        throw Error(ErrorCode::Exists, fmt::format("the recipe exists already: {}: nothing was changed; choose another "
                                                   "name or remove it first",
                                                   file.string()));
    writeFile(file, recipeToJson(recipe));
}

void inspectDataset(Session& session, const InspectFlags& flags)
{
    const Detection detection = resolveDataset(flags.path, {}, session.flags.strict, session.context());
    const Dataset dataset = openDataset(detection.recipe, session.context());
    std::string text = fmt::format("{}: a data set ({})\n", flags.path.string(), detection.recipe.format);
    for (const std::string& note : detection.notes)
        text += "  " + note + "\n";
    for (const std::string& split : dataset.splitNames())
        text += fmt::format("  split {}: {} pictures{}\n", split, dataset.samples(split).size(),
                            split == dataset.promptSplit()       ? " (build remembers these)"
                            : split == dataset.evaluationSplit() ? " (eval reads these)"
                                                                 : "");
    text +=
        fmt::format("  segmentation: {}; depth: {}\n",
                    dataset.has(Task::Segmentation) ? fmt::format("{} classes", dataset.classes().count()) : "no",
                    dataset.has(Task::Depth) ? fmt::format("yes, {} m per unit", detection.recipe.depthScale) : "no");
    for (const ClassEntry& entry : dataset.classes().classes)
        text += fmt::format("    {:>3} {}\n", entry.rawId, entry.name);
    for (const int id : dataset.classes().ignoredIds)
        text += fmt::format("    {:>3} (ignored)\n", id);
    for (const SkippedFile& skipped : dataset.skipped())
        text += fmt::format("  left out {}: {}\n", skipped.file.string(), skipped.reason);
    for (const std::string& warning : detection.warnings)
        text += "  Warning: " + warning + "\n";
    print(text);
    if (!flags.recipeOut.empty())
        writeRecipe(flags.recipeOut, detection.recipe);
}

void inspectBank(Session& session, const InspectFlags& flags)
{
    const auto bank = openBank(flags.path, flags.verify ? Verify::Everything : Verify::Tables, session.context());
    const BankInfo& info = bank->info();
    const BackboneSpec spec = specFromJson(info.backboneJson);
    std::string text = fmt::format("{}: a bank of {} patches from {} pictures (split {})\n", flags.path.string(),
                                   bank->size(), bank->images().size(), info.split);
    text += fmt::format("  {}\n  input {}x{} {}, hash {}{}\n", backboneSentence(spec), info.options.width,
                        info.options.height, kResizeNames[static_cast<int>(info.options.resize)], toHex(bank->hash()),
                        flags.verify ? ", every checksum is right" : "");
    for (const OptionField& field : optionFields(info.options))
        text += fmt::format("  {} = {}\n", field.name, fieldText(field));
    text +=
        fmt::format("  seed = {}\n  segmentation: {}; depth: {}\n  data {}\n", info.options.seed,
                    bank->has(Task::Segmentation) ? "yes" : "no", bank->has(Task::Depth) ? "yes" : "no", info.dataRoot);
    for (const ClassEntry& entry : bank->classes().classes)
        text += fmt::format("    {:>3} {}\n", entry.rawId, entry.name);
    print(text);
}

void inspectWeights(const InspectFlags& flags)
{
    const BackboneSpec spec = inspectBackbone(flags.request);
    std::string text = fmt::format("{}: a backbone\n  {}\n", flags.path.string(), backboneSentence(spec));
    if (spec.kind == "vit")
        text += fmt::format("  naming scheme {}, {} blocks, {} heads, {} registers, LayerNorm epsilon {}\n",
                            spec.scheme, spec.depth, spec.heads, spec.registers, spec.layerNormEps);
    for (const std::string& note : spec.notes)
        text += "  " + note + "\n";
    print(text);
}

/// "town.bank" and whether it is still there.
std::string fileText(const std::filesystem::path& file)
{
    std::error_code ignored;
    return file.string() + (std::filesystem::exists(file, ignored) ? "" : " (missing)");
}

void inspectProject(const InspectFlags& flags)
{
    const Project project = readProject(flags.path);
    const ProjectReading& reading = project.reading;
    std::string text = fmt::format("{}: a project of the studio\n", flags.path.string());
    text += project.bank.empty() ? "  no bank is open\n" : fmt::format("  bank {}\n", fileText(project.bank));
    text += fmt::format("  {}, {} neighbours, temperature {}\n", taskName(reading.task), reading.neighbours,
                        reading.temperature);
    for (const std::string& name : reading.leftOut)
        text += fmt::format("  left out: {}\n", name);
    if (!project.view.picture.empty())
        text += fmt::format("  picture {}\n", fileText(project.view.picture));
    const ProjectLabels& labels = project.labels;
    if (!labels.pictures.empty())
        text += fmt::format("  labels by clicking: {} {}, {} {}\n", labels.pictures.size(),
                            labels.pictures.size() == 1 ? "picture" : "pictures", labels.clicks.size(),
                            labels.clicks.size() == 1 ? "click" : "clicks");
    for (std::size_t c = 0; c < labels.classes.size(); ++c)
        text += fmt::format("    {:>3} {}\n", std::ranges::count(labels.clicks, c, &ProjectClick::classIndex),
                            labels.classes[c]);
    for (const auto& picture : labels.pictures)
        text += fmt::format("    {}\n", fileText(picture));
    print(text);
}

enum class Kind { Dataset, Weights, Bank, UnfinishedBank, Project, Unknown };

/// Weights by their first bytes, or by a name that says so: what is wrong with them is then the backbone's to say.
bool looksLikeWeights(const std::filesystem::path& file)
{
    const std::string extension = file.extension().string();
    if (extension == ".json")
        return readFileStart(file, 64 << 20).find("\"weight_map\"") != std::string::npos; // an index of shards
    for (const char* name : {".safetensors", ".pth", ".pt", ".bin", ".ckpt"})
        if (extension == name)
            return true;
    const std::string start = readFileStart(file, 9);
    return start.size() == 9 && start.back() == '{';
}

/// A folder with weights in it is a backbone, any other a data set.
Kind kindOf(const std::filesystem::path& path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return std::filesystem::exists(path / "model.safetensors", ignored) ||
                       std::filesystem::exists(path / "model.safetensors.index.json", ignored)
                   ? Kind::Weights
                   : Kind::Dataset;
    if (path.extension() == ".bank" || isBankFile(path))
        return Kind::Bank;
    if (path.string().ends_with(".bank.partial") || readFileStart(path, 7) == "NECTARP") // reserved: still zeroes
        return Kind::UnfinishedBank;
    if (path.extension() == ".nectar")
        return Kind::Project;
    return looksLikeWeights(path) ? Kind::Weights : Kind::Unknown;
}

int runInspect(Session& session, InspectFlags& flags)
{
    std::error_code ignored;
    const bool named = flags.path == "descriptor" || flags.path == "starter";
    if (!named && !std::filesystem::exists(flags.path, ignored))
        throw Error(ErrorCode::NotFound,
                    fmt::format("nothing to inspect: {}: no such file or folder; check the path", flags.path.string()));
    flags.request.source = flags.path.string();
    switch (named ? Kind::Weights : kindOf(flags.path)) {
    case Kind::Weights:
        inspectWeights(flags);
        return 0;
    case Kind::Dataset:
        inspectDataset(session, flags);
        return 0;
    case Kind::Bank:
        inspectBank(session, flags);
        return 0;
    case Kind::Project:
        inspectProject(flags);
        return 0;
    case Kind::UnfinishedBank:
        throw Error(ErrorCode::Unsupported,
                    fmt::format("cannot inspect: {}: it is an unfinished build; go on with nectar build --resume",
                                flags.path.string()));
    case Kind::Unknown:
        break;
    }
    throw Error(ErrorCode::Unsupported,
                fmt::format("cannot inspect: {}: it is neither a folder of pictures, a bank (*.bank), a project "
                            "(*.nectar) nor weights (*.safetensors); name one of these",
                            flags.path.string()));
}

} // namespace

void addInspect(CLI::App& program, Session& session)
{
    CLI::App* verb = program.add_subcommand(
        "inspect", "Say what a data set, weight file, bank or project is and what would be done");
    auto flags = std::make_shared<InspectFlags>();
    verb->add_option("PATH", flags->path, "folder of a data set, weight file or folder, bank or project")
        ->required()
        ->type_name("FILE|FOLDER");
    verb->add_flag("--verify", flags->verify, "check every checksum of a bank");
    verb->add_option("--recipe-out", flags->recipeOut,
                     "write the guess about a data set as a JSON recipe, to be edited")
        ->type_name("FILE");
    addCommonFlags(*verb, session);
    verb->callback([&session, flags] { session.run = [&session, flags] { return runInspect(session, *flags); }; });
}

} // namespace nectar::cli
