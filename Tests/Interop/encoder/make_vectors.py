"""Writes the vectors that MiniLMTests compares with: texts, their tokens by the package `tokenizers`, numpy's vectors.

usage: make_vectors.py MODEL_FOLDER OUTPUT.json
"""

import json
import os
import sys

from tokenizers import Tokenizer

from bert import Bert

TEXTS = [
    "Who signs an answer?",
    "How do I check that a document was not changed?",
    "A transparency log keeps every statement in the order in which it was published.",
    "bread",
    "Ein Satz auf Deutsch, mit Umlauten: schön, größer, Übung.",
    "数字签名 and 電子署名 are two names.",
    "naïve café — 3.14159 × 10⁻³, e-mail: a.b@c.example!",
    "",
    "The registry binds a question to one answer, and tells who approved it. " * 40,
]


def main(folder, output):
    model = Bert(folder)
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    cases = []
    for text in TEXTS:
        tokens = tokenizer.encode(text).ids
        # Nine digits are more than f32 holds.
        vector = [round(float(value), 9) for value in model.embed(tokens)]
        cases.append({"text": text, "tokens": tokens, "vector": vector})
    with open(output, "w", encoding="utf-8") as file:
        json.dump({"cases": cases}, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
