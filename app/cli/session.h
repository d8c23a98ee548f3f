// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/class_table.h"
#include "core/base/job.h"
#include "core/base/options.h"
#include "core/base/short_text.h"
#include "core/torch/device.h"

#include <CLI/CLI.hpp>

#include <atomic>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>

namespace nectar::cli {

/// Flags that every verb has.
struct CommonFlags {
    int threads = 0;
    std::string device = "auto";
    bool quiet = false;
    bool jsonProgress = false;
    bool strict = false;
};

/// What a verb gets and gives back: its flags, where to report, the exit status of "finished, but some items were
/// skipped".
struct Session {
    CommonFlags flags;
    std::stop_token stop;
    std::unique_ptr<ProgressSink> progress;
    std::function<int()> run; ///< set by the chosen verb
    /// What is stopped now can be gone on with; shared with the thread that hears signals.
    std::shared_ptr<std::atomic<bool>> resumable = std::make_shared<std::atomic<bool>>(false);

    JobContext context() { return JobContext{stop, *progress}; }
    DeviceChoice device() const;
    /// 3 under --strict if anything was skipped, else 0.
    int exitAfterSkips(std::size_t skipped) const { return skipped > 0 && flags.strict ? 3 : 0; }
};

/// A message to stderr; control characters of file names become '?', so that none of them moves the cursor.
void complain(std::string text);
/// Why a verb ends, to stderr.
void fail(const Session& session, const std::string& text);
/// Text for people, to stderr; nothing under --quiet.
void say(const Session& session, const std::string& text);
/// Data, to stdout. Errors: what the system says, also for what was buffered before.
void print(const std::string& text);

/// Adds --threads, --device, --quiet, --json-progress and --strict.
void addCommonFlags(CLI::App& verb, Session& session);

/// Progress on stderr: one line that is rewritten on a terminal, a line every few seconds elsewhere, or JSON lines.
std::unique_ptr<ProgressSink> makeProgress(const CommonFlags& flags);

/// Binds a flag to a field of an options struct: its help, choices and range come from the field.
template <class Options>
CLI::Option* bindField(CLI::App& verb, const std::string& flag, Options& options, const std::string& field)
{
    for (const OptionField& known : optionFields(options))
        if (known.name == field) {
            const auto set = [&options, field, flag](const std::string& text) {
                try {
                    setOption(options, field, shortText(text)); // its message echoes it; no number is that long
                } catch (const Error& error) {
                    throw CLI::ValidationError(flag, error.what());
                }
            };
            std::string type = known.kind == OptionField::Kind::Integer ? "N" : "NUMBER";
            std::string help = known.help;
            if (known.kind == OptionField::Kind::Integer || known.kind == OptionField::Kind::Real)
                help += " (" + fieldRange(known) + ")";
            if (known.kind == OptionField::Kind::Choice) {
                type.clear();
                for (const std::string& choice : known.choices)
                    type += (type.empty() ? "" : "|") + choice;
            }
            return verb.add_option_function<std::string>(flag, set, help)
                ->type_name(type)
                ->default_str(fieldText(known));
        }
    throw std::logic_error("no option field named " + field);
}

/// A file to write that is none of the files read. Throws BadOption naming both.
void refuseOverwriting(const std::filesystem::path& output, std::initializer_list<std::filesystem::path> inputs);
/// A seed or count that is not negative, by its flag's name; throws CLI::ValidationError.
std::int64_t parseCount(const char* flag, const std::string& text, std::int64_t lowest);
/// "512" or "640x480" into width and height; throws CLI::ValidationError.
void parseSize(const std::string& text, int& width, int& height);
/// "segmentation,depth" into tasks.
std::vector<Task> parseTasks(const std::string& text);
/// "ROW,COL".
std::pair<int, int> parsePatch(const std::string& text);
/// "ROW,COL:ROW,COL": the first and the last patch of a rectangle, not the other way round.
std::pair<std::pair<int, int>, std::pair<int, int>> parseRegion(const std::string& text);

} // namespace nectar::cli
