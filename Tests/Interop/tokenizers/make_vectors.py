"""Makes vectors for the tokenizers: vocabularies trained here, texts of our own, and the ids that Hugging Face
`tokenizers` gives.

Usage: make_vectors.py FOLDER [RANDOM_TEXTS]

Each file FOLDER/NAME.jsonl has the tokenizer on its first line, in the words of GGUF metadata (or a tokenizer.json as
text), and one text with its ids on each line that follows. Training does not always learn the same vocabulary, so a
file carries its own. FOLDER/NAME.gguf is the same tokenizer written by the PyPI package gguf.
"""

import json
import random
import sys
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

import texts

GPT4 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,%d}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|im_"]
NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6


def byte_level(pre):
    """A byte-level BPE as the models of this pre-tokenizer have it."""
    tokenizer = Tokenizer(models.BPE(ignore_merges=pre == "llama-bpe"))
    use_pattern = pre in ("gpt-2", "smollm")
    steps = [pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=use_pattern)]
    if pre == "smollm":
        steps.insert(0, pre_tokenizers.Digits(individual_digits=True))
    elif not use_pattern:
        pattern = Regex(GPT4 % (3 if pre == "llama-bpe" else 1))
        steps.insert(0, pre_tokenizers.Split(pattern, behavior="isolated"))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps)
    if pre == "qwen2":
        tokenizer.normalizer = normalizers.NFC()
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=256 + len(SPECIAL) + 340,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=[AddedToken(text, special=True, normalized=False) for text in SPECIAL],
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts.TRAINING, trainer)
    description = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(description["vocab"], key=description["vocab"].get)
    merges = [" ".join(pair) if isinstance(pair, list) else pair for pair in description["merges"]]
    kinds = [CONTROL if token in SPECIAL else NORMAL for token in tokens]
    metadata = {"model": "gpt2", "pre": pre, "tokens": tokens, "merges": merges, "token_type": kinds}
    return tokenizer, {**metadata, "eos_token_id": 0, "add_bos_token": False}


def merges_by_score(scores):
    """Each way to make a token of two others: higher scores first, then longer left parts, then the order of ids."""
    ids = {token: index for index, token in enumerate(scores)}
    ways = []
    for token, score in scores.items():
        cuts = [(token[:cut], token[cut:]) for cut in range(1, len(token))]
        known = sorted(
            (cut for cut in cuts if cut[0] in ids and cut[1] in ids), key=lambda cut: (ids[cut[0]], ids[cut[1]])
        )
        ways += [(score, left, right) for left, right in known]
    ways.sort(key=lambda way: (way[0], len(way[1]), len(way[2])), reverse=True)
    return [(left, right) for _, left, right in ways]


def sentence_piece():
    """A BPE over characters with bytes to fall back on, as Llama 2 has it."""
    trained = Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.BpeTrainer(vocab_size=560, limit_alphabet=120, show_progress=False)
    trained.train_from_iterator(texts.TRAINING, trainer)
    learnt = sorted(trained.get_vocab(), key=trained.get_vocab().get)
    # Characters come last in such vocabularies, and have the lowest scores.
    pieces = [token for token in learnt if len(token) > 1] + [token for token in learnt if len(token) == 1]
    scores = {token: -float(index) for index, token in enumerate(pieces)}
    special = ["<unk>", "<s>", "</s>"]
    bytes_ = ["<0x%02X>" % byte for byte in range(256)]
    tokens = special + bytes_ + pieces
    vocab = {token: index for index, token in enumerate(tokens)}
    tokenizer = Tokenizer(
        models.BPE(vocab, merges_by_score(scores), unk_token="<unk>", fuse_unk=True, byte_fallback=True)
    )
    tokenizer.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in special])
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    kinds = [UNKNOWN, CONTROL, CONTROL] + [BYTE] * 256 + [NORMAL] * len(pieces)
    all_scores = [0.0] * (3 + 256) + list(scores.values())
    metadata = {"model": "llama", "tokens": tokens, "scores": all_scores, "token_type": kinds}
    ids = {"unknown_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
    return tokenizer, {**metadata, **ids, "add_bos_token": True, "add_space_prefix": True}


def word_piece(**options):
    """A WordPiece as BERT has it."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(**options)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(vocab_size=700, limit_alphabet=200, special_tokens=special, show_progress=False)
    tokenizer.train_from_iterator(texts.TRAINING, trainer)
    marks = [(mark, tokenizer.token_to_id(mark)) for mark in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=marks)
    return tokenizer, {"tokenizer_json": tokenizer.to_str()}


def tokenizers():
    for pre in ("gpt-2", "llama-bpe", "smollm", "qwen2"):
        yield pre, *byte_level(pre)
    yield "llama", *sentence_piece()
    yield "bert-uncased", *word_piece()
    yield "bert-cased", *word_piece(lowercase=False, strip_accents=False)


def write_gguf(path, metadata):
    from gguf import GGUFWriter

    writer = GGUFWriter(str(path), "llama")
    writer.add_tokenizer_model(metadata["model"])
    writer.add_token_list([token.encode() for token in metadata["tokens"]])
    writer.add_token_types(metadata["token_type"])
    for key in ("pre", "merges", "scores"):
        if key in metadata:
            {"pre": writer.add_tokenizer_pre, "merges": writer.add_token_merges, "scores": writer.add_token_scores}[
                key
            ](metadata[key])
    for key, value in metadata.items():
        if key.endswith("_token_id"):
            writer.add_uint32("tokenizer.ggml." + key, value)
        if key.startswith("add_"):
            writer.add_bool("tokenizer.ggml." + key, value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()


def main():
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    folder.mkdir(parents=True, exist_ok=True)
    for place, (name, tokenizer, metadata) in enumerate(tokenizers()):
        generator = random.Random(place)
        cases = texts.CASES + [texts.random_text(generator) for _ in range(count)]
        with open(folder / f"{name}.jsonl", "w") as file:
            print(json.dumps(metadata), file=file)
            for text, encoding in zip(cases, tokenizer.encode_batch(cases)):
                ids = encoding.ids
                decoded = tokenizer.decode(ids, skip_special_tokens=True) if "model" in metadata else None
                # The reference repairs half characters in a way of its own.
                line = {"text": text, "ids": ids}
                if decoded is not None and "\ufffd" not in decoded:
                    line["decoded"] = decoded
                print(json.dumps(line), file=file)
        if "model" in metadata:
            write_gguf(folder / f"{name}.gguf", metadata)


main()
