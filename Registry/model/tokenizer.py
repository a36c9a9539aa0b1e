"""Byte-level BPE as a GGUF file describes it, in plain Python: slow, short, independent of tokenizer libraries."""

from __future__ import annotations

import re
import unicodedata

# The pre-tokenizer that GGUF calls "llama-bpe". Python's `re` has no \p{L} and \p{N}; for text without the categories
# that _require_covered refuses, [^\W\d_] and \d are the same.
WORD = re.compile(
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|(?:[^\r\n\w]|_)?[^\W\d_]+|\d{1,3}| ?(?:[^\s\w]|_)+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def byte_characters() -> list[str]:
    """The printable character that stands for each byte in a byte-level vocabulary (GPT-2's `bytes_to_unicode`)."""
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = iter(range(0x100, 0x200))
    return [chr(byte if byte in printable else next(others)) for byte in range(256)]


class Tokenizer:
    """Token ids of text, and text of token ids."""

    def __init__(self, tokens: list[str], merges: list[str], control: list[str]):
        self.tokens = tokens
        self.ids = {token: index for index, token in enumerate(tokens)}
        self.ranks = {tuple(merge.split(" ")): rank for rank, merge in enumerate(merges)}
        self.special = re.compile("(" + "|".join(map(re.escape, control)) + ")")
        self.control = frozenset(control)
        self.characters = byte_characters()
        self.bytes = {character: byte for byte, character in enumerate(self.characters)}

    def encode(self, text: str) -> list[int]:
        """The ids of `text`; control tokens are recognised."""
        _require_covered(text)
        ids: list[int] = []
        for part in self.special.split(text):
            if part in self.control:
                ids.append(self.ids[part])
            else:
                for word in WORD.findall(part):
                    ids.extend(self._merged(word))
        return ids

    def decode(self, ids: list[int]) -> str:
        """The text of `ids`, without control tokens."""
        text = "".join(self.tokens[index] for index in ids if self.tokens[index] not in self.control)
        return bytes(self.bytes[character] for character in text).decode("utf-8", errors="replace")

    def _merged(self, word: str) -> list[int]:
        parts = [self.characters[byte] for byte in word.encode("utf-8")]
        if (whole := self.ids.get("".join(parts))) is not None:
            return [whole]
        while len(parts) > 1:
            pairs = list(zip(parts, parts[1:]))
            first = min(range(len(pairs)), key=lambda index: (self.ranks.get(pairs[index], len(self.ranks)), index))
            if pairs[first] not in self.ranks:
                break
            parts[first : first + 2] = ["".join(pairs[first])]
        return [self.ids[part] for part in parts]


def _require_covered(text: str) -> None:
    for character in text:
        if unicodedata.category(character) in ("Mn", "Mc", "Me", "Nl", "No"):
            raise ValueError(f"{character!r}: combining marks and numbers beyond decimal digits are not covered here")
