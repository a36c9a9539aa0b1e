"""Writes the inputs that the fuzzer starts from: make_seeds.py FOLDER"""

import json
import struct
import sys
from pathlib import Path


def text(value):
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def key(name, kind, value):
    return text(name) + struct.pack("<I", kind) + value


def array(kind, values):
    return struct.pack("<IQ", kind, len(values)) + b"".join(values)


def gguf(pre):
    stand_ins = [chr(byte) if 33 <= byte <= 126 else chr(256 + byte) for byte in range(256)]
    tokens = stand_ins + ["ab", "<|end|>"]
    keys = [
        key("general.alignment", 4, struct.pack("<I", 32)),
        key("tokenizer.ggml.model", 8, text("llama" if pre is None else "gpt2")),
        key("tokenizer.ggml.tokens", 9, array(8, [text(token) for token in tokens])),
        key(
            "tokenizer.ggml.token_type",
            9,
            array(5, [struct.pack("<i", 3 if token[0] == "<" and len(token) > 1 else 1) for token in tokens]),
        ),
        key("tokenizer.ggml.add_bos_token", 7, b"\0"),
        key("llama.rope.freq_base", 6, struct.pack("<f", 1e4)),
    ]
    if pre is None:
        keys.append(
            key("tokenizer.ggml.scores", 9, array(6, [struct.pack("<f", -index) for index in range(len(tokens))]))
        )
        keys.append(key("tokenizer.ggml.unknown_token_id", 4, struct.pack("<I", 0)))
    else:
        keys += [key("tokenizer.ggml.pre", 8, text(pre)), key("tokenizer.ggml.merges", 9, array(8, [text("a b")]))]
    tensors = text("a") + struct.pack("<IQQIQ", 2, 2, 2, 0, 0) + text("b") + struct.pack("<IQIQ", 1, 32, 8, 32)
    head = struct.pack("<4sIQQ", b"GGUF", 3, 2, len(keys)) + b"".join(keys) + tensors
    head += bytes(-len(head) % 32)
    return head + struct.pack("<4f", 1, 2, 3, 4) + bytes(16) + bytes(34)


def safetensors():
    header = {
        "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
        "b": {"dtype": "I64", "shape": [], "data_offsets": [8, 16]},
    }
    head = json.dumps({"__metadata__": {"format": "pt"}, **header}).encode()
    return struct.pack("<Q", len(head)) + head + bytes(16)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for pre in (None, "gpt-2", "llama-bpe", "smollm", "qwen2"):
        (folder / f"gguf-{pre}").write_bytes(b"g" + gguf(pre))
    (folder / "safetensors").write_bytes(b"s" + safetensors())
    vectors = Path(__file__).parent.parent
    for place, line in enumerate(open(vectors / "templates/vectors.jsonl")):
        if "template" in (vector := json.loads(line)):
            (folder / f"template-{place}").write_bytes(b"t" + vector["template"].encode())
    description = json.loads(open(vectors / "tokenizers/vectors/bert-uncased.jsonl").readline())["tokenizer_json"]
    tokenizer = json.loads(description)
    special = [token["content"] for token in tokenizer["added_tokens"]]
    tokenizer["model"]["vocab"] = {token: place for place, token in enumerate([*special, "f", "##u", "##z", ",", "1"])}
    (folder / "tokenizer-json").write_bytes(b"j" + json.dumps(tokenizer).encode())


main()
