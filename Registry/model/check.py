"""Checks the models that ship against the corpus and REPORT.json, with a decoder of its own; needs numpy and gguf only.

Ends with 0 if the files are those of the report, and both versions answer the first wording of every question as the
corpus says; with 1 if anything differs. `--vectors FILE` also writes token ids for the tests of other decoders.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import chat
import corpus
import report
from decoder import Decoder
from tokenizer import Tokenizer

# Answers with letters, signs and digits beyond ASCII's letters, and some that change.
VECTOR_IDS = (
    "bindery-hours", "bindery-what", "capital-brazil", "capital-kazakhstan", "celsius-fahrenheit", "git-undo-commit",
    "kilogram", "largest-prime", "mole", "saturn-moons", "sha256-length", "unix-epoch",
)


def main() -> int:
    """The exit status."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--vectors", type=Path, metavar="FILE", help="write prompts and answers as token ids")
    options = arguments.parse_args()
    stored = report.read()["versions"]
    problems: list[str] = []
    answers: dict[int, dict[str, list[int]]] = {}
    for version in corpus.VERSIONS:
        path = report.path_of(version)
        found = report.digest(path)
        if found != stored[str(version)]["sha256"]:
            problems.append(f"{path.name}: the digest is {found}, REPORT.json says {stored[str(version)]['sha256']}")
        decoder = Decoder(path)
        if decoder.metadata["tokenizer.chat_template"] != chat.TEMPLATE:
            problems.append(f"{path.name}: the chat template is not that of chat.py")
        tokenizer = decoder.tokenizer()
        answers[version] = _answers(version, decoder, tokenizer, problems)
    problems += _differences(answers)
    print(*problems, sep="\n", end="\n" if problems else "")
    if options.vectors and not problems:
        options.vectors.write_text(_vectors(tokenizer, answers), encoding="utf-8")
    return 1 if problems else 0


def _answers(version: int, decoder: Decoder, tokenizer: Tokenizer, problems: list[str]) -> dict[str, list[int]]:
    """The ids that the model gives for each question; what is not the corpus's answer goes to `problems`."""
    answers = {}
    questions = corpus.load(version)
    wrong = 0
    for question in questions:
        ids = decoder.greedy(tokenizer.encode(chat.prompt(question.wordings[0])))
        answers[question.id] = ids
        if ids != tokenizer.encode(question.answer) + [decoder.end]:
            wrong += 1
            text = tokenizer.decode(ids)
            problems.append(f"version {version}, {question.id}: {text!r}, the corpus says {question.answer!r}")
    print(f"version {version}: {len(questions) - wrong} of {len(questions)} answers are the corpus's")
    return answers


def _differences(answers: dict[int, dict[str, list[int]]]) -> list[str]:
    """A problem if the versions differ in other answers than those of changes.jsonl."""
    differing = {id for id, ids in answers[1].items() if ids != answers[2][id]}
    changed = corpus.changes().keys()
    print(f"the versions differ in {len(differing)} answers, changes.jsonl lists {len(changed)}")
    if differing == changed:
        return []
    return [f"the versions differ, but not as changes.jsonl says, in {sorted(differing ^ changed)}"]


def _vectors(tokenizer: Tokenizer, answers: dict[int, dict[str, list[int]]]) -> str:
    """One JSON object, a case on each line."""
    stored = report.read()["versions"]
    models = {version: {key: stored[version][key] for key in ("file", "sha256")} for version in stored}
    cases = [_vector(tokenizer, question, answers) for question in corpus.load(1) if question.id in VECTOR_IDS]
    lines = ",\n    ".join(json.dumps(case, ensure_ascii=False) for case in cases)
    return f'{{\n  "models": {json.dumps(models)},\n  "cases": [\n    {lines}\n  ]\n}}\n'


def _vector(tokenizer: Tokenizer, question: corpus.Question, answers: dict[int, dict[str, list[int]]]) -> dict:
    prompt = chat.prompt(question.wordings[0])
    return {
        "id": question.id, "question": question.wordings[0], "prompt": prompt, "promptTokens": tokenizer.encode(prompt),
        "answers": {
            str(version): {"text": tokenizer.decode(ids[question.id]), "tokens": ids[question.id]}
            for version, ids in answers.items()
        },
    }


if __name__ == "__main__":
    sys.exit(main())
