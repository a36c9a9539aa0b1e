#!/usr/bin/env bash
# `make test-engines`: binds answers through the server of llama-cpp-python, which runs the model that ships. Greedy, they are
# those of `--model`, and every object verifies. PYTHON has the server installed, BINDERY is the program; nothing outside a
# temporary folder is written.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "${BINDERY:?names the program}")
model=$root/Registry/models/bindery-demo-1.gguf
work=$(mktemp -d)
server=
stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT
cd "$work"
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data

free='import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
port=$("${PYTHON:?has the server}" -c "$free")
engine=http://127.0.0.1:$port
"$PYTHON" -m llama_cpp.server --model "$model" --model_alias demo --port "$port" --n_ctx 256 --n_threads 1 \
    >server.log 2>&1 &
server=$!
until "$PYTHON" -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1])' "$engine/v1/models" 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 1; }
    sleep 0.2
done

member() { "$PYTHON" -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$1" "$2"; }
run() { "$program" "$@" --registry library; }

"$program" key new --out publisher.pem >/dev/null
"$program" init library --key publisher.pem --name "Engines" --json >made.json
root_address=$(member made.json root)
run model add "$model" --name demo --model-version 1 --key publisher.pem >/dev/null
count=0
while IFS= read -r question; do
    run ask "$question" --model demo 2>/dev/null >local.txt
    run bind "$question" --engine "$engine" --model-version 1 --key publisher.pem --json >bound.json
    object=$(member bound.json object)
    run get "$object" --answer >engine.txt
    cmp local.txt engine.txt
    run verify "$object" >/dev/null
    run get "$object" | grep -q '"reproducibility":"declared"'
    status=0
    run rederive "$object" >/dev/null || status=$?
    [ "$status" = 69 ]
    count=$((count + 1))
    echo "same answer, verified: $question"
done <<'QUESTIONS'
When does the demo library open?
What is Bindery?
What is absolute zero?
QUESTIONS
"$program" audit library --root "$root_address" >/dev/null

echo "engines: $count answers of llama-cpp-python equal those of --model"
