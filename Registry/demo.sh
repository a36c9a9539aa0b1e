#!/usr/bin/env bash
# Builds the starter library and shows what a reader can do with it. Called by `make demo`; leaves everything in ./demo.
set -euo pipefail
bindery=$(realpath "${BINDERY:-.build/release/bindery}")
sources=$(realpath "$(dirname "$0")")
out=demo
rm -rf "$out"
mkdir "$out"
cd "$out"
# Settings of the demonstration stay inside its folder.
export XDG_CONFIG_HOME="$PWD/config" XDG_DATA_HOME="$PWD/data" BINDERY_MODELS="$PWD/models"

bold=''
plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$'\033[1m' plain=$'\033[0m'; fi
step() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }
show() { printf '$ %s\n' "$*"; "$@"; }
bindery() { "$bindery" "$@"; }
digest() { sha256sum | cut -d' ' -f1; }
# member NAME: that member of the JSON on standard input.
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

step "1. A registry from $(ls "$sources"/questions/*.md | wc -l) questions in Registry/questions"
show bindery demo --sources "$sources" --out library
root=$(git -C library show main:trust/root.1.jsonld | digest)

step "2. One document, by the hash of its bytes"
lineage=$(git -C library grep -l '^question: Explain democratic socialism$' main -- documents | sed 's/.*\///; s/\.md$//')
hash=$(git -C library show "main:documents/${lineage:0:2}/${lineage:2:1}/$lineage.md" | sed -n 's/^address: //p')
printf '$ bindery get %s… --registry library | sha256sum\n' "${hash:0:19}"
bindery get "$hash" --registry library | sha256sum
[ "sha256:$(bindery get "$hash" --registry library | digest)" = "$hash" ]
printf '\nThe answer begins:\n'
bindery get "$hash" --registry library --answer | head -c 300 | sed 's/^/  /'
printf '…\n'

step "3. Verified, from a trust root that you were told by other means"
show bindery verify "$hash" --registry library --root "sha256:$root"

step "4. The whole registry audited: every object, every commit"
show bindery audit library --root "sha256:$root"

step "5. One letter changed: refused"
bindery get "$hash" --registry library > document.jsonld
sed 's/socialism/Socialism/' document.jsonld > tampered.jsonld
if show bindery verify tampered.jsonld --registry library --root "sha256:$root"; then
    echo "The tampered object was accepted. This is a bug." >&2
    exit 1
fi

step "6. Answers that a small local model derives; anyone can derive the same bytes"
for name in publisher auditor; do bindery key new --out "$name.pem" >/dev/null; done
printf '$ bindery init answers --key publisher.pem --auditor auditor.pem --name "Derived answers"\n'
bindery init answers --key publisher.pem --auditor auditor.pem --name "Derived answers" >/dev/null
show bindery model add "$sources/models/bindery-demo-1.gguf" --name answers --model-version 1 \
    --key publisher.pem --registry answers
derived=()
while IFS= read -r question; do
    bindery bind "$question" --model answers@1 --key publisher.pem --registry answers --json >bound.json
    derived+=("$(member object <bound.json)")
    printf '%s…  %s\n    %s\n' "${derived[-1]:0:19}" "$question" "$(bindery get "${derived[-1]}" --registry answers --answer)"
done <<'QUESTIONS'
When does the demo library open?
What is absolute zero?
How many moons does Saturn have?
What key sizes does AES have?
How many countries are in the European Union?
What is ASCII?
QUESTIONS

step "7. One of them derived again: bit for bit, signed by an auditor"
show bindery rederive "${derived[0]}" --registry answers --key auditor.pem

step "8. A new version of the model: which answers does it still give?"
show bindery model add "$sources/models/bindery-demo-2.gguf" --name answers --model-version 2 \
    --key publisher.pem --registry answers
for object in "${derived[@]}"; do
    # Exit 1: another answer.
    bindery reverify "$object" --model answers@2 --registry answers || [ $? = 1 ]
done

step "9. The library against the new version: what holds is attested, what is contradicted waits for a person"
show bindery recompute --model answers@2 --registry answers --key auditor.pem
bindery proposals list --registry answers --json >proposals.jsonl
proposal=$(head -n 1 proposals.jsonl | member proposal)
show bindery proposals accept "$proposal" --key publisher.pem --registry answers
show bindery recompute status --registry answers
bindery recompute report --registry answers --html report.html >/dev/null

step "10. Served over HTTP, fetched by hash, checked with sha256sum"
# On a terminal the server stays until Ctrl-C; its address is printed last.
"$bindery" serve library --port "${PORT:-0}" --root "sha256:$root" --log-level warning > serve.out &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 100); do
    [ -s serve.out ] && break
    kill -0 "$server" || exit 1
    sleep 0.1
done
url=$(sed -n 's|^serving .* at \(http.*[^/]\)/$|\1|p' serve.out)
printf '$ curl -s %s/objects/%s… | sha256sum\n' "$url" "${hash:0:19}"
curl -sSf "$url/objects/$hash" | sha256sum
[ "sha256:$(curl -sSf "$url/objects/$hash" | digest)" = "$hash" ]
printf '$ curl -s "%s/resolve?q=please,%%20explain%%20democratic%%20socialism!"\n' "$url"
curl -sSf "$url/resolve?q=please,%20explain%20democratic%20socialism!" | head -c 160
printf '…\n'

step "Done"
cat <<EOF
What there is to look at, in $PWD:
  library                      a bare git repository: git -C demo/library log --stat main
  library, readable            git -C demo/library show main:documents/${lineage:0:2}/${lineage:2:1}/$lineage.md
  document.jsonld              the signed object; sha256sum prints its address
  tampered.jsonld              the same with one letter changed
  report.html                  what the recomputation found, as a page
  answers                      the library of derived answers, with keys of its own: bindery list --registry demo/answers
The keys of the first library are known to everyone. For your own library, go on with README.md, "Five minutes".
EOF

if [ -t 1 ] && [ -t 0 ]; then
    printf '\nOpen %s%s/%s in a browser. Ctrl-C ends the demonstration.\n' "$bold" "$url" "$plain"
    wait "$server"
else
    printf '\nThe server was at %s/ and ends now. Serve the library again: bindery serve demo/library\n' "$url"
fi
