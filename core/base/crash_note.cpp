// SPDX-License-Identifier: Apache-2.0
#include "core/base/crash_note.h"

#include "core/base/log.h"
#include "core/base/version.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstring>
#include <ctime>
#include <span>

#include <execinfo.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nectar {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostNotes = 10;
constexpr std::array kSignals = {SIGSEGV, SIGABRT, SIGFPE, SIGILL};

// What the handler needs, made before: it may take no memory.
std::array<char, 4096> s_path{};
std::array<char, 512> s_head{};
std::array<char, 64> s_program{};
std::array<unsigned char, 64 * 1024> s_stack{};
std::atomic<bool> s_broken{false};

void put(int descriptor, const char* text)
{
    [[maybe_unused]] const auto ignored = ::write(descriptor, text, std::strlen(text));
}

void putNumber(int descriptor, unsigned long long number)
{
    std::array<char, 24> digits{};
    std::size_t at = digits.size() - 1;
    do {
        digits[--at] = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number > 0);
    put(descriptor, digits.data() + at);
}

const char* signalName(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return "SIGSEGV, memory that is not there";
    case SIGABRT:
        return "SIGABRT, given up";
    case SIGFPE:
        return "SIGFPE, arithmetic";
    default:
        return "SIGILL, unknown instruction";
    }
}

/// Its folders first, from the top.
int openNote()
{
    for (std::size_t i = 1; i < s_path.size() && s_path[i] != '\0'; ++i)
        if (s_path[i] == '/') {
            s_path[i] = '\0';
            ::mkdir(s_path.data(), 0700);
            s_path[i] = '/';
        }
    return ::open(s_path.data(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

void writeNote(int note, int signal)
{
    put(note, s_head.data());
    put(note, "\nSignal: ");
    putNumber(note, static_cast<unsigned long long>(signal));
    put(note, " (");
    put(note, signalName(signal));
    put(note, ")\nSeconds since 1970: ");
    putNumber(note, static_cast<unsigned long long>(::time(nullptr)));
    put(note, "\n\nLast lines of the log:\n");
    writeLastLogLines(note);
    put(note, "\nWhere it was:\n");
    std::array<void*, 64> frames{};
    ::backtrace_symbols_fd(frames.data(), ::backtrace(frames.data(), frames.size()), note);
    ::close(note);
    put(STDERR_FILENO, "\n");
    put(STDERR_FILENO, s_program.data());
    put(STDERR_FILENO, ": broke off (");
    put(STDERR_FILENO, signalName(signal));
    put(STDERR_FILENO, "); a note about it, which is not sent to anybody, is in ");
    put(STDERR_FILENO, s_path.data());
    put(STDERR_FILENO, "\n");
}

void onCrash(int signal)
{
    while (s_broken.exchange(true)) // another thread broke first and is writing: it ends the program
        ::pause();
    for (const int each : kSignals)
        std::signal(each, SIG_DFL); // a fault in here ends it at once
    if (const int note = openNote(); note >= 0)
        writeNote(note, signal);
    ::raise(signal); // comes when this returns
}

void copyText(std::span<char> to, const std::string& text)
{
    const std::size_t length = std::min(text.size(), to.size() - 1);
    std::memcpy(to.data(), text.data(), length);
    to[length] = '\0';
}

std::string timeName()
{
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    return fmt::format("{:04}{:02}{:02}-{:02}{:02}{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour,
                       utc.tm_min, utc.tm_sec);
}

void installHandlers()
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    std::array<void*, 2> frames{};
    ::backtrace(frames.data(), frames.size()); // loads what it needs now, not in the handler
    const stack_t stack{s_stack.data(), 0, s_stack.size()};
    ::sigaltstack(&stack, nullptr); // a stack that is full has no room for a handler
    struct sigaction action {};
    action.sa_handler = onCrash;
    action.sa_flags = SA_ONSTACK;
    for (const int each : kSignals)
        ::sigaction(each, &action, nullptr);
#endif
}

} // namespace

void writeCrashNotes(const fs::path& folder, const std::string& program) noexcept
{
    try {
        const fs::path note = folder / fmt::format("crash-{}-{}.txt", timeName(), ::getpid());
        if (!note.is_absolute() || note.native().size() >= s_path.size())
            return;
        std::error_code ignored;
        const std::vector<fs::path> notes = crashNotes(folder);
        for (std::size_t i = kMostNotes - 1; i < notes.size(); ++i)
            fs::remove(notes[i], ignored);
        copyText(s_path, note.native());
        copyText(s_program, program);
        copyText(s_head, fmt::format("{} {} broke off.\nStarted (UTC): {}", program, versionString(), timeName()));
        installHandlers();
    } catch (const std::exception&) {
        return; // a program without notes is better than none
    }
}

std::vector<fs::path> crashNotes(const fs::path& folder)
{
    std::vector<fs::path> notes;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with("crash-") && name.ends_with(".txt"))
            notes.push_back(entry->path());
    }
    std::ranges::sort(notes, std::ranges::greater{});
    return notes;
}

} // namespace nectar
