#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# headers.sh SOURCE BUILD INCLUDE…: every header but LibTorch's own compiles alone with clang, as editors and clang-tidy need it.
# Objects are made, and thrown away, because ccache keeps nothing of a mere syntax check.
set -euo pipefail
source=$1 build=$2
shift 2
compiler=$(command -v clang++-14 || command -v clang++) ||
    { echo "clang++ is missing: packaging/setup.sh installs it" >&2; exit 1; }
scratch=$(mktemp -d "$build/headers-XXXXXX")
trap 'rm -rf "$scratch"' EXIT

command=("$compiler" -std=c++20 -O0 -fPIC -Wall -Werror -Wno-pragma-once-outside-header -DQT_NO_KEYWORDS -I .)
for folder in "$@"; do command+=(-isystem "$folder"); done
if launcher=$(command -v ccache); then command=("$launcher" "${command[@]}"); fi

cd "$source"
mapfile -t headers < <(find app core ui -name '*.h' ! -name '*_torch.h' | sort)
for header in "${headers[@]}"; do mkdir -p "$scratch/${header%/*}"; done
printf '%s\n' "${headers[@]}" | xargs -P "$(nproc)" -I HEADER "${command[@]}" -x c++ -c HEADER -o "$scratch/HEADER.o"
[ "$(find "$scratch" -name '*.o' | wc -l)" -eq ${#headers[@]} ]
echo "${#headers[@]} headers compile on their own"
