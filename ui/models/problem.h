// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaType>
#include <QString>

#include <exception>

namespace nectar {

/// An error or a remark as the window shows it: what happened in one sentence, the rest, and folded details.
struct Problem {
    enum class Kind { Note, Warning, Failure };
    Kind kind = Kind::Failure;
    QString title;   ///< "cannot open bank"
    QString text;    ///< which file, why, what to do
    QString details; ///< shown on demand; empty: none
};

/// Splits "what: which: why: what to do" after its first part.
Problem problemFrom(const std::exception_ptr& error);
bool isOutOfMemory(const std::exception_ptr& error);
bool isCancellation(const std::exception_ptr& error);

} // namespace nectar

Q_DECLARE_METATYPE(nectar::Problem)
