#!/usr/bin/env bash
# Runs every command with --json and keeps each line of output as OUTDIR/<schema>-<n>.json: `collect_outputs.sh OUTDIR`.
# $BINDERY is the program. Nothing outside a temporary folder and OUTDIR is written.
set -euo pipefail
mkdir -p "$1"
out=$(cd "$1" && pwd)
program=$(cd "$(dirname "${BINDERY:?names the program}")" && pwd)/$(basename "$BINDERY")
here=$(cd "$(dirname "$0")" && pwd)
sources=$(cd "$(dirname "$0")/../../Registry" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data
count=0

# keep SCHEMA EXIT ARGUMENT…: one JSON object a line on standard output, or on standard error where SCHEMA is `error`.
keep() {
    local schema=$1 expected=$2 status=0 stream=stdout line
    shift 2
    "$program" "$@" --json >stdout 2>stderr || status=$?
    [ "$schema" = error ] && stream=stderr
    if [ "$status" != "$expected" ] || [ ! -s "$stream" ]; then
        echo "bindery $*: exit $status, expected $expected" >&2
        cat stderr >&2
        exit 1
    fi
    while IFS= read -r line; do
        count=$((count + 1))
        printf '%s\n' "$line" >"$out/$schema-$count.json"
    done <"$stream"
    last=$(head -n 1 stdout)
}
member() { python3 -c 'import json, sys; print(json.loads(sys.argv[1])[sys.argv[2]])' "$last" "$1"; }

printf 'passphrase\n' >pass
keep key-new 0 key new --out publisher.pem --dry-run
keep key-new 0 key new --out publisher.pem
keep key-new 0 key new --out locked.pem --passphrase-file pass
keep key-new 0 key new --out second.pem
keep key-new 0 key new --out auditor.pem
keep key-show 0 key show --key publisher.pem
keep error 73 key new --out publisher.pem
keep error 77 key show --key locked.pem
keep init 0 init library --key publisher.pem --auditor auditor.pem --name "My library" --key-folder keys --dry-run
keep init 0 init library --key publisher.pem --auditor auditor.pem --name "My library" --key-folder keys
root=$(member root)
origin=$(member origin)
keep error 73 init library --key publisher.pem --name "My library"
printf 'One [^s1].\n' >a.md
keep bind 0 bind "What?" --answer a.md --key publisher.pem --registry library --source "citation | T | https://example.org/" --dry-run
keep bind 0 bind "What?" --answer a.md --key publisher.pem --registry library --source "citation | T | https://example.org/"
first=$(member object)
keep bind 0 bind "What?" --answer a.md --key publisher.pem --registry library --source "citation | T | https://example.org/"
keep error 65 bind "Why?" --answer a.md --key publisher.pem --registry library
printf 'Two.\n' >a.md
keep error 1 bind "What?" --answer a.md --key second.pem --registry library
keep bind 0 bind "What?" --answer a.md --key publisher.pem --registry library
second=$(member object)
printf 'Three.\n' >a.md
keep bind 0 bind "What?" --answer a.md --key publisher.pem --registry library --draft draft.json
keep bind 0 bind "Who?" --answer a.md --key publisher.pem --registry library --draft who.json \
    --origin model --model-name m --model-version 1 --provider p
keep approve 0 approve draft.json --key publisher.pem
keep approve 0 approve draft.json who.json --key publisher.pem --dry-run
keep publish 0 publish draft.json who.json --registry library --dry-run
keep publish 0 publish draft.json who.json --registry library
keep publish 0 publish draft.json --registry library
keep error 65 publish a.md --registry library
printf 'question,answer,asOf\nWhen?,Now.,\nWHEN?,Later.,\nWhere?,Here.,soon\nWhat?,Four.,\n' >faq.csv
keep import 65 import faq.csv --out imported --registry library --dry-run
keep import 65 import faq.csv --out imported --registry library --all-or-nothing
keep import 65 import faq.csv --out imported --registry library
keep approve 0 approve imported --key publisher.pem
keep publish 0 publish imported --registry library
keep import 65 import faq.csv --out more --registry library --existing next
keep error 73 import faq.csv --out imported --registry library
keep error 66 import absent.csv --out absent --registry library
keep export 0 export --registry library --out site --dry-run
keep export 0 export --registry library --out site --address https://example.org/library
keep error 73 export --registry library --out site
keep verify 0 verify "$first" --registry library
keep verify 0 verify "$root" --registry library --root "$root"
keep withdraw 0 withdraw "$second" --reason outdated --key publisher.pem --registry library --dry-run
keep withdraw 0 withdraw "$second" --reason outdated --key publisher.pem --registry library --draft w.json
keep withdraw 0 withdraw "$second" --reason outdated --replaced-by "$first" --key publisher.pem --registry library
keep verify 0 verify "$second" --registry library
keep verify 0 verify who.json --integrity
keep verify 1 verify who.json
keep verify 1 verify a.md
keep list 0 list --registry library
keep list 0 list --registry library --all-types
keep history 0 history "$second" --registry library
keep error 64 history nonsense --registry library
keep search 0 search "th*" --registry library
keep resolve 0 resolve "who?" --registry library
keep resolve 1 resolve "Why?" --registry library
keep error 64 resolve " " --registry library
keep diff 0 diff "$first" "$second" --registry library
sed 's/Three/Tree/' who.json >tampered.json
keep verify 1 verify tampered.json --registry library
keep error 66 verify "sha256:$(printf '0%.0s' {1..64})" --registry library
keep error 64 verify "$first"
gguf=$sources/models/bindery-demo
keep model-logits 0 model logits "$gguf-1.gguf" --prompt "What is Bindery?" --isa scalar --threads 1 --batch 7
keep error 64 model logits "$gguf-1.gguf" --prompt ""
keep error 65 model logits a.md --prompt "What?"
keep model-add 0 model add "$gguf-1.gguf" --name demo --model-version 1 --key publisher.pem --registry library --dry-run
keep model-add 0 model add "$gguf-1.gguf" --name demo --model-version 1 --key publisher.pem --registry library
keep model-add 0 model add "$gguf-1.gguf" --name demo --model-version 1 --key publisher.pem --registry library
keep error 73 model add "$gguf-2.gguf" --name demo --model-version 1 --key publisher.pem --registry library
keep model-install 0 model install "$gguf-2.gguf" --dry-run
keep model-install 0 model install "$gguf-2.gguf"
keep model-list 0 model list --registry library
keep bind 0 bind "What is Bindery?" --model demo@1 --key publisher.pem --registry library
derived=$(member object)
keep rederive 0 rederive "$derived" --registry library
keep rederive 0 rederive "$derived" --registry library --key auditor.pem
keep rederive 0 rederive "$derived" --registry library --key auditor.pem --dry-run
keep model-add 0 model add "$gguf-2.gguf" --name demo --model-version 2 --key publisher.pem --registry library
keep reverify 0 reverify "$derived" --model demo@2 --registry library
keep publish 0 review "$derived" --outcome passed --note "Read." --key auditor.pem --registry library --dry-run
keep publish 0 review "$derived" --outcome passed --note "Read." --key auditor.pem --registry library
keep reverify 0 reverify "$derived" --model demo@2 --registry library --key auditor.pem
keep bind 0 bind "When does the demo library open?" --model demo@1 --key publisher.pem --registry library
keep reverify 1 reverify "$(member object)" --model demo --registry library
keep ask 0 ask "what is bindery" --registry library
keep ask 0 ask "When will the demo library open?" --model demo@1 --registry library
keep ask 1 ask "Why?" --registry library
keep error 64 ask " " --registry library
keep error 69 ask "Why?" --engine http://127.0.0.1:1 --engine-model demo
keep error 66 recompute report --registry library
keep recompute-plan 0 recompute --model demo@2 --registry library --dry-run
keep recompute 0 recompute --model demo@2 --registry library
keep recompute 0 recompute --model demo@2 --registry library --key auditor.pem
keep recompute 0 recompute status --registry library
keep recompute 0 recompute report --registry library --html report.html
keep error 64 recompute --model demo@2 --registry library --budget 0
keep recompute-policy-show 0 recompute policy show --registry library
printf '{"samples":3}' >policy.json
keep recompute-policy-set 0 recompute policy set policy.json --registry library --dry-run
keep recompute-policy-set 0 recompute policy set policy.json --registry library
keep recompute-policy-set 0 recompute policy set policy.json --registry library
keep recompute-policy-show 0 recompute policy show --registry library
keep recompute 0 recompute status --registry library
printf '{"sampels":3}' >policy.json
keep error 65 recompute policy set policy.json --registry library
keep error 66 bind "What is a hash?" --model other --key publisher.pem --registry library
for text in Another. Different. Wrong.; do
    printf '%s\n' "$text" >a.md
    keep bind 0 bind "Who?" --answer a.md --key publisher.pem --registry library --draft next.json \
        --origin model --model-name m --model-version 2 --provider p
    proposal=$(python3 "$here/make_proposal.py" next.json library)
    rm next.json
    keep proposals-list 0 proposals list --registry library
    [ "$text" != Different. ] || keep proposals-reject 0 proposals reject "$proposal" --note No. --registry library
done
echo "{}" >library/.bindery/proposals/damaged.json
keep proposals-list 0 proposals list --registry library
keep proposals-list 0 proposals list --decided --registry library
keep proposals-show 0 proposals show "$proposal" --registry library
keep proposals-diff 0 proposals diff "$proposal" --registry library
keep proposals-accept 0 proposals accept "$proposal" --key publisher.pem --registry library --dry-run
keep proposals-accept 0 proposals accept "$proposal" --key publisher.pem --registry library
keep error 1 proposals accept "$proposal" --key publisher.pem --registry library
keep error 66 proposals show 0000 --registry library
rm -r data/bindery/models
keep rederive 69 rederive "$derived" --registry library
keep error 64 rederive "$first" --registry library
keep demo 0 demo --sources "$sources" --out demo --dry-run
keep demo 0 demo --sources "$sources" --out demo
keep root-show 0 root show --registry library
keep root-next 0 root next --registry library --add auditor=second.pem --out root.json
keep approve 0 approve root.json --key keys/root.pem
keep publish 0 publish root.json --registry library
newroot=$(member object)
keep root-show 0 root show --registry library
keep root-pin 0 root pin "$root" --registry library
keep error 78 root pin "$newroot" --registry library
keep root-pin 0 root pin "$newroot" --registry library --replace --dry-run
keep root-pin 0 root pin "$newroot" --registry library --replace
keep root-pin 0 root pin "$root" --registry library --replace
keep error 78 init other --key publisher.pem --name "Other" --origin "$origin"
keep error 64 init other --key publisher.pem --name "Other" --license "CC BY 4.0"
keep audit 0 audit library
keep audit 1 audit library --root "$second"
git --git-dir=library update-ref refs/heads/main \
    "$(GIT_DIR=library git -c user.name=x -c user.email=x@example.org commit-tree -m x -p main 'main^{tree}')"
keep audit 1 audit library
keep error 66 audit nowhere
echo "[core]" >>library/config
echo "worktree = /" >>library/config
keep error 78 audit library
echo "collected $count outputs"
