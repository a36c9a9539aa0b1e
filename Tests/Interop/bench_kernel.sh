#!/usr/bin/env bash
# `make bench-kernel`: `bindery bench kernel-probe` beside llama.cpp (built for this machine from PyPI's llama-cpp-python) with the
# same GGUFs of random weights. Both sides alternate, so what else runs on the machine weighs on both.
# BENCH_SHAPES names the models (15m 135m 1.1b wide, each alone for Q8_0 or with -q4_0, -q5_0, -q4_k_m, -q5_k_m), BENCH_ROUNDS how
# often each side takes its turn. Where a width is no whole number of super-blocks, as in 15m and 135m, q4_k_m is a mixture of Q5_0 and
# Q8_0; q5_k_m has Q5_1 there and is refused.
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

# compare MODEL LEAST: the logits of both sides have at least this cosine at each of 40 tokens.
compare() {
    "$venv/bin/python" "$here/bench_kernel_logits.py" "$bindery" "$work/$1.gguf" 40 "$2"
}

# The trained model: its logits, and its answers to every question of the corpus.
demo=$root/Registry/models/bindery-demo-1.gguf
"$venv/bin/python" "$here/bench_kernel_logits.py" "$bindery" "$demo" 40 0.99
"$venv/bin/python" "$here/bench_kernel_greedy.py" "$demo" "$root/Registry/model/corpus.jsonl"
for model in qwen2-f32 qwen3-f32; do
    "$venv/bin/python" "$here/bench_kernel_model.py" "$model" "$work/$model.gguf"
    compare "$model" 0.99999
done
for model in ${BENCH_SHAPES:-15m 135m 135m-q4_0 wide-q4_k_m}; do
    "$venv/bin/python" "$here/bench_kernel_model.py" "$model" "$work/$model.gguf"
    # Both sides round activations to eight bits, in blocks of other lengths.
    compare "$model" 0.99
    for threads in 1 2; do
        [ "$threads" -le "$(nproc)" ] || continue
        "$venv/bin/python" "$here/bench_kernel_race.py" "$bindery" "$work/$model.gguf" "$threads" "${BENCH_ROUNDS:-5}"
    done
    rm "$work/$model.gguf"
done
