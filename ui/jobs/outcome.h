// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <optional>

namespace nectar {

/// What a job on a pool ends with: a value or the exception it threw; neither after a cancellation that came first.
template <class T>
struct Outcome {
    std::optional<T> value;
    std::exception_ptr error;
};

/// Runs work() and keeps what it throws: exceptions must not reach QtConcurrent (architecture.md 2).
template <class Work>
auto outcomeOf(Work&& work) -> Outcome<decltype(work())>
{
    Outcome<decltype(work())> outcome;
    try {
        outcome.value = work();
    } catch (...) {
        outcome.error = std::current_exception();
    }
    return outcome;
}

} // namespace nectar
