// SPDX-License-Identifier: Apache-2.0
#include "core/base/log_file.h"

#include <exception>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nectar {

namespace fs = std::filesystem;

namespace {
constexpr off_t kMaxBytes = off_t{2} << 20;
constexpr int kOldFiles = 4;
} // namespace

void LogFile::open(const fs::path& folder) noexcept
{
    close();
    try {
        m_folder = folder;
        std::error_code ignored;
        if (!folder.empty())
            fs::create_directories(folder, ignored);
        reopen();
    } catch (const std::exception&) {
        m_folder.clear();
    }
}

fs::path LogFile::fileOf(int age) const
{
    return m_folder / (age == 0 ? std::string("nectar.log") : "nectar." + std::to_string(age) + ".log");
}

bool LogFile::reopen()
{
    close();
    if (m_folder.empty())
        return false;
    // A pipe in its place must not block, nor may a link lead elsewhere.
    constexpr int kFlags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW;
    m_descriptor = ::open(fileOf(0).c_str(), kFlags, 0600);
    struct stat info {};
    if (m_descriptor >= 0 && (::fstat(m_descriptor, &info) != 0 || !S_ISREG(info.st_mode)))
        close();
    return m_descriptor >= 0;
}

bool LogFile::isOurs() const
{
    struct stat open {
    }, named{};
    return ::fstat(m_descriptor, &open) == 0 && ::stat(fileOf(0).c_str(), &named) == 0 && open.st_ino == named.st_ino &&
           open.st_dev == named.st_dev;
}

void LogFile::rotate()
{
    std::error_code ignored;
    for (int age = kOldFiles; age > 0; --age)
        fs::rename(fileOf(age - 1), fileOf(age), ignored);
}

void LogFile::write(std::string_view line) noexcept
{
    if (m_folder.empty())
        return;
    try {
        if ((m_descriptor < 0 || !isOurs()) && !reopen())
            return;
        struct stat info {};
        if (::fstat(m_descriptor, &info) == 0 && info.st_size + static_cast<off_t>(line.size()) > kMaxBytes) {
            rotate();
            if (!reopen())
                return;
        }
        [[maybe_unused]] const auto ignored = ::write(m_descriptor, line.data(), line.size());
    } catch (const std::exception&) { // out of memory for a path
        close();
    }
}

void LogFile::close() noexcept
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

} // namespace nectar
