// SPDX-License-Identifier: Apache-2.0
// Breaks in the way that it is told: crashing_program FOLDER segv|abort|throw|stack|thread|none.
#include "core/base/crash_note.h"
#include "core/base/log.h"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>

namespace {

void readNowhere()
{
    volatile int* volatile nowhere = nullptr;
    *nowhere = 1;
}

// NOLINTNEXTLINE(misc-no-recursion)
int fillStack(int depth)
{
    volatile char room[4096];
    room[0] = static_cast<char>(depth);
    return depth < 0 ? room[0] : fillStack(depth + 1) + room[0];
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    nectar::writeCrashNotes(argv[1], "crashing_program");
    for (int i = 0; i < 60; ++i)
        nectar::logInfo(nectar::LogArea::Io, "line " + std::to_string(i) + " before the end");
    const std::string how = argv[2];
    if (how == "segv")
        readNowhere();
    if (how == "abort")
        std::abort();
    if (how == "throw")
        throw std::runtime_error("nobody catches this");
    if (how == "stack")
        return fillStack(0);
    if (how == "thread")
        std::thread(readNowhere).join();
    return 0;
}
