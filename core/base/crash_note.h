// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace nectar {

/// From now on a program that breaks (SIGSEGV, SIGABRT, SIGFPE, SIGILL) leaves folder/crash-<time>.txt with signal,
/// version, the last lines of the log and a backtrace, names the file on stderr, and then ends as it would have. The
/// oldest notes go, so that there are at most 10. Nothing is sent. A program built with a sanitizer keeps that one's
/// reports instead. program: "nectar". Never fails; without a folder that can be written there is just no note.
void writeCrashNotes(const std::filesystem::path& folder, const std::string& program) noexcept;

/// The notes of a folder, newest first.
std::vector<std::filesystem::path> crashNotes(const std::filesystem::path& folder);

} // namespace nectar
