// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session.h"

#include "core/base/class_table.h"
#include "core/base/files.h"
#include "core/base/short_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <optional>

#include <unistd.h>

namespace nectar::cli {

namespace {

using Clock = std::chrono::steady_clock;

std::int64_t residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    std::int64_t pages = 0;
    statm >> pages >> pages;
    return pages * ::sysconf(_SC_PAGESIZE);
}

std::string spokenSeconds(double seconds)
{
    const auto whole = static_cast<std::int64_t>(seconds + 0.5);
    return whole < 120 ? fmt::format("{} s", whole) : fmt::format("{} min {} s", whole / 60, whole % 60);
}

/// Rate and remaining time of the current phase; subclasses write them.
class TimedProgress : public ProgressSink {
public:
    void report(std::int64_t done, std::int64_t total, std::string_view phase) override
    {
        const auto now = Clock::now();
        if (phase != m_phase) {
            m_phase = phase;
            m_start = now;
            m_first = done;
            m_last = showsAtOnce() ? Clock::time_point{} : now;
            m_shown = false;
        }
        const bool finished = total > 0 && done == total && (showsAtOnce() || m_shown);
        if (now - m_last < interval() && !finished)
            return;
        m_last = now;
        m_shown = true;
        const double seconds = std::chrono::duration<double>(now - m_start).count();
        const double rate = seconds > 0 ? double(done - m_first) / seconds : 0;
        write(done, total, m_phase, rate, rate > 0 ? double(total - done) / rate : -1);
    }

protected:
    virtual Clock::duration interval() const = 0;
    /// False: a phase that is over within one interval is not worth a line (logs, pipes).
    virtual bool showsAtOnce() const { return true; }
    virtual void write(std::int64_t done, std::int64_t total, const std::string& phase, double rate, double eta) = 0;

private:
    std::string m_phase;
    Clock::time_point m_start, m_last;
    std::int64_t m_first = 0;
    bool m_shown = false;
};

class TextProgress final : public TimedProgress {
public:
    ~TextProgress() override { endLine(); }

private:
    Clock::duration interval() const override
    {
        return m_terminal ? std::chrono::milliseconds(100) : std::chrono::seconds(5);
    }
    bool showsAtOnce() const override { return m_terminal; }
    void write(std::int64_t done, std::int64_t total, const std::string& phase, double rate, double eta) override
    {
        if (total == 0)
            return;
        std::string line = fmt::format("{} {} of {}", phase, done, total);
        if (rate > 0)
            line += fmt::format(" · {:.1f}/s", rate);
        if (eta >= 0 && done < total)
            line += " · " + spokenSeconds(eta) + " left";
        std::fprintf(stderr, m_terminal ? "\r\x1b[K%s" : "%s\n", line.c_str());
        m_open = m_terminal;
        if (done == total)
            endLine();
    }
    void endLine()
    {
        if (m_open)
            std::fputc('\n', stderr);
        m_open = false;
    }

    bool m_terminal = ::isatty(STDERR_FILENO) != 0;
    bool m_open = false;
};

class JsonProgress final : public TimedProgress {
    Clock::duration interval() const override { return std::chrono::milliseconds(200); }
    void write(std::int64_t done, std::int64_t total, const std::string& phase, double rate, double eta) override
    {
        const nlohmann::json line{{"phase", phase}, {"done", done}, {"total", total},
                                  {"rate", rate},   {"eta", eta},   {"rss", residentBytes()}};
        std::fprintf(stderr, "%s\n", line.dump().c_str());
    }
};

class NoProgress final : public ProgressSink {
    void report(std::int64_t, std::int64_t, std::string_view) override {}
};

template <class Number>
bool parseNumber(std::string_view text, Number& value)
{
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ec == std::errc{} && result.ptr == text.data() + text.size();
}

} // namespace

DeviceChoice Session::device() const
{
    if (flags.device == "cpu")
        return DeviceChoice::Cpu;
    return flags.device == "cuda" ? DeviceChoice::Cuda : DeviceChoice::Auto;
}

void complain(std::string text)
{
    for (char& c : text)
        if ((c >= 0 && c < ' ' && c != '\n') || c == '\x7f')
            c = '?';
    std::fprintf(stderr, "%s%s", text.c_str(), text.ends_with('\n') ? "" : "\n");
}

namespace {

/// Under --json-progress everything on stderr is one JSON object a line.
void tell(const Session& session, const char* key, const std::string& text)
{
    if (!session.flags.jsonProgress)
        return complain(text);
    const nlohmann::json line{{key, text.substr(0, text.find_last_not_of('\n') + 1)}};
    std::fprintf(stderr, "%s\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
}

} // namespace

void say(const Session& session, const std::string& text)
{
    if (!session.flags.quiet)
        tell(session, "message", text);
}

void fail(const Session& session, const std::string& text) { tell(session, "error", "nectar: " + text); }

void print(const std::string& text)
{
    const bool written = std::fprintf(stdout, "%s%s", text.c_str(), text.ends_with('\n') ? "" : "\n") >= 0;
    const bool flushed = std::fflush(stdout) == 0 && written && std::ferror(stdout) == 0;
    if (!flushed && errno == EBADF)
        throw Error(ErrorCode::Io,
                    "cannot write: standard output: it is closed; leave it open, or direct it to a file");
    if (!flushed)
        throw systemError(errno, "cannot write", "standard output");
}

void addCommonFlags(CLI::App& verb, Session& session)
{
    CommonFlags& flags = session.flags;
    verb.add_option("--threads", flags.threads, "processor threads to use; 0: one per core")
        ->check(CLI::Range(0, 1024))
        ->type_name("N");
    verb.add_option("--device", flags.device, "where to compute")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
        ->capture_default_str();
    verb.add_flag("--strict", flags.strict, "refuse ambiguous data; exit with 3 if anything was skipped");
    verb.add_flag("--quiet", flags.quiet, "say nothing but results and errors");
    verb.add_flag("--json-progress", flags.jsonProgress, "progress as one JSON object a line, on stderr");
}

std::unique_ptr<ProgressSink> makeProgress(const CommonFlags& flags)
{
    if (flags.jsonProgress)
        return std::make_unique<JsonProgress>();
    if (flags.quiet)
        return std::make_unique<NoProgress>();
    return std::make_unique<TextProgress>();
}

void refuseOverwriting(const std::filesystem::path& output, std::initializer_list<std::filesystem::path> inputs)
{
    for (const auto& input : inputs)
        if (isSameFile(output, input))
            throw Error(ErrorCode::BadOption,
                        fmt::format("{} would be overwritten by the result; name another file", input.string()));
}

std::int64_t parseCount(const char* flag, const std::string& text, std::int64_t lowest)
{
    std::int64_t count = 0;
    if (!parseNumber(text, count) || count < lowest)
        throw CLI::ValidationError(flag, fmt::format("'{}' is no whole number from {} up", shortText(text), lowest));
    return count;
}

void parseSize(const std::string& text, int& width, int& height)
{
    const std::size_t cross = text.find('x');
    const std::string_view view = text;
    const bool good = cross == std::string::npos
                          ? parseNumber(view, width) && (height = width, true)
                          : parseNumber(view.substr(0, cross), width) && parseNumber(view.substr(cross + 1), height);
    if (!good || width < 1 || height < 1 || width > 16384 || height > 16384)
        throw CLI::ValidationError("--size", "'" + shortText(text) +
                                                 "' is not a size; write 512 or 640x480 (width x height, up to 16384)");
}

std::vector<Task> parseTasks(const std::string& text)
{
    std::vector<Task> tasks;
    for (const std::string& name : CLI::detail::split(text, ',')) {
        if (name != "segmentation" && name != "depth")
            throw CLI::ValidationError("--task", "'" + shortText(name) +
                                                     "' is no task; write segmentation, depth or segmentation,depth");
        tasks.push_back(name == "depth" ? Task::Depth : Task::Segmentation);
    }
    return tasks;
}

namespace {

std::optional<std::pair<int, int>> numberPair(std::string_view text)
{
    const std::size_t comma = text.find(',');
    std::pair<int, int> patch;
    if (comma == std::string_view::npos || !parseNumber(text.substr(0, comma), patch.first) ||
        !parseNumber(text.substr(comma + 1), patch.second))
        return std::nullopt;
    return patch;
}

} // namespace

std::pair<int, int> parsePatch(const std::string& text)
{
    const auto patch = numberPair(text);
    if (!patch)
        throw CLI::ValidationError("--patch", "'" + shortText(text) +
                                                  "' is no patch; write ROW,COLUMN, counted from 0, for example 7,12");
    return *patch;
}

std::pair<std::pair<int, int>, std::pair<int, int>> parseRegion(const std::string& text)
{
    const std::string_view view = text;
    const std::size_t colon = view.find(':');
    const auto first = numberPair(view.substr(0, colon));
    const auto last = colon == std::string_view::npos ? std::nullopt : numberPair(view.substr(colon + 1));
    if (!first || !last)
        throw CLI::ValidationError("--region", "'" + shortText(text) +
                                                   "' is no region; write its top left and its bottom right patch as "
                                                   "ROW,COLUMN:ROW,COLUMN, counted from 0, for example 7,12:9,15");
    if (last->first < first->first || last->second < first->second) {
        const auto [top, bottom] = std::minmax(first->first, last->first);
        const auto [left, right] = std::minmax(first->second, last->second);
        throw CLI::ValidationError("--region", fmt::format("{} is the wrong way round; the top left patch comes first: "
                                                           "{},{}:{},{}",
                                                           shortText(text), top, left, bottom, right));
    }
    return {*first, *last};
}

} // namespace nectar::cli
