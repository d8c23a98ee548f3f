// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace nectar {

/// The file of the log, with those that it was before. Whatever fails is silent: a log must not stop anybody's work.
/// Several programs may write to the same folder.
class LogFile {
public:
    LogFile() = default;
    ~LogFile() { close(); }
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    void open(const std::filesystem::path& folder) noexcept;
    void write(std::string_view line) noexcept;
    void close() noexcept;

private:
    bool reopen();
    bool isOurs() const; ///< no other program has renamed it
    void rotate();
    std::filesystem::path fileOf(int age) const;

    std::filesystem::path m_folder; ///< empty: none
    int m_descriptor = -1;
};

} // namespace nectar
