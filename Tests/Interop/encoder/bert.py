"""all-MiniLM-L6-v2 in numpy, in binary64, one text at a time: what `bindery` is compared with."""

import json
import math
import os
import struct

import numpy as np

ERF = np.vectorize(math.erf)


def read_safetensors(path):
    with open(path, "rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header, data = json.loads(file.read(length)), file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(data[start:end], "<f4").reshape(entry["shape"])
    return tensors


class Bert:
    """The graph of the published model; `kind` is the type that it is computed in."""

    def __init__(self, folder, kind=np.float64):
        self.settings = json.load(open(os.path.join(folder, "config.json"), encoding="utf-8"))
        weights = read_safetensors(os.path.join(folder, "model.safetensors"))
        self.weights = {name: values.astype(kind) for name, values in weights.items()}

    def linear(self, name, inputs):
        return inputs @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]

    def norm(self, name, inputs):
        centred = inputs - inputs.mean(-1, keepdims=True)
        scale = np.sqrt((centred * centred).mean(-1, keepdims=True) + self.settings["layer_norm_eps"])
        return centred / scale * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def attention(self, name, hidden):
        count, heads = len(hidden), self.settings["num_attention_heads"]
        query, key, value = (
            self.linear(f"{name}self.{part}", hidden).reshape(count, heads, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value"))
        scores = query @ key.transpose(0, 2, 1) / math.sqrt(query.shape[-1])
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        return self.linear(name + "output.dense", (weights @ value).transpose(1, 0, 2).reshape(count, -1))

    def embed(self, tokens):
        table = "embeddings.{}_embeddings.weight"
        hidden = (self.weights[table.format("word")][tokens] + self.weights[table.format("token_type")][0]
                  + self.weights[table.format("position")][:len(tokens)])
        hidden = self.norm("embeddings.LayerNorm", hidden)
        for layer in range(self.settings["num_hidden_layers"]):
            name = f"encoder.layer.{layer}."
            hidden = self.norm(
                name + "attention.output.LayerNorm", hidden + self.attention(name + "attention.", hidden))
            inner = self.linear(name + "intermediate.dense", hidden)
            inner = inner * 0.5 * (1 + ERF(inner / math.sqrt(2)))
            hidden = self.norm(name + "output.LayerNorm", hidden + self.linear(name + "output.dense", inner))
        mean = hidden.mean(0)
        return mean / np.linalg.norm(mean)
