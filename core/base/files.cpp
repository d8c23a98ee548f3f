// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"

#include "core/base/error.h"
#include "core/base/program_start.h"

#include <atomic>
#include <cerrno>
#include <fstream>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nectar {

namespace fs = std::filesystem;

AtomicFile::AtomicFile(fs::path destination) : m_destination(std::move(destination))
{
    // Process id and counter: two programs or two threads never share a temporary file.
    static std::atomic<int> counter{0};
    m_temporary = m_destination;
    m_temporary += ".tmp" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
    m_descriptor = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (m_descriptor < 0)
        throw systemError(errno, "cannot write", m_destination.string());
}

AtomicFile::~AtomicFile()
{
    if (m_descriptor < 0)
        return;
    ::close(m_descriptor);
    ::unlink(m_temporary.c_str());
}

void AtomicFile::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            throw systemError(errno, "cannot write", m_destination.string());
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void AtomicFile::write(std::string_view text) { write(std::as_bytes(std::span(text))); }

void AtomicFile::commit()
{
    if (::fsync(m_descriptor) != 0)
        throw systemError(errno, "cannot write", m_destination.string());
    if (::rename(m_temporary.c_str(), m_destination.c_str()) != 0)
        throw systemError(errno, "cannot rename the finished file", m_destination.string());
    ::close(std::exchange(m_descriptor, -1));
}

void writeFile(const fs::path& file, std::string_view contents)
{
    AtomicFile out(file);
    out.write(contents);
    out.commit();
}

std::string readFile(const fs::path& file, std::int64_t maxBytes)
{
    if (fs::is_directory(file))
        throw Error(ErrorCode::Unreadable, "cannot read: " + file.string() + ": it is a folder, a file is needed");
    std::ifstream stream(file, std::ios::binary | std::ios::ate);
    if (!stream)
        throw systemError(errno, "cannot read", file.string());
    const std::int64_t size = stream.tellg();
    if (size > maxBytes)
        throw Error(ErrorCode::BadFormat, "cannot read: " + file.string() + ": " + std::to_string(size) +
                                              " bytes, more than the " + std::to_string(maxBytes) +
                                              " expected at most");
    std::string contents(static_cast<std::size_t>(size < 0 ? 0 : size), '\0');
    stream.seekg(0);
    if (size < 0 || !stream.read(contents.data(), size))
        throw Error(ErrorCode::Unreadable, "cannot read: " + file.string() + ": reading failed half-way");
    return contents;
}

std::shared_ptr<const MappedFile> MappedFile::open(const fs::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        const Error error = systemError(errno, "cannot open", file.string());
        if (error.code() == ErrorCode::NoPermission)
            throw Error(ErrorCode::Unreadable, "cannot open: " + file.string() + ": no permission to read it");
        throw error;
    }
    struct stat info {};
    const bool regular = ::fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode);
    if (!regular || info.st_size == 0) {
        ::close(descriptor);
        throw Error(regular ? ErrorCode::Empty : ErrorCode::Unreadable,
                    "cannot open: " + file.string() + (regular ? ": the file is empty" : ": it is not a regular file"));
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
    const int mapError = errno;
    ::close(descriptor);
    if (data == MAP_FAILED)
        throw systemError(mapError, "cannot map into memory", file.string());
    std::shared_ptr<MappedFile> mapped(new MappedFile);
    mapped->m_path = file;
    mapped->m_data = static_cast<const std::byte*>(data);
    mapped->m_size = size;
    registerMapping(data, size, mapped->m_path.c_str());
    return mapped;
}

MappedFile::~MappedFile()
{
    if (!m_data)
        return;
    unregisterMapping(m_data);
    ::munmap(const_cast<std::byte*>(m_data), m_size);
}

void makeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw systemError(error.value(), "cannot create the folder", folder.string());
    if (!fs::is_directory(folder))
        throw Error(ErrorCode::NoPermission, "cannot create the folder: " + folder.string() +
                                                 ": a file of this name is in the way; choose another name");
}

std::string relativeName(const fs::path& path, const fs::path& base)
{
    const fs::path relative = path.lexically_normal().lexically_relative(base.lexically_normal());
    return relative.empty() ? path.generic_string() : relative.generic_string();
}

} // namespace nectar
