// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace nectar {

/// Sets OMP_WAIT_POLICY=passive and starts this program again, once, before any thread exists: OpenMP's threads read it
/// when they are loaded, and spinning ones cost the encoder up to tenfold on a busy machine. A user's own value wins.
void ensurePassiveOpenMp(char** argv);

/// To be called before any file is opened. A standard stream that is closed becomes /dev/null: else the next file would
/// take its number, and messages would be written into it. A write beyond a file size limit becomes an error instead of
/// a signal; a mapped file that shrinks under us ends the program with a message that names the file.
void installFaultHandlers();

/// Tells the handler above which file lies at these addresses; the path must outlive the mapping.
void registerMapping(const void* data, std::size_t size, const char* path);
void unregisterMapping(const void* data);

} // namespace nectar
