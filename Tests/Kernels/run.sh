#!/usr/bin/env bash
# Compiles the kernels with each compiler and level, natively and for other processors, and compares their hashes with
# those of docs/numerics-bk1.md. With contraction switched on the aarch64 control must differ.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sources=(Sources/CKernels/*.c Tests/Kernels/conformance.c)
sed -n 's/^| \([a-z0-9_-]*\) | `\([0-9a-f]\{16\}\)` |$/\1 \2/p' docs/numerics-bk1.md >"$work/expected"
[ "$(wc -l <"$work/expected")" -eq 13 ] || { echo "docs/numerics-bk1.md does not have 13 hashes" >&2; exit 1; }

# compile NAME COMPILER FLAGS...: makes $work/NAME.
compile() {
    local name=$1 compiler=$2
    shift 2
    "$compiler" -Wall -Wextra -Werror -Wno-psabi "$@" "${sources[@]}" -lm -o "$work/$name"
}

# expect NAME SETS COMMAND...: the command prints the expected hashes for exactly these instruction sets.
expect() {
    local name=$1 sets=$2 set
    shift 2
    "$@" >"$work/output"
    local found
    found=$(cut -d' ' -f1 "$work/output" | uniq | tr '\n' ' ')
    [ "$sets" = any ] || [ "$found" = "$sets " ] || { echo "$name: found $found, expected $sets" >&2; exit 1; }
    for set in $found; do
        sed -n "s/^$set //p" "$work/output" | diff "$work/expected" - >&2 || { echo "$name, $set: differs" >&2; exit 1; }
    done
    echo "$name: $found"
}

clang=$(command -v clang || echo "$(dirname "$(readlink -f "$(command -v swift)")")/clang")
for level in 0 1 2 3; do
    compile "clang-O$level" "$clang" "-O$level"
    expect "clang -O$level" any "$work/clang-O$level"
    compile "gcc-O$level" gcc "-O$level"
    expect "gcc -O$level" any "$work/gcc-O$level"
done

if [ "$(uname -m)" != x86_64 ]; then
    echo "not on x86-64: other processors are left out"
    exit 0
fi
compile gcc-static gcc -O2 -static
expect "gcc -O2, Nehalem by qemu" "scalar sse41" qemu-x86_64 -cpu Nehalem "$work/gcc-static"
for level in 0 1 2 3; do
    compile "aarch64-O$level" aarch64-linux-gnu-gcc "-O$level" -static
    expect "aarch64 gcc -O$level, by qemu" "scalar neon" qemu-aarch64 -cpu max "$work/aarch64-O$level"
    expect "aarch64 gcc -O$level, without dot product" "scalar neon" qemu-aarch64 -cpu cortex-a53 "$work/aarch64-O$level"
done

compile aarch64-contracted aarch64-linux-gnu-gcc -O2 -static -DBK1_CONTRACT
qemu-aarch64 "$work/aarch64-contracted" >"$work/output"
for set in scalar neon; do
    if sed -n "s/^$set //p" "$work/output" | diff -q "$work/expected" - >/dev/null; then
        echo "aarch64 with contraction, $set: the hashes are the same, so they would not notice fused operations" >&2
        exit 1
    fi
done
echo "aarch64 with contraction: differs, as it must"
