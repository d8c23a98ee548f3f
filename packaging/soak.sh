#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Long runs that are too long for every change: 20,000 random events in ten studios, then thirty kills.
# packaging/soak.sh [PRESET]: asan (the default) watches every access to memory, test is faster.
set -eu
cd "$(dirname "$0")/.."
preset=${1:-asan}
packaging/setup.sh
. packaging/build_environment.sh
cmake --preset "$preset"
cmake --build --preset "$preset" --target tst_monkey tst_kill
export QT_QPA_PLATFORM=offscreen OMP_WAIT_POLICY=passive NECTAR_RESOURCES="$PWD/resources" QTEST_FUNCTION_TIMEOUT=3600000
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for seed in 0 1 2 3 4 5 6 7 8 9; do
  if ! NECTAR_MONKEY_LOG=1 NECTAR_MONKEY_SEED=$seed NECTAR_MONKEY_EVENTS=2000 \
      "build/$preset/bin/tst_monkey" -maxwarnings 0 randomEventsDoNotHurt > "$log" 2>&1; then
    tail -n 60 "$log"
    echo "soak: random events of seed $seed: failed; the last ones are above" >&2
    exit 1
  fi
  sed -n 's/^QINFO .*randomEventsDoNotHurt() \([0-9]* random events\)/\1/p' "$log"
done
"build/$preset/bin/tst_kill" 2>&1 | sed -n 's/^QINFO .*() //p; /^FAIL/,$p; /^Totals/p'
