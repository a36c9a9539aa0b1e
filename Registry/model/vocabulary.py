"""Trains the byte-level BPE vocabulary on the corpus."""

from __future__ import annotations

import json

from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

import chat
import corpus

SIZE = 2048

# LLAMA_VOCAB_PRE_TYPE_LLAMA3 in llama.cpp's src/llama-vocab.cpp, which a GGUF file calls "llama-bpe". It takes a word
# that is a token as it is, before any merge.
WORD = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def train() -> tuple[Tokenizer, list[str], list[str]]:
    """The tokenizer, its tokens in the order of their ids, and its merges; held-out wordings have no say in it."""
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(WORD), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE, special_tokens=[chat.PADDING, chat.START, chat.END], show_progress=False,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.train_from_iterator(_texts(), trainer)
    state = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(state["vocab"], key=state["vocab"].get)
    if len(tokens) != SIZE:
        raise ValueError(f"the corpus gives {len(tokens)} tokens, expected {SIZE}: lower SIZE")
    return tokenizer, tokens, [" ".join(merge) for merge in state["merges"]]


def _texts() -> list[str]:
    questions = corpus.load(1)
    return [
        "user", "assistant", "\n", *(wording for question in questions for wording in question.wordings),
        *(question.answer for question in questions), *corpus.changes().values(),
    ]
