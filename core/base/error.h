// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <stdexcept>
#include <string>

namespace nectar {

enum class ErrorCode {
    BadOption,    ///< a value outside its range, flags that contradict each other
    NotFound,     ///< a file or folder is missing
    Unreadable,   ///< it exists, but may not or cannot be read
    BadFormat,    ///< it was read, but is truncated, corrupt or not what it claims to be
    Unsupported,  ///< understood, but Nectar does not handle this kind
    Mismatch,     ///< two things that must belong together do not (bank and backbone, mask and photo)
    Exists,       ///< would overwrite something
    Empty,        ///< nothing to work on
    NoSpace,      ///< the disk is full or a file size limit was reached
    NoPermission, ///< may not be written
    OutOfMemory,
    Unavailable, ///< a device or optional part is missing on this machine or in this build
    Io           ///< any other failure of the operating system
};

/// The one exception of Nectar. The message says what failed, which file or value, why, and what to do.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& message) : std::runtime_error(message), m_code(code) {}
    ErrorCode code() const { return m_code; }

private:
    ErrorCode m_code;
};

/// Thrown by JobContext::step() after a stop request; not an error.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

/// Exit status of a program that ends with this error: 1 run-time failure, 2 usage, 4 input missing or not understood.
int exitCodeFor(ErrorCode code);

/// Error for a failed system call: errno decides the code (NoSpace, NoPermission, NotFound, Io).
/// what: "cannot write bank"; file: the path.
Error systemError(int errnoValue, const std::string& what, const std::string& file);

} // namespace nectar
