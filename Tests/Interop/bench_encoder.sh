#!/usr/bin/env bash
# `make bench-encoder`: all-MiniLM-L6-v2 by `bindery bench encoder-probe` beside onnxruntime, one thread, f32 and int8.
# Both sides alternate, so what else runs on the machine weighs on both. MODEL is the encoder's folder, BENCH_ROUNDS how
# often each side takes its turn.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bindery=$(realpath "${BINDERY:-$root/.build/release/bindery}")
python=$root/${VENV:-.venv-encoder}/bin/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ ! -e "$root/${VENV:-.venv-encoder}/ready" ]; then
    python3 -m venv "$root/${VENV:-.venv-encoder}"
    "$python" -m pip install --quiet --disable-pip-version-check \
        numpy==2.4.6 onnx==1.23.2 onnxruntime==1.32.0 tokenizers==0.23.3
    touch "$root/${VENV:-.venv-encoder}/ready"
fi

"$python" "$here/encoder/bench_export.py" "$MODEL" "$work" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
"$python" "$here/encoder/bench_race.py" "$bindery" "$MODEL" "$work" "${BENCH_ROUNDS:-15}"
