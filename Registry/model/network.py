"""The llama architecture in PyTorch, with parameters named as the tensors of a GGUF file."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """The hyperparameters that a GGUF file states."""

    vocabulary: int
    width: int = 192
    layers: int = 6
    heads: int = 6
    kv_heads: int = 2
    feed_forward: int = 512
    context: int = 256
    rope_base: float = 10000.0
    epsilon: float = 1e-5

    @property
    def head_width(self) -> int:
        return self.width // self.heads


class Linear(nn.Linear):
    """A matrix without bias; `quantised` rounds its input and its weights as Q8_0 arithmetic does."""

    def __init__(self, columns: int, rows: int):
        super().__init__(columns, rows, bias=False)
        self.quantised = False

    def forward(self, values: Tensor) -> Tensor:
        if not self.quantised:
            return functional.linear(values, self.weight)
        return functional.linear(rounded(values), rounded(self.weight, half_scale=True))


def rounded(values: Tensor, half_scale: bool = False) -> Tensor:
    """Each block of 32 as int8 times a scale, f32 or f16; the gradient passes as if nothing had been rounded."""
    blocks = values.detach().unflatten(-1, (-1, 32))
    scale = blocks.abs().amax(-1, keepdim=True) / 127
    inverse = torch.where(scale > 0, 1 / scale, 0)
    stored = scale.half().float() if half_scale else scale
    return values + ((blocks * inverse).round() * stored).flatten(-2) - values.detach()


class Layer(nn.Module):
    """One decoder layer: attention and a gated feed-forward part, each behind an RMS norm."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        kv_width = shape.kv_heads * shape.head_width
        self.attn_norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        self.attn_q = Linear(shape.width, shape.width)
        self.attn_k = Linear(shape.width, kv_width)
        self.attn_v = Linear(shape.width, kv_width)
        self.attn_output = Linear(shape.width, shape.width)
        self.ffn_norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        self.ffn_gate = Linear(shape.width, shape.feed_forward)
        self.ffn_up = Linear(shape.width, shape.feed_forward)
        self.ffn_down = Linear(shape.feed_forward, shape.width)

    def forward(self, hidden: Tensor, angles: Tensor) -> Tensor:
        normed = self.attn_norm(hidden)
        query, key, value = (
            matrix(normed).unflatten(-1, (-1, self.shape.head_width)).transpose(1, 2)
            for matrix in (self.attn_q, self.attn_k, self.attn_v)
        )
        mixed = functional.scaled_dot_product_attention(
            rotated(query, angles), rotated(key, angles), value, is_causal=True, enable_gqa=True)
        hidden = hidden + self.attn_output(mixed.transpose(1, 2).flatten(-2))
        normed = self.ffn_norm(hidden)
        return hidden + self.ffn_down(functional.silu(self.ffn_gate(normed)) * self.ffn_up(normed))


def rotated(values: Tensor, angles: Tensor) -> Tensor:
    """Rotary position embedding of neighbouring pairs (2i, 2i + 1), as GGUF's llama architecture has it."""
    even, odd = values[..., 0::2], values[..., 1::2]
    cosine, sine = angles.cos(), angles.sin()
    return torch.stack((even * cosine - odd * sine, even * sine + odd * cosine), -1).flatten(-2)


class Decoder(nn.Module):
    """Logits of the next token at each position; the output matrix is the embedding."""

    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.token_embd = Linear(shape.width, shape.vocabulary)
        self.blk = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.output_norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(0.05)
        self._initialise()

    def forward(self, tokens: Tensor) -> Tensor:
        """`[batch, position]` token ids to `[batch, position, width]`, normed; `token_embd` turns it into logits."""
        table = self.token_embd.weight
        hidden = functional.embedding(tokens, rounded(table, half_scale=True) if self.token_embd.quantised else table)
        rates = self.shape.rope_base ** (-torch.arange(0, self.shape.head_width, 2) / self.shape.head_width)
        angles = torch.arange(tokens.shape[1])[:, None] * rates
        hidden = self.dropout(hidden)
        for layer in self.blk:
            hidden = layer(hidden, angles)
        return self.output_norm(hidden)

    def quantise(self, quantised: bool) -> Decoder:
        """Switches every matrix to the arithmetic of Q8_0, or back."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.quantised = quantised
        return self

    def _initialise(self) -> None:
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                residual = name.endswith(("attn_output.weight", "ffn_down.weight"))
                nn.init.normal_(parameter, std=0.02 / ((2 * self.shape.layers) ** 0.5 if residual else 1))
