"""A naive forward pass over a GGUF file of the demonstration model: numpy only, for comparison with real kernels.

Matrices are dequantised; what enters a matrix is rounded to int8 times an f32 scale for each block of 32 values. The
sums run in numpy's order, so logits agree with a kernel's to rounding, and tokens agree wherever the margin is larger.
"""

from __future__ import annotations

import os
from pathlib import Path

# At this size a second thread of numpy's costs more than it brings, on a busy machine ten times as much.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import gguf
import numpy
from numpy import ndarray

from tokenizer import Tokenizer


class Decoder:
    """One model in memory."""

    def __init__(self, path: Path):
        reader = gguf.GGUFReader(path)
        self.metadata = {name: field.contents() for name, field in reader.fields.items()}
        self.weights = {
            tensor.name: gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(numpy.float32)
            for tensor in reader.tensors
        }
        self.layers = self.metadata["llama.block_count"]
        self.heads = self.metadata["llama.attention.head_count"]
        self.kv_heads = self.metadata["llama.attention.head_count_kv"]
        self.head_width = self.metadata["llama.rope.dimension_count"]
        self.epsilon = numpy.float32(self.metadata["llama.attention.layer_norm_rms_epsilon"])
        exponents = numpy.arange(0, self.head_width, 2) / self.head_width
        self.rates = self.metadata["llama.rope.freq_base"] ** -exponents
        self.end = self.metadata["tokenizer.ggml.eos_token_id"]

    def tokenizer(self) -> Tokenizer:
        """The tokenizer that the file describes."""
        tokens = self.metadata["tokenizer.ggml.tokens"]
        kinds = self.metadata["tokenizer.ggml.token_type"]
        control = [token for token, kind in zip(tokens, kinds) if kind == gguf.TokenType.CONTROL]
        return Tokenizer(tokens, self.metadata["tokenizer.ggml.merges"], control)

    def greedy(self, prompt: list[int], limit: int = 64) -> list[int]:
        """The ids after `prompt`, each the likeliest, up to and with the end token; ties go to the lowest id."""
        cache = self.empty_cache()
        logits = self.logits(prompt, cache)[-1]
        answer: list[int] = []
        while len(answer) < limit:
            answer.append(int(logits.argmax()))
            if answer[-1] == self.end:
                break
            logits = self.logits(answer[-1:], cache)[-1]
        return answer

    def lead(self, prompt: list[int], answer: list[int]) -> float:
        """The smallest lead of a token of `answer` over all others at its position; below 0 it is not the likeliest.

        One pass over prompt and answer decides whether greedy decoding gives the answer: where each token is the
        likeliest after those before it, decoding one token at a time takes the same ones.
        """
        logits = self.logits(prompt + answer[:-1], self.empty_cache())[len(prompt) - 1 :]
        positions = numpy.arange(len(answer))
        own = logits[positions, answer]
        logits[positions, answer] = -numpy.inf
        return float((own - logits.max(-1)).min())

    def empty_cache(self) -> list[tuple[ndarray, ndarray]]:
        """Keys and values of no position, for each layer."""
        empty = numpy.zeros((0, self.kv_heads, self.head_width), numpy.float32)
        return [(empty, empty)] * self.layers

    def logits(self, tokens: list[int], cache: list[tuple[ndarray, ndarray]]) -> ndarray:
        """`[position, vocabulary]` of `tokens`, which follow what is in `cache`; their keys and values join it."""
        hidden = self.weights["token_embd.weight"][tokens]
        for layer in range(self.layers):
            hidden = hidden + self._attention(layer, hidden, cache)
            normed = self._normed(hidden, f"blk.{layer}.ffn_norm")
            gate = self._times(f"blk.{layer}.ffn_gate", normed)
            gate = gate / (1 + numpy.exp(-gate)) * self._times(f"blk.{layer}.ffn_up", normed)
            hidden = hidden + self._times(f"blk.{layer}.ffn_down", gate)
        return self._times("token_embd", self._normed(hidden, "output_norm"))

    def _attention(self, layer: int, hidden: ndarray, cache: list[tuple[ndarray, ndarray]]) -> ndarray:
        normed = self._normed(hidden, f"blk.{layer}.attn_norm")
        query, key, value = (
            self._times(f"blk.{layer}.attn_{name}", normed).reshape(len(hidden), -1, self.head_width) for name in "qkv"
        )
        past = len(cache[layer][0])
        keys = numpy.concatenate((cache[layer][0], self._rotated(key, past)))
        values = numpy.concatenate((cache[layer][1], value))
        cache[layer] = (keys, values)
        query = self._rotated(query, past) / numpy.float32(self.head_width) ** numpy.float32(0.5)
        mixed = numpy.empty_like(query)
        future = numpy.arange(len(keys))[None, :] > past + numpy.arange(len(hidden))[:, None]
        for head in range(self.heads):
            shared = head // (self.heads // self.kv_heads)
            scores = numpy.where(future, -numpy.inf, query[:, head] @ keys[:, shared].T)
            weights = numpy.exp(scores - scores.max(-1, keepdims=True))
            mixed[:, head] = weights / weights.sum(-1, keepdims=True) @ values[:, shared]
        return self._times(f"blk.{layer}.attn_output", mixed.reshape(len(hidden), -1))

    def _rotated(self, heads: ndarray, past: int) -> ndarray:
        angles = ((past + numpy.arange(len(heads)))[:, None, None] * self.rates).astype(numpy.float32)
        cosine, sine = numpy.cos(angles), numpy.sin(angles)
        rotated = numpy.empty_like(heads)
        rotated[..., 0::2] = heads[..., 0::2] * cosine - heads[..., 1::2] * sine
        rotated[..., 1::2] = heads[..., 0::2] * sine + heads[..., 1::2] * cosine
        return rotated

    def _normed(self, hidden: ndarray, name: str) -> ndarray:
        mean = (hidden * hidden).mean(-1, keepdims=True)
        return hidden / numpy.sqrt(mean + self.epsilon) * self.weights[f"{name}.weight"]

    def _times(self, name: str, values: ndarray) -> ndarray:
        return rounded(values) @ self.weights[f"{name}.weight"].T


def rounded(values: ndarray) -> ndarray:
    """Each block of 32 values as int8 times one f32 scale; halves go to the even integer."""
    blocks = values.reshape(len(values), -1, 32)
    scale = numpy.abs(blocks).max(-1, keepdims=True) / numpy.float32(127)
    inverse = numpy.divide(1, scale, out=numpy.zeros_like(scale), where=scale > 0)
    return (numpy.rint(blocks * inverse) * scale).reshape(values.shape)
