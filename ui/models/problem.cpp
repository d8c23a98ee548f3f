// SPDX-License-Identifier: Apache-2.0
#include "ui/models/problem.h"

#include "core/base/error.h"

#include <new>

namespace nectar {

namespace {

const char* codeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::BadOption:
        return "a value outside its range";
    case ErrorCode::NotFound:
        return "a file or folder is missing";
    case ErrorCode::Unreadable:
        return "a file may not or cannot be read";
    case ErrorCode::BadFormat:
        return "a file is truncated, corrupt or not what it claims to be";
    case ErrorCode::Unsupported:
        return "a kind of file that Nectar does not handle";
    case ErrorCode::Mismatch:
        return "two things that must belong together do not";
    case ErrorCode::Exists:
        return "something would be overwritten";
    case ErrorCode::Empty:
        return "there is nothing to work on";
    case ErrorCode::NoSpace:
        return "the disk is full";
    case ErrorCode::NoPermission:
        return "a place may not be written";
    case ErrorCode::OutOfMemory:
        return "not enough memory";
    case ErrorCode::Unavailable:
        return "a part is missing on this machine";
    case ErrorCode::Io:
        return "the operating system refused";
    }
    return "";
}

Problem problemFromMessage(const QString& message, const QString& kind)
{
    Problem problem;
    const qsizetype cut = message.indexOf(QStringLiteral(": "));
    problem.title = cut > 0 ? message.left(cut) : message;
    problem.text = cut > 0 ? message.mid(cut + 2) : QString();
    if (!problem.title.isEmpty())
        problem.title[0] = problem.title[0].toUpper();
    problem.details = QStringLiteral("Kind of problem: %1.\nFull message: %2").arg(kind, message);
    return problem;
}

} // namespace

Problem problemFrom(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const Error& e) {
        return problemFromMessage(QString::fromUtf8(e.what()), QString::fromUtf8(codeName(e.code())));
    } catch (const std::bad_alloc&) {
        return problemFromMessage(
            QStringLiteral("Not enough memory: what was asked for was not done; close other programs, or "
                           "use smaller pictures or fewer patches"),
            QString::fromUtf8(codeName(ErrorCode::OutOfMemory)));
    } catch (const std::exception& e) {
        return problemFromMessage(QString::fromUtf8(e.what()), QStringLiteral("unexpected"));
    } catch (...) {
        return problemFromMessage(QStringLiteral("Something failed for a reason that is not known"),
                                  QStringLiteral("unexpected"));
    }
}

bool isOutOfMemory(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const Error& e) {
        return e.code() == ErrorCode::OutOfMemory;
    } catch (const std::bad_alloc&) {
        return true;
    } catch (...) {
        return false;
    }
}

bool isCancellation(const std::exception_ptr& error)
{
    if (!error)
        return false;
    try {
        std::rethrow_exception(error);
    } catch (const Cancelled&) {
        return true;
    } catch (...) {
        return false;
    }
}

} // namespace nectar
