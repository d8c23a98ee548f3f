// SPDX-License-Identifier: Apache-2.0
#include "app/cli/spelling.h"
#include "app/cli/stop_signals.h"
#include "app/cli/verbs.h"
#include "app/cli/wrapped_help.h"

#include "core/base/crash_note.h"
#include "core/base/log.h"
#include "core/base/parallel.h"
#include "core/base/paths.h"
#include "core/base/program_start.h"
#include "core/base/version.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <new>
#include <stop_token>

#include <fcntl.h>
#include <unistd.h>

namespace {

/// A closed standard output becomes one that takes nothing, so that printing fails as on a full disk: /dev/null, which
/// installFaultHandlers() would put there, would swallow the result.
void keepClosedOutputClosed()
{
    while (::fcntl(STDOUT_FILENO, F_GETFD) < 0 && ::open("/dev/null", O_RDONLY) >= 0)
        continue; // the lowest free number is taken, which may be standard input's first
}

int runVerb(nectar::cli::Session& session)
{
    try {
        nectar::configureThreads(session.flags.threads);
        session.progress = nectar::cli::makeProgress(session.flags);
        return session.run();
    } catch (const nectar::Cancelled&) {
        session.progress.reset();
        if (nectar::cli::isFirstToSayStopped())
            nectar::cli::fail(session, nectar::cli::stoppedText(*session.resumable));
        return 130;
    } catch (const CLI::ValidationError& error) { // a value that only the verb could judge
        nectar::cli::fail(session, error.what());
        return 2;
    } catch (const nectar::Error& error) {
        session.progress.reset();
        nectar::cli::fail(session, error.what());
        return nectar::exitCodeFor(error.code());
    } catch (const std::bad_alloc&) {
        session.progress.reset();
        nectar::cli::fail(session, "out of memory; use a smaller --size or close other programs");
        return 1;
    } catch (const std::exception& error) {
        session.progress.reset();
        nectar::cli::fail(session, std::string("unexpected failure: ") + error.what());
        return 1;
    }
}

/// Usage goes to stdout and is a success, a mistake to stderr and ends with 2.
int finishParsing(const CLI::App& program, const CLI::ParseError& error)
{
    const int code = program.exit(error);
    std::cout.flush();
    if (!std::cout || std::fflush(stdout) != 0 || std::ferror(stdout)) {
        std::fprintf(stderr, "nectar: cannot write to standard output\n");
        return 1;
    }
    return code == 0 ? 0 : 2;
}

/// So that a note about a crash says what was asked.
void logArguments(int argc, char** argv)
{
    std::string line = "nectar " + nectar::versionString() + " began:";
    for (int i = 1; i < argc; ++i)
        line += std::string(" ") + argv[i];
    nectar::logInfo(nectar::LogArea::Io, line);
}

int runProgram(int argc, char** argv)
{
    nectar::cli::Session session;
    const std::stop_source stop;
    session.stop = stop.get_token();
    nectar::cli::stopOnSignals(stop, session.resumable);

    CLI::App program{"Nectar reads new pictures by example. You give it pictures whose regions are\n"
                     "labelled, or whose depth is known: the prompt images. It remembers small\n"
                     "patches of them in a file, the bank. A new picture is read by looking up\n"
                     "which remembered patches, its neighbours, each of its own patches resembles\n"
                     "most; their labels vote. Nothing is trained.\n\n"
                     "Begin with:\n"
                     "  nectar demo --out town                    write a small example data set\n"
                     "  nectar build --data town --out my.bank    remember its labelled pictures\n"
                     "  nectar predict --bank my.bank --image P   read a new picture P\n"
                     "  nectar eval --bank my.bank --data town    measure how well that works\n",
                     "nectar"};
    const auto help = std::make_shared<nectar::cli::WrappedHelp>();
    help->label("SUBCOMMAND", "VERB");
    program.formatter(help);
    program.set_version_flag("--version", "nectar " + nectar::versionString());
    program.set_help_all_flag("--help-all", "help of every verb");
    program.footer("nectar help VERB explains a verb.");
    program.require_subcommand(1);
    program.failure_message(nectar::cli::failureMessage);

    nectar::cli::addDemo(program, session);
    nectar::cli::addInspect(program, session);
    nectar::cli::addBuild(program, session);
    nectar::cli::addPredict(program, session);
    nectar::cli::addLabel(program, session);
    nectar::cli::addEval(program, session);
    nectar::cli::addExplain(program, session);
    nectar::cli::addQuery(program, session);
    nectar::cli::addFeatures(program, session);
    nectar::cli::addDoctor(program, session);
    for (CLI::App* verb : program.get_subcommands([](const CLI::App*) { return true; })) {
        verb->group("Verbs");
        verb->set_help_all_flag(); // of the whole program only
        verb->footer("");
    }
    std::vector<std::string> arguments(argv + 1, argv + argc);
    if (const std::string mistake = nectar::cli::unknownWord(program, arguments); !mistake.empty()) {
        nectar::cli::complain("nectar: " + mistake);
        return 2;
    }
    arguments = nectar::cli::verbFirst(std::move(arguments));
    try {
        std::reverse(arguments.begin(), arguments.end()); // CLI11 takes them from the back
        program.parse(std::move(arguments));
        nectar::cli::refuseEmptyValues(program);
    } catch (const CLI::ParseError& error) {
        return finishParsing(program, error);
    }
    logArguments(argc, argv);
    return runVerb(session);
}

} // namespace

int main(int argc, char** argv)
{
    try {
        nectar::ensurePassiveOpenMp(argv);
        keepClosedOutputClosed();
        nectar::installFaultHandlers();
        nectar::writeCrashNotes(nectar::stateFolder("crashes"), "nectar");
        return runProgram(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "nectar: unexpected failure: %s\n", error.what());
        return 1;
    }
}
