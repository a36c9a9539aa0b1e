"""Checks what the program printed against the schemas: `check_outputs.py OUTDIR [--schemas DIR]`.

OUTDIR is what `collect_outputs.sh` made. Each output schema must have been met by at least one file.
"""

import argparse
import json
import pathlib
import sys

from check_schemas import Checker

# The draft of a trust root is reported as `publish` reports a draft, and a proposal is compared as `diff` compares.
ALIASES = {"root-next": "publish", "proposals-diff": "diff"}
# Not commands that run quickly, or without a model of 90 MB; their lines are among the samples of check_schemas.py.
# `common` is no output.
ELSEWHERE = {"bench", "bench-recompute", "common", "embed"}


def main():
    """Prints a summary; exits 1 on a failure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("outputs", type=pathlib.Path)
    parser.add_argument("--schemas", type=pathlib.Path, default=pathlib.Path(__file__).parents[2] / "Schemas")
    options = parser.parse_args()
    checker, seen = Checker(options.schemas), set()
    for path in sorted(options.outputs.glob("*.json")):
        name = path.stem.rpartition("-")[0]
        seen.add(name)
        for problem in checker.validator(f"output/{ALIASES.get(name, name)}").iter_errors(json.loads(path.read_bytes())):
            checker.failures.append(f"{path.name}: {problem.json_path}: {problem.message[:200]}")
        checker.count += 1
    schemas = {path.name.removesuffix(".schema.json") for path in (options.schemas / "output").glob("*.json")}
    for name in sorted(schemas - seen - ELSEWHERE):
        checker.failures.append(f"no output was collected for the schema {name}")
    for failure in checker.failures:
        print(f"FAIL {failure}")
    print(f"outputs: {checker.count} checked, {len(checker.failures)} failed")
    sys.exit(1 if checker.failures or not checker.count else 0)


if __name__ == "__main__":
    main()
