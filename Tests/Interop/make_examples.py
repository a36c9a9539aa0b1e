"""Writes signed examples of every object type into a folder: `make_examples.py DIR`.

The output is deterministic (keys, ids and times are fixed) and each file is exact JCS without a trailing newline.
Every optional member of docs/format/objects.md occurs in some example. `registry.jsonld` is unsigned, like the
real one.
"""

import pathlib
import sys

from example_documents import (
    alias_set,
    attestation,
    authored,
    bitwise,
    declared,
    first_authored,
    model_manifest,
    withdrawal,
)
from example_envelope import CONTEXT, ORIGIN
from example_roots import first_trust_root, trust_root
from signing import address, jcs, verify


def examples():
    """Every example by file name; later ones name the addresses of earlier ones."""
    made = {"trust-root-1": first_trust_root()}
    made["trust-root"] = trust_root(address(made["trust-root-1"]))
    made["model-manifest-1"] = model_manifest(1, None)
    made["model-manifest"] = model_manifest(2, address(made["model-manifest-1"]))
    made["bound-document-bitwise"] = bitwise(address(made["model-manifest"]))
    made["bound-document-authored-1"] = first_authored(made["bound-document-bitwise"])
    made["bound-document-authored"] = authored(made["bound-document-authored-1"])
    made["bound-document-declared"] = declared(address(made["bound-document-authored"]))
    made["attestation"] = attestation(made["bound-document-authored"], reviewed=True)
    made["attestation-rederived"] = attestation(
        made["bound-document-bitwise"], reviewed=False, model=address(made["model-manifest"])
    )
    made["withdrawal"] = withdrawal(made["bound-document-authored-1"], address(made["bound-document-authored"]))
    of = made["bound-document-authored"]["credentialSubject"]["lineage"]
    made["alias-set-1"] = alias_set(of, 1, None)
    made["alias-set"] = alias_set(of, 2, address(made["alias-set-1"]))
    return made


def registry():
    """The registry's own description."""
    return {
        "@context": CONTEXT,
        "name": "Example Library",
        "origin": ORIGIN,
        "formatVersion": 1,
        "defaults": {"language": "en", "license": "CC-BY-4.0", "freshness": "general"},
        "policy": {"restricted": False},
    }


def main():
    """Signs, verifies and writes every example."""
    if len(sys.argv) != 2:
        sys.exit("usage: make_examples.py DIR")
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in examples().items():
        verify(document)
        (folder / f"{name}.jsonld").write_bytes(jcs(document))
        print(f"{name}.jsonld {address(document)}")
    (folder / "registry.jsonld").write_bytes(jcs(registry()))


if __name__ == "__main__":
    main()
