// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"

#include "core/base/error.h"
#include "core/base/program_start.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <random>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nectar {

namespace fs = std::filesystem;

namespace {

/// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int value) : m_value(value) {}
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int value() const { return m_value; }
    int release() { return std::exchange(m_value, -1); }

private:
    int m_value;
};

constexpr const char* kTooManyOpen = "too many open files; close other programs or raise the limit (ulimit -n)";

/// A folder that is not there, or went away while the file was written, leaves a result without a place: no missing
/// input.
Error writingError(int errnoValue, const fs::path& file)
{
    const std::string start = "cannot write: " + file.string() + ": ";
    if (errnoValue == ENOENT || errnoValue == ENOTDIR)
        return {ErrorCode::Io, start + "its folder does not exist; create it first or choose another"};
    if (errnoValue == EMFILE || errnoValue == ENFILE)
        return {ErrorCode::Io, start + kTooManyOpen};
    return systemError(errnoValue, "cannot write", file.string());
}

/// Why a file could not be opened or read: its own fault (Unreadable), unless it is missing or the machine is at its
/// limits.
Error readingError(int errnoValue, const char* what, const fs::path& file)
{
    const std::string start = std::string(what) + ": " + file.string() + ": ";
    if (errnoValue == EMFILE || errnoValue == ENFILE)
        return {ErrorCode::Io, start + kTooManyOpen};
    if (errnoValue == EACCES || errnoValue == EPERM)
        return {ErrorCode::Unreadable, start + "no permission to read it; have its owner allow that (chmod)"};
    if (errnoValue == EIO)
        return {ErrorCode::Unreadable, start + "the disk reports an error; copy the file from elsewhere"};
    return systemError(errnoValue, what, file.string());
}

/// Opens an existing regular file for reading; never waits for the other end of a pipe. Sets its size.
int openRegular(const fs::path& file, const char* what, std::int64_t& size)
{
    Descriptor probe(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat info {};
    if (probe.value() < 0 || ::fstat(probe.value(), &info) != 0)
        throw readingError(errno, what, file);
    if (S_ISDIR(info.st_mode))
        throw Error(ErrorCode::Unreadable,
                    std::string(what) + ": " + file.string() + ": it is a folder, a file is needed");
    if (!S_ISREG(info.st_mode))
        throw Error(ErrorCode::Unreadable,
                    std::string(what) + ": " + file.string() + ": it is a device or pipe, a file is needed");
    size = info.st_size;
    return probe.release();
}

/// Where the bytes go: the end of a link. Refuses what a rename would destroy.
fs::path writableDestination(const fs::path& destination)
{
    if (!destination.has_filename())
        throw Error(ErrorCode::BadOption, "cannot write: '" + destination.string() + "': name a file");
    std::error_code error;
    const fs::file_status status = fs::status(destination, error);
    if (fs::is_directory(status))
        throw Error(ErrorCode::BadOption, "cannot write: " + destination.string() + ": it is a folder; name a file");
    if (fs::is_other(status))
        throw Error(ErrorCode::BadOption,
                    "cannot write: " + destination.string() + ": it is a device or pipe; name a file");
    if (!fs::is_symlink(fs::symlink_status(destination, error)))
        return destination;
    fs::path target = fs::read_symlink(destination, error); // one step suffices for a link to nothing
    if (!error && !fs::exists(destination, error))
        return target.is_absolute() ? target : destination.parent_path() / target;
    target = fs::weakly_canonical(destination, error);
    return error ? destination : target;
}

} // namespace

AtomicFile::AtomicFile(const fs::path& destination) : m_destination(writableDestination(destination))
{
    // Random start and counter: two programs (process ids repeat in containers) or two threads never share a temporary
    // file. Short, because the destination's own name may already be as long as names can be.
    static const unsigned start = std::random_device{}();
    static std::atomic<int> counter{0};
    m_temporary =
        m_destination.parent_path() / (".nectar-" + std::to_string(start) + "-" + std::to_string(counter++) + ".tmp");
    const fs::path folder = m_destination.has_parent_path() ? m_destination.parent_path() : fs::path(".");
    if (::access("/proc/self/fd", X_OK) == 0) // a nameless file gets its name through there
        m_descriptor = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644);
    m_nameless = m_descriptor >= 0;
    if (!m_nameless)
        m_descriptor = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (m_descriptor < 0)
        throw writingError(errno, m_destination);
}

AtomicFile::~AtomicFile()
{
    if (m_descriptor < 0)
        return;
    ::close(m_descriptor);
    if (!m_nameless)
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

void AtomicFile::commit(Existing existing)
{
    if (::fsync(m_descriptor) != 0)
        throw systemError(errno, "cannot write", m_destination.string());
    if (m_nameless) {
        const std::string self = "/proc/self/fd/" + std::to_string(m_descriptor);
        if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, m_temporary.c_str(), AT_SYMLINK_FOLLOW) != 0)
            throw writingError(errno, m_destination);
        m_nameless = false;
    }
    // A hard link, unlike a rename, never replaces; file systems without links make do with a look before.
    const bool linked = existing == Existing::Keep && ::link(m_temporary.c_str(), m_destination.c_str()) == 0;
    std::error_code ignored;
    if (existing == Existing::Keep && !linked && (errno == EEXIST || fs::exists(m_destination, ignored)))
        throw Error(ErrorCode::Exists, "cannot write: " + m_destination.string() +
                                           ": a file of this name came into being meanwhile; it was left alone");
    if (linked)
        ::unlink(m_temporary.c_str());
    else if (::rename(m_temporary.c_str(), m_destination.c_str()) != 0)
        throw writingError(errno, m_destination);
    ::close(std::exchange(m_descriptor, -1));
}

void writeFile(const fs::path& file, std::string_view contents)
{
    AtomicFile out(file);
    out.write(contents);
    out.commit();
}

namespace {

std::string readBytes(const Descriptor& descriptor, const fs::path& file, std::int64_t size)
{
    std::string contents(static_cast<std::size_t>(size), '\0');
    for (std::size_t at = 0; at < contents.size();) {
        const ssize_t count = ::read(descriptor.value(), contents.data() + at, contents.size() - at);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            throw readingError(errno, "cannot read", file);
        if (count == 0)
            throw Error(ErrorCode::Unreadable, "cannot read: " + file.string() +
                                                   ": it became shorter meanwhile; try again when it is written");
        at += static_cast<std::size_t>(count);
    }
    return contents;
}

} // namespace

std::string readFile(const fs::path& file, std::int64_t maxBytes)
{
    std::int64_t size = 0;
    const Descriptor descriptor(openRegular(file, "cannot read", size));
    if (size > maxBytes)
        throw Error(ErrorCode::BadFormat, "cannot read: " + file.string() + ": " + std::to_string(size) +
                                              " bytes, more than the " + std::to_string(maxBytes) +
                                              " expected at most; check that it is the right file");
    return readBytes(descriptor, file, size);
}

std::string readFileStart(const fs::path& file, std::int64_t count)
{
    std::int64_t size = 0;
    const Descriptor descriptor(openRegular(file, "cannot read", size));
    return readBytes(descriptor, file, std::min(size, count));
}

std::shared_ptr<const MappedFile> MappedFile::open(const fs::path& file)
{
    std::int64_t length = 0;
    const Descriptor descriptor(openRegular(file, "cannot open", length));
    if (length == 0)
        throw Error(ErrorCode::Empty, "cannot open: " + file.string() + ": the file is empty; copy or make it again");
    const auto size = static_cast<std::size_t>(length);
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor.value(), 0);
    const int mapError = errno;
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

bool isSameFile(const fs::path& a, const fs::path& b)
{
    std::error_code error;
    if (a.empty() || b.empty())
        return false;
    return fs::equivalent(a, b, error) || // also hard links
           fs::weakly_canonical(fs::absolute(a), error) == fs::weakly_canonical(fs::absolute(b), error);
}

void makeFolder(const fs::path& folder)
{
    if (folder.empty())
        throw Error(ErrorCode::BadOption, "cannot create the folder: it has no name; name one, or . for this one");
    std::error_code error;
    fs::create_directories(folder, error);
    if (fs::is_directory(folder, error))
        return;
    for (fs::path part = folder; !part.empty() && part != part.root_path(); part = part.parent_path())
        if (std::error_code ignored; fs::exists(part, ignored) && !fs::is_directory(part, ignored))
            throw Error(ErrorCode::BadOption, "cannot create the folder: " + folder.string() + ": " + part.string() +
                                                  " is a file; choose another name");
    fs::create_directories(folder, error);
    throw systemError(error.value(), "cannot create the folder", folder.string());
}

std::string relativeName(const fs::path& path, const fs::path& base)
{
    const fs::path relative = path.lexically_normal().lexically_relative(base.lexically_normal());
    return relative.empty() ? path.generic_string() : relative.generic_string();
}

} // namespace nectar
