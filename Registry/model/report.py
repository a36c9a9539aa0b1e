"""What is measured of the models: REPORT.json. `python report.py` measures the files that are there again."""

from __future__ import annotations

import hashlib
import json
import statistics
from pathlib import Path

import chat
import corpus
from decoder import Decoder

PATH = corpus.HERE / "REPORT.json"
MODELS = corpus.HERE.parent / "models"


def path_of(version: int) -> Path:
    """The GGUF file of a version."""
    return MODELS / f"bindery-demo-{version}.gguf"


def digest(path: Path) -> str:
    """The SHA-256 digest of a file, 64 hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read() -> dict:
    """The report as it is stored."""
    return json.loads(PATH.read_text(encoding="utf-8"))


def training(version: int) -> dict:
    """How the stored report says that a version was trained."""
    return read()["versions"][str(version)]["training"]


def write(trainings: dict[int, dict]) -> dict:
    """Measures the files of all versions and writes REPORT.json; `trainings` says how each came about."""
    answers, versions = {}, {}
    for version in corpus.VERSIONS:
        path = path_of(version)
        answers[version], measured = _measured(version, Decoder(path))
        versions[str(version)] = {
            "file": f"Registry/models/{path.name}", "sha256": digest(path), "bytes": path.stat().st_size,
            **measured, "training": trainings[version],
        }
    report = {"versions": versions, "difference": _difference(answers[1], answers[2])}
    PATH.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return report


def _measured(version: int, decoder: Decoder) -> tuple[dict[str, str], dict]:
    """What the model answers to each wording, and by what lead it gives the corpus's answer."""
    tokenizer = decoder.tokenizer()
    answers: dict[str, str] = {}
    trained: dict[str, float] = {}
    held_out: dict[str, float] = {}
    for question in corpus.load(version):
        expected = tokenizer.encode(question.answer) + [decoder.end]
        for leads, wordings in ((trained, question.wordings), (held_out, question.held_out)):
            for wording in wordings:
                prompt = tokenizer.encode(chat.prompt(wording))
                leads[wording] = decoder.lead(prompt, expected)
                answers[wording] = tokenizer.decode(expected if leads[wording] > 0 else decoder.greedy(prompt))
    return answers, {
        "parameters": sum(weights.size for weights in decoder.weights.values()),
        "trained": {
            **_counts(trained), "smallestLead": round(min(trained.values()), 3),
            "medianLead": round(statistics.median(trained.values()), 3),
        },
        "heldOut": {**_counts(held_out), "wrong": [wording for wording, lead in held_out.items() if lead <= 0]},
    }


def _counts(leads: dict[str, float]) -> dict:
    exact = sum(lead > 0 for lead in leads.values())
    return {"wordings": len(leads), "exact": exact, "exactPercent": round(100 * exact / len(leads), 1)}


def _difference(before: dict[str, str], after: dict[str, str]) -> dict:
    """Which answers change, and how many wordings of the others both versions answer with the same bytes."""
    changed = corpus.changes().keys()
    unchanged = [question for question in corpus.load(1) if question.id not in changed]
    return {
        "changedQuestions": sorted(changed),
        "unchangedTrained": _alike(before, after, [question.wordings for question in unchanged]),
        "unchangedHeldOut": _alike(before, after, [question.held_out for question in unchanged]),
    }


def _alike(before: dict[str, str], after: dict[str, str], groups: list[tuple[str, ...]]) -> dict:
    wordings = [wording for group in groups for wording in group]
    return {"wordings": len(wordings), "alike": sum(before[wording] == after[wording] for wording in wordings)}


if __name__ == "__main__":
    write({version: training(version) for version in corpus.VERSIONS})
