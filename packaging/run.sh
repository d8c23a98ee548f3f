#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sets up, builds and opens the studio on its demo. Without a display the same job runs on the command line.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=build_environment.sh
. "$(dirname "${BASH_SOURCE[0]}")/build_environment.sh"
[ $# -eq 0 ] || { echo "usage: packaging/run.sh (no arguments)" >&2; exit 2; }

"$root/packaging/setup.sh"
cd "$root"
configure release
cmake --build --preset release --target nectar nectar-studio
bin=$root/build/release/bin

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$bin/nectar-studio" --demo
fi

echo "No display: running the demo on the command line instead."
cache=${XDG_CACHE_HOME:-$HOME/.cache}/nectar
out=$cache/demo
mkdir -p "$out"
backbone=(--backbone descriptor)
if [ -e "$cache/deps/starter-vits14-1/model.safetensors" ]; then
    backbone=(--backbone starter --size 336) # 24 x 24 patches
fi
data=$("$bin/nectar" demo)
"$bin/nectar" build --data "$data" "${backbone[@]}" --out "$out/demo.bank" --force
"$bin/nectar" eval --bank "$out/demo.bank" --data "$data"
echo "Pictures written:"
"$bin/nectar" predict --bank "$out/demo.bank" --image "$data"/query/images/* --out "$out/predictions" --export overlay \
    --force --quiet
