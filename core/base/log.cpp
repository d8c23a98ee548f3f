// SPDX-License-Identifier: Apache-2.0
#include "core/base/log.h"

#include "core/base/log_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstring>
#include <ctime>
#include <deque>
#include <exception>
#include <mutex>

#include <unistd.h>

namespace nectar {

namespace {

constexpr std::size_t kLines = 2000, kTextBytes = 2000;

/// The last lines as a signal handler can read them: always valid memory, at worst half a line.
struct Ring {
    static constexpr std::size_t kSize = 50, kBytes = 512;
    struct Entry {
        std::array<char, kBytes> text{};
        std::atomic<std::size_t> length{0};
    };
    std::array<Entry, kSize> entries;
    std::atomic<std::size_t> written{0};

    void add(std::string_view line)
    {
        Entry& entry = entries[written % kSize];
        const std::size_t length = std::min(line.size(), kBytes - 1);
        entry.length = 0;
        std::memcpy(entry.text.data(), line.data(), length);
        entry.text[length] = '\n';
        entry.length = length + 1;
        ++written;
    }
};

Ring s_ring;

struct Log {
    std::mutex mutex;
    std::deque<LogLine> lines;
    std::int64_t count = 0;
    LogFile file;
};

/// Made on first use and never destroyed: somebody may log while the program ends.
Log& theLog()
{
    static Log* const log = new Log; // NOLINT(cppcoreguidelines-owning-memory)
    return *log;
}

std::string timeText()
{
    const auto now = std::chrono::system_clock::now();
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                       utc.tm_hour, utc.tm_min, utc.tm_sec, milliseconds);
}

/// One line, cut between two letters.
std::string oneLine(std::string_view text)
{
    std::size_t length = std::min(text.size(), kTextBytes);
    while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
        --length;
    std::string line(text.substr(0, length));
    if (length < text.size())
        line += " …";
    for (char& letter : line)
        if (static_cast<unsigned char>(letter) < ' ')
            letter = ' ';
    return line;
}

} // namespace

void logLine(LogArea area, LogLevel level, std::string_view text) noexcept
{
    try {
        Log& log = theLog();
        LogLine line{0, level, area, timeText(), oneLine(text)};
        const std::string whole = logText(line);
        const std::lock_guard lock(log.mutex);
        line.number = ++log.count;
        s_ring.add(whole);
        log.file.write(whole + '\n');
        log.lines.push_back(std::move(line));
        if (log.lines.size() > kLines)
            log.lines.pop_front();
    } catch (const std::exception&) {
        return; // no memory for a line: whoever works goes on
    }
}

void logToFolder(const std::filesystem::path& folder) noexcept
{
    Log& log = theLog();
    const std::lock_guard lock(log.mutex);
    log.file.open(folder);
}

std::vector<LogLine> logLinesAfter(std::int64_t number)
{
    Log& log = theLog();
    const std::lock_guard lock(log.mutex);
    const auto first = std::ranges::upper_bound(log.lines, number, {}, &LogLine::number);
    return {first, log.lines.end()};
}

std::string_view logAreaName(LogArea area)
{
    constexpr std::array<std::string_view, 6> names = {"nectar.io",        "nectar.backbone", "nectar.index",
                                                       "nectar.retrieval", "nectar.gui",      "nectar.gpu"};
    return names[static_cast<std::size_t>(area)];
}

std::string_view logLevelName(LogLevel level)
{
    constexpr std::array<std::string_view, 3> names = {"info", "warning", "failure"};
    return names[static_cast<std::size_t>(level)];
}

std::string logText(const LogLine& line)
{
    return fmt::format("{} {} {} {}", line.time, logLevelName(line.level), logAreaName(line.area), line.text);
}

void writeLastLogLines(int descriptor) noexcept
{
    const std::size_t end = s_ring.written;
    for (std::size_t i = end > Ring::kSize ? end - Ring::kSize : 0; i < end; ++i) {
        const Ring::Entry& entry = s_ring.entries[i % Ring::kSize];
        [[maybe_unused]] const auto ignored = ::write(descriptor, entry.text.data(), entry.length);
    }
}

} // namespace nectar
