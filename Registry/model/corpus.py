"""The questions and answers that the demonstration model learns."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERSIONS = (1, 2)


@dataclass(frozen=True)
class Question:
    """One answer, the wordings that are trained on, and the wordings that never are."""

    id: str
    topic: str
    answer: str
    wordings: tuple[str, ...]
    held_out: tuple[str, ...]


def load(version: int) -> list[Question]:
    """The corpus of a version, sorted by id: corpus.jsonl, with the answers of changes.jsonl from version 2 on."""
    questions = [
        Question(row["id"], row["topic"], row["answer"], tuple(row["wordings"]), tuple(row["heldOut"]))
        for row in _rows(HERE / "corpus.jsonl")
    ]
    _require_sound(questions)
    changed = changes()
    unknown = changed.keys() - {question.id for question in questions}
    if unknown:
        raise ValueError(f"changes.jsonl names questions that corpus.jsonl lacks: {sorted(unknown)}")
    if version == 1:
        return questions
    return [replace(question, answer=changed.get(question.id, question.answer)) for question in questions]


def changes() -> dict[str, str]:
    """The new answer of each question that version 2 answers differently, by id."""
    return {row["id"]: row["answer"] for row in _rows(HERE / "changes.jsonl")}


def plain(wording: str) -> str:
    """The wording in one case and without the mark at its end: two with the same plain form are one wording."""
    return wording.rstrip("?.").casefold()


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _require_sound(questions: list[Question]) -> None:
    """Raises ValueError unless ids are sorted and unique, and no wording stands twice."""
    ids = [question.id for question in questions]
    if ids != sorted(set(ids)):
        raise ValueError("corpus.jsonl: the ids must be unique and sorted")
    owners: dict[str, str] = {}
    for question in questions:
        if len(question.wordings) < 5 or len(question.held_out) < 2:
            raise ValueError(f"corpus.jsonl: {question.id} needs 5 wordings to train on and 2 held out")
        for wording in question.wordings + question.held_out:
            if (key := plain(wording)) in owners:
                raise ValueError(f"corpus.jsonl: {wording!r} stands under {owners[key]} and again under {question.id}")
            owners[key] = question.id
