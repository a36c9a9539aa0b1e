"""Checks the JSON Schemas: `check_schemas.py EXAMPLES_DIR [--schemas DIR]`.

Every example must validate; every copy that lacks a required member, has an unknown one, has a value of the wrong type
or breaks a listed rule must not. Samples of the command line's output get the same treatment. No network.
"""

import argparse
import datetime
import json
import pathlib
import re
import sys

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry, Resource

from mutations import WRONG, dropped, pointer, replaced, shape, walk
from object_rules import ALLOWED, OPAQUE, REFUSED, may_go
from output_samples import SAMPLES
from recompute_samples import ALLOWED as ALSO_ALLOWED
from recompute_samples import REFUSED as ALSO_REFUSED
from recompute_samples import SAMPLES as RECOMPUTE_SAMPLES

STEMS = {
    "BoundDocument": "bound-document",
    "ModelManifest": "model-manifest",
    "Attestation": "attestation",
    "Withdrawal": "withdrawal",
    "AliasSet": "alias-set",
    "TrustRoot": "trust-root",
}
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date", raises=ValueError)
def _is_date(value):
    return not isinstance(value, str) or bool(datetime.datetime.strptime(value, "%Y-%m-%d"))


@FORMATS.checks("date-time", raises=ValueError)
def _is_time(value):
    return not isinstance(value, str) or bool(datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ"))


def _pattern(validator, pattern, instance, schema):
    """ECMA-262 `$` ends the text; Python's also matches before a last line feed."""
    ecma = re.sub(r"\$$", r"\\Z", pattern)
    if validator.is_type(instance, "string") and not re.search(ecma, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = extend(Draft202012Validator, {"pattern": _pattern})


class Checker:
    """Schemas, the count of checks made and the failures."""

    def __init__(self, folder):
        self.schemas = {path: json.loads(path.read_bytes()) for path in sorted(folder.glob("*/*.schema.json"))}
        resources = [(schema["$id"], Resource.from_contents(schema)) for schema in self.schemas.values()]
        self.registry = Registry().with_resources(resources)
        self.folder, self.count, self.failures = folder, 0, []

    def check(self, holds, message):
        self.count += 1
        if not holds:
            self.failures.append(message)

    def validator(self, name):
        schema = self.schemas[self.folder / f"{name}.schema.json"]
        return Validator(schema, registry=self.registry, format_checker=FORMATS)

    def lint(self):
        """Each file is a valid schema named after its place, and each described object is closed."""
        for path, schema in self.schemas.items():
            Draft202012Validator.check_schema(schema)
            place = path.relative_to(self.folder).as_posix()
            self.check(schema["$id"].endswith(f"/bound-knowledge/schemas/{place}"), f"{place}: $id names another place")
            for where, part in walk(schema):
                if isinstance(part, dict) and part.get("type") == "object" and "properties" in part:
                    self.check(part.get("additionalProperties") is False, f"{place}{pointer(where)}: not closed")
                if isinstance(part, dict) and "$ref" in part:
                    self.check(self.resolves(schema["$id"], part["$ref"]), f"{place}{pointer(where)}: dangling $ref")

    def resolves(self, base, reference):
        try:
            self.registry.resolver(base).lookup(reference)
            return True
        except Exception:  # any failure to resolve is the finding
            return False

    def mutate(self, name, validator, document, removable):
        """Drops, adds and retypes at every level of a valid document."""
        problem = next(validator.iter_errors(document), None)
        self.check(
            problem is None, f"{name} is refused: {problem and problem.json_path} {problem and problem.message[:200]}"
        )
        for path, value in walk(document, opaque=OPAQUE):
            where = f"{name}{pointer(path)}"
            if path and isinstance(path[-1], str) and path[:1] != ("@context",):
                expected = removable(document, shape(path))
                found = validator.is_valid(dropped(document, path))
                self.check(found == expected, f"{where}: dropped, {'accepted' if found else 'refused'}")
            if isinstance(value, dict) and not (path and path[-1] in OPAQUE):
                self.check(
                    not validator.is_valid(replaced(document, (*path, "stray"), "x")), f"{where}: stray accepted"
                )
            for wrong in (WRONG, None, [], {}):
                if wrong in ([], {}) and isinstance(value, type(wrong)):
                    continue
                self.check(not validator.is_valid(replaced(document, path, wrong)), f"{where}: {wrong!r} accepted")

    def objects(self, documents):
        """The worked examples, mutated, then the listed rules."""
        for name, (stem, document) in documents.items():
            validator = self.validator(f"objects/{stem}")
            self.mutate(name, validator, document, may_go)
            for other, (other_stem, another) in documents.items():
                if other_stem != stem and "id" in document and "id" in another:
                    foreign = replaced(document, ("id",), another["id"])
                    self.check(not validator.is_valid(foreign), f"{name}/id: the id of {other} accepted")
        for rules, expected in ((REFUSED, False), (ALLOWED, True)):
            for name, path, value in rules:
                if name in documents:
                    stem, document = documents[name]
                    found = self.validator(f"objects/{stem}").is_valid(replaced(document, path, value))
                    verdict = "accepted" if found else "refused"
                    self.check(found == expected, f"{name}{pointer(path)} = {value!r:.60}: {verdict}")

    def outputs(self):
        """One full sample of each `--json` output."""
        names = {path.name.removesuffix(".schema.json") for path in self.schemas if path.parent.name == "output"}
        self.check(names - {"common"} == {name for name, _, _ in SAMPLES}, "an output schema has no sample")
        for name, optional, sample in SAMPLES:
            self.mutate(f"output/{name}", self.validator(f"output/{name}"), sample, lambda _, at, o=optional: at in o)

    def recompute(self):
        """A full sample of policy and evidence, then the listed rules."""
        for name, optional, sample in RECOMPUTE_SAMPLES:
            self.mutate(name, self.validator(name), sample, lambda _, at, o=optional: at in o)
        for rules, expected in ((ALSO_REFUSED, False), (ALSO_ALLOWED, True)):
            for name, sample, path, value in rules:
                found = self.validator(name).is_valid(replaced(sample, path, value))
                verdict = "accepted" if found else "refused"
                self.check(found == expected, f"{name}{pointer(path)} = {value!r:.60}: {verdict}")


def load(folder):
    """The examples by stem name with the schema that each needs, and the JSON files that are no object."""
    documents, skipped = {}, []
    for path in sorted([*folder.glob("*.jsonld"), *folder.glob("*.json")]):
        document = json.loads(path.read_bytes())
        kinds = document.get("type", []) if isinstance(document, dict) else []
        kind = kinds[-1] if isinstance(kinds, list) and kinds else None
        if kind in STEMS and "proof" in document:
            documents[path.stem] = (STEMS[kind], document)
        elif path.stem == "registry":
            documents[path.stem] = ("registry", document)
        else:
            skipped.append(path.name)
    return documents, skipped


def main():
    """Prints a summary; exits 1 on a failure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("examples", type=pathlib.Path)
    parser.add_argument("--schemas", type=pathlib.Path, default=pathlib.Path(__file__).parents[2] / "Schemas")
    options = parser.parse_args()
    checker = Checker(options.schemas)
    documents, skipped = load(options.examples)
    missing = set(STEMS.values()) - {stem for stem, _ in documents.values()}
    checker.check(not missing, f"no example of {', '.join(sorted(missing))}")
    checker.lint()
    checker.objects(documents)
    checker.outputs()
    checker.recompute()
    for failure in checker.failures:
        print(f"FAIL {failure}")
    if skipped:
        print(f"no signed object, skipped: {', '.join(skipped)}")
    print(
        f"schemas: {len(checker.schemas)} files, {len(documents)} examples, {checker.count} checks, "
        f"{len(checker.failures)} failed"
    )
    sys.exit(1 if checker.failures else 0)


if __name__ == "__main__":
    main()
