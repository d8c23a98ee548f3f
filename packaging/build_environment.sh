#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by run.sh and test.sh: where the source is, and a compiler cache that a second clone can use.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
# LibTorch's threads sleep instead of spinning.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}

# One compiler on LibTorch's headers takes 1.4 GB, so memory limits the jobs as well as the processor does.
if [ -z "${CMAKE_BUILD_PARALLEL_LEVEL:-}" ]; then
    jobs=$(awk '/^MemAvailable:/ {print int($2 / 1800000)}' /proc/meminfo)
    [ "$jobs" -le "$(nproc)" ] || jobs=$(nproc)
    [ "$jobs" -ge 1 ] || jobs=1
    export CMAKE_BUILD_PARALLEL_LEVEL=$jobs
    unset jobs
fi

# configure PRESET: quiet unless it fails.
configure() {
    local log
    log=$(mktemp)
    if ! cmake --preset "$1" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    grep '^-- nectar:' "$log" || true
    rm -f "$log"
}
