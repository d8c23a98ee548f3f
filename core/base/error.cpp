// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include <cerrno>
#include <system_error>

namespace nectar {

int exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::BadOption:
        return 2;
    case ErrorCode::NotFound:
    case ErrorCode::Unreadable:
    case ErrorCode::BadFormat:
    case ErrorCode::Unsupported:
    case ErrorCode::Mismatch:
    case ErrorCode::Empty:
        return 4;
    case ErrorCode::Exists:
    case ErrorCode::NoSpace:
    case ErrorCode::NoPermission:
    case ErrorCode::OutOfMemory:
    case ErrorCode::Unavailable:
    case ErrorCode::Io:
        return 1;
    }
    return 1;
}

Error systemError(int errnoValue, const std::string& what, const std::string& file)
{
    const std::string start = what + ": " + file + ": ";
    switch (errnoValue) {
    case ENOSPC:
    case EDQUOT:
        return {ErrorCode::NoSpace, start + "the disk is full; free some space or choose another folder"};
    case EFBIG:
        return {ErrorCode::NoSpace,
                start + "the file would exceed the size limit of this disk or user; choose another folder"};
    case EACCES:
    case EPERM:
    case EROFS:
        return {ErrorCode::NoPermission, start + "no permission; choose a folder that you may write to"};
    case ENOENT:
    case ENOTDIR:
        return {ErrorCode::NotFound, start + "no such file or folder; check the path"};
    case ENAMETOOLONG:
        return {ErrorCode::NotFound, start + "the name is too long; choose a shorter one"};
    case ELOOP:
        return {ErrorCode::NotFound, start + "its links lead in a circle; mend them"};
    case EISDIR:
        return {ErrorCode::Unreadable, start + "it is a folder, a file is needed"};
    default:
        return {ErrorCode::Io, start + std::generic_category().message(errnoValue)};
    }
}

} // namespace nectar
