#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sets up, builds with warnings as errors, and runs every check: tests without a screen, layering, format.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/build_environment.sh"
[ $# -eq 0 ] || { echo "usage: packaging/test.sh (no arguments)" >&2; exit 2; }

"$root/packaging/setup.sh"
cd "$root"
runtime=$(mktemp -d)
trap 'rm -rf "$runtime"' EXIT
chmod 700 "$runtime"
export XDG_RUNTIME_DIR=$runtime QT_QPA_PLATFORM=offscreen

cmake --preset test
cmake --build --preset test

files=$(git ls-files '*.h' '*.cpp')
# shellcheck disable=SC2086
clang-format --dry-run --Werror $files
echo "format: $(echo "$files" | wc -l) files are as clang-format writes them"

status=0
ctest --preset test || status=$?

log=build/test/Testing/Temporary/LastTest.log
skips=$(grep -c '^SKIP ' "$log" || true)
if [ "$skips" -gt 0 ]; then
    echo "Skipped, each with its reason:"
    grep -A0 '^SKIP ' "$log" | sed 's/^/  /'
fi
passed=$(sed -n 's/^Totals: \([0-9]*\) passed, \([0-9]*\) failed.*/\1/p' "$log" | awk '{sum += $1} END {print sum + 0}')
failed=$(sed -n 's/^Totals: \([0-9]*\) passed, \([0-9]*\) failed.*/\2/p' "$log" | awk '{sum += $1} END {print sum + 0}')
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1 # a check that is no Qt Test, or a program that did not come to its end
fi
echo "$passed passed, $failed failed, $skips skipped"
exit "$status"
