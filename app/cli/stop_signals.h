// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <stop_token>

namespace nectar::cli {

/// From now on Ctrl+C and SIGTERM ask the work to stop at its next step. A second one, or work that is in the middle of
/// a long step (a huge picture, one pass of a large network), ends the program with 130 within a second: results appear
/// whole or not at all and an unfinished bank can be resumed after any kill, so nothing is lost by that.
/// To be called once, before other threads are started. resumable: whether --resume can go on with the work.
void stopOnSignals(const std::stop_source& stop, const std::shared_ptr<const std::atomic<bool>>& resumable);

/// What is said when work was stopped, and whether nobody has said it yet: the work and the signals may meet.
const char* stoppedText(bool resumable);
bool isFirstToSayStopped();

} // namespace nectar::cli
