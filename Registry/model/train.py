"""Trains the demonstration model: version 1 from nothing, version 2 from the file of version 1.

Seeds are fixed, but sums in another order (another torch, another processor) give other weights: the digest of the
file is the identity of a version, not this script. Run through `make train`; takes minutes on one processor core.
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import random
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR

import chat
import corpus
import export
import report
import vocabulary
from network import Decoder, Shape


@dataclass(frozen=True)
class Course:
    """How one version is trained. The last `rounded_epochs` compute as Q8_0 does and see wordings as they are."""

    epochs: int
    rounded_epochs: int
    rate: float
    batch: int = 16
    seed: int = 20261126


COURSES = {1: Course(epochs=20, rounded_epochs=3, rate=2e-3), 2: Course(epochs=10, rounded_epochs=4, rate=1e-3)}


@dataclass(frozen=True)
class Example:
    """Token ids of a prompt and of the answer with its end token."""

    prompt: list[int]
    answer: list[int]

    @property
    def length(self) -> int:
        return len(self.prompt) + len(self.answer) - 1


class Trainer:
    """Turns the corpus of one version into examples and teaches a decoder."""

    def __init__(self, version: int, decoder: Decoder, tokenizer: Tokenizer, course: Course):
        self.questions = corpus.load(version)
        self.decoder, self.tokenizer, self.course = decoder, tokenizer, course
        self.random = random.Random(course.seed + version)
        self.held_out = {corpus.plain(wording) for question in self.questions for wording in question.held_out}

    def run(self) -> None:
        """Trains with AdamW: a short warm-up, then a cosine down to a twentieth of the rate."""
        course = self.course
        matrices = [parameter for parameter in self.decoder.parameters() if parameter.dim() == 2]
        norms = [parameter for parameter in self.decoder.parameters() if parameter.dim() == 1]
        groups = [{"params": matrices, "weight_decay": 0.1}, {"params": norms, "weight_decay": 0.0}]
        optimizer = torch.optim.AdamW(groups, lr=course.rate, betas=(0.9, 0.98))
        steps = course.epochs * math.ceil(sum(len(question.wordings) for question in self.questions) / course.batch)
        schedule = LambdaLR(optimizer, lambda step: _rate(step, steps))
        self.decoder.train()
        for epoch in range(course.epochs):
            is_last = epoch >= course.epochs - course.rounded_epochs
            self.decoder.quantise(is_last)
            loss = self._epoch(optimizer, schedule, varied=not is_last)
            spent = time.process_time()
            print(f"  epoch {epoch + 1:2} of {course.epochs}  loss {loss:.4f}  CPU {spent:.0f} s", flush=True)
        self.decoder.eval()

    def _epoch(self, optimizer: Optimizer, schedule: LambdaLR, varied: bool) -> float:
        examples = [
            example_of(self.tokenizer, self._varied(wording) if varied else wording, question.answer)
            for question in self.questions for wording in question.wordings
        ]
        total = 0.0
        found = batches(examples, self.course.batch, self.random)
        for batch in found:
            optimizer.zero_grad()
            logits, targets = answer_logits(self.decoder, batch)
            loss = functional.cross_entropy(logits, targets)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.decoder.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        return total / len(found)

    def _varied(self, wording: str) -> str:
        """The wording as it is, or without a word, without its mark at the end, in lower case; never a held-out one."""
        if self.random.random() < 0.5:
            return wording
        words = wording.split(" ")
        if len(words) > 3 and self.random.random() < 0.5:
            del words[self.random.randrange(len(words))]
        varied = " ".join(words)
        if self.random.random() < 0.3:
            varied = varied.rstrip("?.")
        if self.random.random() < 0.3:
            varied = varied.lower()
        return wording if corpus.plain(varied) in self.held_out else varied


def example_of(tokenizer: Tokenizer, wording: str, answer: str) -> Example:
    """The example of one wording."""
    prompt = tokenizer.encode(chat.prompt(wording)).ids
    return Example(prompt, tokenizer.encode(answer + chat.END).ids)


def batches(examples: list[Example], size: int, order: random.Random) -> list[list[Example]]:
    """Batches of examples of similar length, in random order."""
    sorted_examples = sorted(examples, key=lambda example: (example.length, order.random()))
    found = [sorted_examples[start : start + size] for start in range(0, len(examples), size)]
    order.shuffle(found)
    return found


def answer_logits(decoder: Decoder, batch: list[Example]) -> tuple[Tensor, Tensor]:
    """The logits at every position of the answers, and the tokens that should follow there."""
    width = max(example.length for example in batch)
    tokens = torch.zeros(len(batch), width, dtype=torch.long)
    targets = torch.full((len(batch), width), -1)
    for row, example in enumerate(batch):
        sequence = example.prompt + example.answer
        tokens[row, : example.length] = torch.tensor(sequence[:-1])
        targets[row, len(example.prompt) - 1 : example.length] = torch.tensor(example.answer)
    wanted = targets >= 0
    return decoder.token_embd(decoder(tokens)[wanted]), targets[wanted]


def _rate(step: int, steps: int) -> float:
    return min(1.0, (step + 1) / 50) * (0.05 + 0.95 * (1 + math.cos(math.pi * step / steps)) / 2)


def main() -> None:
    """Trains the versions asked for, writes their files, and measures all of them."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--version", type=int, choices=corpus.VERSIONS, action="append", help="default: all")
    wanted = arguments.parse_args().version or corpus.VERSIONS
    torch.set_num_threads(1)
    trained = {
        version: _train(version) if version in wanted else report.training(version) for version in corpus.VERSIONS
    }
    print("measuring", flush=True)
    print(json.dumps(report.write(trained), indent=2))


def _train(version: int) -> dict:
    """Trains one version, writes its file, and says how."""
    print(f"version {version}", flush=True)
    start = time.process_time()
    course = COURSES[version]
    tokenizer, tokens, merges = vocabulary.train()
    torch.manual_seed(course.seed + version)
    decoder = Decoder(Shape(vocabulary=len(tokens)))
    if version > 1:
        export.read_weights(report.path_of(version - 1), decoder, tokens)
    Trainer(version, decoder, tokenizer, course).run()
    export.write(report.path_of(version), version, decoder, tokens, merges)
    packages = {name: metadata.version(name) for name in ("gguf", "numpy", "tokenizers", "torch")}
    return {
        "epochs": course.epochs, "roundedEpochs": course.rounded_epochs, "rate": course.rate, "batch": course.batch,
        "seed": course.seed, "threads": torch.get_num_threads(), "cpuSeconds": round(time.process_time() - start),
        "processor": _processor(), "python": platform.python_version(), "packages": packages,
    }


def _processor() -> str:
    """The processor's name where Linux tells it, otherwise the machine type."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
