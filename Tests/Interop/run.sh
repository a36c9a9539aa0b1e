#!/usr/bin/env bash
# Checks the context, the schemas and the guide's clients with independent implementations, and runs the demo. Called by `make interop` with PYTHON and BINDERY set.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "interop: worked examples written again by the Python signer"
"$python" "$here/make_examples.py" "$work/examples" >/dev/null
for file in "$work"/examples/*; do
    cmp "$file" "$root/docs/format/examples/$(basename "$file")"
done

echo "interop: objects against their JSON Schemas"
"$python" "$here/check_schemas.py" "$root/docs/format/examples"

echo "interop: context expands every example with nothing dropped"
"$python" "$here/check_context.py" "$root/docs/format/examples" --documents "$root/../shared/suites/vc-di-eddsa/documents"

echo "interop: the description of the HTTP interface"
"$python" -m openapi_spec_validator "$root/Schemas/openapi.json"

echo "interop: what every command prints with --json against its schema"
BINDERY=${BINDERY:-$root/.build/release/bindery} bash "$here/collect_outputs.sh" "$work/outputs"
"$python" "$here/check_outputs.py" "$work/outputs"

echo "interop: the Python client of the guide"
"$python" "$here/check_python_client.py" "${BINDERY:-$root/.build/release/bindery}"

echo "interop: the browser client of the guide"
"$python" "$here/check_browser_client.py" "${BINDERY:-$root/.build/release/bindery}"

echo "interop: the demo"
program=$(realpath "${BINDERY:-$root/.build/release/bindery}")
if ! (cd "$work" && BINDERY=$program bash "$root/Registry/demo.sh" </dev/null >demo.log 2>&1); then
    tail -n 20 "$work/demo.log"
    exit 1
fi
