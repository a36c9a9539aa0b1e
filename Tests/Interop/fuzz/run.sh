#!/usr/bin/env bash
# Fuzzes the readers of model files with libFuzzer and the address sanitizer. Called by `make fuzz`; SECONDS_TO_RUN sets
# how long.
# SwiftPM would need unsafe flags for it, so the modules are compiled here, directly.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$root/.build/fuzz
mkdir -p "$work/corpus"
flags=(-O -parse-as-library -wmo -swift-version 6 -sanitize=fuzzer,address -package-name bindery -I "$work"
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
    -enable-upcoming-feature MemberImportVisibility -I "$root/Sources/CLibcrypto" -lcrypto)

compile() {
    local module=$1
    shift
    find "$@" -name '*.swift' -print0 | xargs -0 swiftc "${flags[@]}" -module-name "$module" \
        -emit-module -emit-module-path "$work/$module.swiftmodule" -c -o "$work/$module.o"
}

compile JSON "$root/Sources/JSON"
compile Cryptography "$root/Sources/Cryptography"
printf 'module CKernels { header "%s" }\n' "$root/Sources/CKernels/include/CKernels.h" >"$work/module.modulemap"
for file in "$root"/Sources/CKernels/*.c; do
    clang -O2 -I "$root/Sources/CKernels/include" -c "$file" -o "$work/$(basename "$file").o"
done
compile Inference "$root/Sources/Inference"
swiftc "${flags[@]}" "$here/ReaderFuzzer.swift" "$work"/*.o -o "$work/fuzz-readers"

python3 "$here/make_seeds.py" "$work/seeds"
cd "$work"
# Findings are written beside the corpus. The limits catch an allocation by a claim that was not checked.
./fuzz-readers -max_total_time="${SECONDS_TO_RUN:-60}" -max_len=8192 -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=256 \
    -print_final_stats=1 corpus seeds
