"""Checks the JSON-LD context: `check_context.py EXAMPLES_DIR --documents DIR [--context FILE]`.

DIR holds a copy of other people's contexts (file name: the address without its scheme, slashes as underscores). It
isn't part of this project: without it the check is skipped, unless CI=true. Only credentials/v2 from there and our own
context are ever loaded.
"""

import argparse
import copy
import hashlib
import json
import os
import pathlib
import re
import sys

from pyld import jsonld

from mutations import dropped, pointer, replaced, walk

OURS = "https://w3id.org/bound-knowledge/v1"
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
CREDENTIALS_SHA256 = "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"
OPAQUE = ("extensions", "evidence", "policy")
UNORDERED = ("relatedResource", "proof", "type")
VOCABULARY = "https://w3id.org/bound-knowledge#"
# What must not end up as a plain string: instants, days, decimals, digests, addresses, keys, URLs.
TYPED = re.compile(
    r"\d{4}-\d\d-\d\d(T[\d:]+Z)?|-?\d+(\.\d+)?|uEi[\w-]{44}|sha256:[0-9a-f]{64}|did:key:\w+|https?://\S+"
)
PLAIN = (VOCABULARY + "version", VOCABULARY + "license")
# Words with a second meaning in a nested object.
TWOFOLD = [
    ("change", "kind"),
    ("answer", "origin"),
    ("revoked", "asOf"),
    ("revoked", "reason"),
    ("roles", "keys", "scope"),
    ("roles", "keys", "expires"),
]


class Context:
    """JSON-LD processing with a closed set of documents."""

    def __init__(self, ours, folder):
        theirs = folder / "www.w3.org_ns_credentials_v2.jsonld"
        if hashlib.sha256(theirs.read_bytes()).hexdigest() != CREDENTIALS_SHA256:
            sys.exit(f"{theirs} is not the pinned credentials/v2 context")
        self.documents = {OURS: json.loads(ours.read_bytes()), CREDENTIALS: json.loads(theirs.read_bytes())}

    def load(self, url, _options):
        if url not in self.documents:
            raise jsonld.JsonLdError(f"{url} is not one of the pinned contexts", "loading document failed")
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": self.documents[url],
        }

    def options(self, **more):
        return {"documentLoader": self.load, "processingMode": "json-ld-1.1", **more}

    def expand(self, document):
        return jsonld.expand(copy.deepcopy(document), self.options())

    def round_trip(self, document):
        """Expanded and compacted again: what the context doesn't know is gone."""
        return jsonld.compact(self.expand(document), document["@context"], self.options())

    def quads(self, document):
        """The quads as a set of lines; blank nodes are numbered in document order."""
        return set(jsonld.to_rdf(copy.deepcopy(document), self.options(format="application/n-quads")).splitlines())

    def canonical(self, document):
        return jsonld.normalize(
            copy.deepcopy(document), self.options(algorithm="URDNA2015", format="application/n-quads")
        )

    def canonical_from_rdf(self, quads):
        """The canonical quads of what fromRdf makes of `quads`."""
        return self.canonical(jsonld.from_rdf(quads, self.options(rdfDirection=None, format="application/n-quads")))


def like(original, compacted):
    """The compacted form with one-element arrays where the original has them, and sets in the original's order."""
    if isinstance(original, dict) and isinstance(compacted, dict):
        return {name: like(original.get(name), value) for name, value in compacted.items()}
    if isinstance(original, list):
        elements = compacted if isinstance(compacted, list) else [compacted]
        if len(elements) != len(original):
            return elements
        return [like(*pair) for pair in zip(original, elements)]
    return compacted


class Checker:
    """One context, the count of checks and the failures."""

    def __init__(self, context):
        self.context, self.count, self.failures = context, 0, []

    def check(self, holds, message):
        self.count += 1
        if not holds:
            self.failures.append(message)

    def is_kept(self, document):
        """Whether expansion and compaction return the document, but for the proofs' own (equal) `@context`."""
        bare = copy.deepcopy(document)
        for proof in bare.get("proof", []):
            self.check(proof.pop("@context", None) == document["@context"], "a proof has another context")
        return like(bare, self.context.round_trip(document)) == bare

    def example(self, name, document):
        """Nothing is dropped, everything reaches RDF, order counts."""
        self.check(self.is_kept(document), f"{name}: a member is lost between expansion and compaction")
        self.absolute(name, self.context.expand(document))
        self.typed(name, self.context.expand(document))
        quads = self.context.quads(document)
        canonical = self.context.canonical(document)
        self.check(self.context.canonical_from_rdf(canonical) == canonical, f"{name}: fromRdf(toRdf) differs")
        for path, value in walk(document, opaque=OPAQUE):
            if path[:1] in (("@context",), ("type",)) or path[:1] == ("proof",) and "@context" in path:
                continue
            where = f"{name}{pointer(path)}"
            if isinstance(value, dict) and path[-1:] not in [(opaque,) for opaque in OPAQUE]:
                strayed = replaced(document, (*path, "strayMember"), "x")
                self.check(not self.is_kept(strayed), f"{where}: a stray member is not noticed")
                self.check(self.context.quads(strayed) == quads, f"{where}: a stray member is not dropped")
            elif isinstance(value, list):
                self.order(where, document, path, value, canonical)
            if path and isinstance(path[-1], str):
                self.check(self.context.quads(dropped(document, path)) != quads, f"{where}: never reaches RDF")
            if isinstance(value, (str, int)) and not path[-1:] == ("type",):
                other = value + 1 if isinstance(value, int) else value + "x"
                changed = self.context.quads(replaced(document, path, other))
                self.check(changed != quads, f"{where}: a changed value is not seen in RDF")

    def order(self, where, document, path, value, canonical):
        """A reversed list is another graph; the lists that the credentials context defines are sets."""
        reverse = value[::-1]
        if reverse == value:
            return
        differs = self.context.canonical(replaced(document, path, reverse)) != canonical
        self.check(
            differs == (path[-1] not in UNORDERED), f"{where}: reversed, {'differs' if differs else 'is the same'}"
        )

    def absolute(self, name, expanded):
        """No relative IRI: toRdf would drop it."""
        for path, value in walk(expanded):
            iris = [value] if path[-1:] == ("@id",) else value if path[-1:] == ("@type",) else []
            for iri in [iris] if isinstance(iris, str) else iris:
                self.check(":" in iri or iri == "@json", f"{name}{pointer(path)}: {iri!r} is relative")

    def typed(self, name, expanded):
        """No typed value and no IRI was left a plain string; a manifest's version and a licence are text."""
        for path, value in walk(expanded):
            if isinstance(value, dict) and isinstance(value.get("@value"), str) and "@type" not in value:
                property = next(step for step in reversed(path) if isinstance(step, str) and step != "@list")
                plain = property in PLAIN or not TYPED.fullmatch(value["@value"])
                self.check(plain, f"{name}{pointer(path)}: {value['@value']!r} has no datatype")

    def opaque(self, name, document):
        """A change inside a JSON literal is a change of the graph."""
        canonical = self.context.canonical(document)
        for path, value in walk(document):
            if any(step in OPAQUE for step in path[:-1]) and not isinstance(value, (dict, list)):
                changed = self.context.canonical(replaced(document, path, "changed"))
                self.check(changed != canonical, f"{name}{pointer(path)}: a changed value is not seen in RDF")

    def iri(self, definition):
        return definition.get("@id") if isinstance(definition, dict) else definition

    def definitions(self):
        """Our terms repeat none of the global protected terms of credentials/v2 and have absolute IRIs."""
        ours, theirs = (self.context.documents[url]["@context"] for url in (OURS, CREDENTIALS))
        clash = {term for term in set(ours) & set(theirs) if not term.startswith("@")}
        self.check(not clash, f"defined by credentials/v2 too: {sorted(clash)}")
        self.check(ours.get("@protected") is True and ours.get("@version") == 1.1, "the context is not protected 1.1")
        for *outer, word in TWOFOLD:
            inner = ours
            for term in outer:
                inner = inner[term].get("@context", {})
            self.check(self.iri(inner.get(word)) not in (None, self.iri(ours[word])), f"{word} means one thing only")
        for path, value in walk(ours):
            iri = value if path[-1:] == ("@id",) else None
            self.check(iri is None or iri.startswith(("https://", "http://")), f"{pointer(path)}: {iri!r}")


def documents_folder(folder):
    """The folder of pinned contexts, or an exit with a message."""
    if folder is not None and (folder / "www.w3.org_ns_credentials_v2.jsonld").is_file():
        return folder
    print(f"context: skipped, no copy of credentials/v2 in {folder}")
    sys.exit(1 if os.environ.get("CI") == "true" else 0)


def main():
    """Prints a summary; exits 1 on a failure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("examples", type=pathlib.Path)
    parser.add_argument("--documents", type=pathlib.Path)
    root = pathlib.Path(__file__).parents[2]
    parser.add_argument("--context", type=pathlib.Path, default=root / "Schemas/context/bound-knowledge-v1.jsonld")
    options = parser.parse_args()
    checker = Checker(Context(options.context, documents_folder(options.documents)))
    checker.definitions()
    kinds = set()
    for path in sorted([*options.examples.glob("*.jsonld"), *options.examples.glob("*.json")]):
        document = json.loads(path.read_bytes())
        if isinstance(document, dict) and OURS in document.get("@context", []):
            kinds.add(document.get("type", ["", "registry"])[-1])
            checker.example(path.stem, document)
            checker.opaque(path.stem, document)
    checker.check(len(kinds - {"registry"}) == 6, f"examples of only {sorted(kinds)}")
    for failure in checker.failures:
        print(f"FAIL {failure}")
    digest = hashlib.sha256(options.context.read_bytes()).hexdigest()
    print(f"context: sha256 {digest}, {checker.count} checks, {len(checker.failures)} failed")
    sys.exit(1 if checker.failures else 0)


if __name__ == "__main__":
    main()
