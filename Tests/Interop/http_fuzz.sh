#!/usr/bin/env bash
# `make http-fuzz`: schemathesis against `bindery serve`, for two minutes at most. Loopback only; PYTHON and BINDERY are set by make.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bindery=$(realpath "${BINDERY:-$root/.build/release/bindery}")
schemathesis=$(dirname "$(realpath -s "${PYTHON:-python3}")")/schemathesis
work=$(mktemp -d)
pid=
# Only what was started here is ended.
trap 'if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data

"$bindery" demo --sources "$root/Registry" --out "$work/library" --json >"$work/demo.json"
trust=$("${PYTHON:-python3}" -c 'import json, sys; print(json.load(open(sys.argv[1]))["root"])' "$work/demo.json")
"$bindery" serve "$work/library" --port 0 --publish --root "$trust" --log-level error >"$work/serve.out" 2>"$work/serve.err" &
pid=$!
for _ in $(seq 100); do grep -q http "$work/serve.out" && break; sleep 0.1; done
url=$(grep -o 'http://[0-9.:]*' "$work/serve.out")

# Its examples and caches go where everything else goes. The same seed makes the same requests, as far as two minutes go.
cd "$work"
"$schemathesis" --config-file "$here/schemathesis.toml" run "$root/Schemas/openapi.json" --url "$url" --checks all --seed 1 --generation-database none \
    --max-examples 50 --max-time "${FUZZ_SECONDS:-110}" --continue-on-failure --no-color --warnings off
kill -0 "$pid"
if [ -s "$work/serve.err" ]; then
    echo "the server logged errors:" >&2
    cat "$work/serve.err" >&2
    exit 1
fi
