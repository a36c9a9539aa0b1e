#!/usr/bin/env bash
# `make bench-kernel`: `bindery bench kernel-probe` beside llama.cpp (built for this machine from PyPI's llama-cpp-python) with the
# same GGUFs of random weights. Both sides alternate, so what else runs on the machine weighs on both.
# BENCH_SHAPES names the shapes (15m 135m 1.1b), BENCH_ROUNDS how often each side takes its turn.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bindery=$(realpath "${BINDERY:-$root/.build/release/bindery}")
venv=$root/${VENV:-.venv-kernel}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ ! -e "$venv/ready" ]; then
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check numpy==2.4.6 gguf==0.19.0
    CMAKE_ARGS="-DGGML_NATIVE=ON -DLLAVA_BUILD=OFF" "$venv/bin/python" -m pip install --quiet \
        --disable-pip-version-check --no-binary llama-cpp-python llama-cpp-python==0.3.36
    touch "$venv/ready"
fi

for shape in ${BENCH_SHAPES:-15m 135m}; do
    "$venv/bin/python" "$here/bench_kernel_model.py" "$shape" "$work/$shape.gguf"
    for threads in 1 2; do
        [ "$threads" -le "$(nproc)" ] || continue
        "$venv/bin/python" "$here/bench_kernel_race.py" "$bindery" "$work/$shape.gguf" "$threads" "${BENCH_ROUNDS:-5}"
    done
    rm "$work/$shape.gguf"
done
