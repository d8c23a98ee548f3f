#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sets up, builds with warnings as errors, and runs every check: tests without a screen, layering, format.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=build_environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/build_environment.sh"
[ $# -eq 0 ] || { echo "usage: packaging/test.sh (no arguments)" >&2; exit 2; }

"$root/packaging/setup.sh"
cd "$root"
runtime=$(mktemp -d) # private to this run, mode 0700
trap 'rm -rf "$runtime"' EXIT
export XDG_RUNTIME_DIR=$runtime QT_QPA_PLATFORM=offscreen

configure test
cmake --build --preset test

tests=passed
ctest --preset test || tests=failed # includes layering

if [ -e .git ]; then
    mapfile -t sources < <(git ls-files '*.h' '*.cpp')
else
    mapfile -t sources < <(find app core ui tests -name '*.h' -o -name '*.cpp')
fi
format=failed
if [ ${#sources[@]} -gt 0 ] && clang-format --dry-run --Werror "${sources[@]}"; then
    format=passed
fi
echo "Format check: $format (${#sources[@]} files)"

# One line a case from the Qt tests; a check that is no Qt Test counts once, as does a program that broke down.
awk -v tests=$tests -v format=$format '
    function skip(line) { skips[++skipped] = program ": " line }
    /^[0-9]+\/[0-9]+ Testing: / { program = $3; cases = lost = 0 }
    /^SKIP +: / { sub(/^SKIP +: /, ""); skip($0) }
    /^Totals: / { passed += $2; failed += $4; lost += $4; cases = 1 }
    /^Test Passed\./ { if (!cases) passed++ }
    /^Test Failed\./ { if (!lost) failed++ }
    /^Test Not Run|^Unable to find executable/ { failed++ }
    END {
        if (format == "passed") passed++; else failed++
        if (tests == "failed" && !failed) failed = 1
        if (skipped) print "Skipped:"
        for (i = 1; i <= skipped; i++) print "  " skips[i]
        printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failed > 0
    }' build/test/Testing/Temporary/LastTest.log
