// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace nectar {

/// What happens to a file that is already there.
enum class Existing { Replace, Keep };

/// Writes a file without a name in its destination's folder and names it at commit(): the destination is either the old
/// file or the whole new one. Without commit() nothing is left, wherever the system knows nameless files not even after
/// a kill. A symbolic link stays one: what it points to is replaced. Errors: BadOption where the destination is a
/// folder, device or pipe, or has no name; NoSpace, NoPermission, Io.
class AtomicFile {
public:
    explicit AtomicFile(const std::filesystem::path& destination);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);
    /// Flushes to the disk and names the file. Keep: throws Exists if the destination is there by now.
    void commit(Existing existing = Existing::Replace);

private:
    std::filesystem::path m_destination;
    std::filesystem::path m_temporary; ///< its name until commit(), or at the very end of it
    bool m_nameless = false;
    int m_descriptor = -1;
};

/// Writes text or bytes as a whole, atomically.
void writeFile(const std::filesystem::path& file, std::string_view contents);
/// Errors: NotFound, Unreadable (also folders, devices and pipes, which could block for ever), BadFormat when larger
/// than maxBytes, Io where too many files are open.
std::string readFile(const std::filesystem::path& file, std::int64_t maxBytes = std::int64_t{1} << 31);
/// Its first bytes, all if it has fewer. Errors: as readFile().
std::string readFileStart(const std::filesystem::path& file, std::int64_t count);

/// Read-only memory mapping of a whole file, checked against the file's length when opened.
/// Errors: NotFound, Unreadable, Empty, Io.
class MappedFile {
public:
    static std::shared_ptr<const MappedFile> open(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<const std::byte> bytes() const { return {m_data, m_size}; }
    const std::filesystem::path& path() const { return m_path; }

private:
    MappedFile() = default;
    std::filesystem::path m_path;
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

/// Do both name the same place, also through links, whether a file is there or not? An empty path is no place.
bool isSameFile(const std::filesystem::path& a, const std::filesystem::path& b);

/// Creates the folder and its parents; the error names the folder. Errors: BadOption where a file is in the way,
/// NoPermission, NoSpace, Io.
void makeFolder(const std::filesystem::path& folder);

/// path relative to base with '/' separators, the key of random streams and row order.
std::string relativeName(const std::filesystem::path& path, const std::filesystem::path& base);

} // namespace nectar
