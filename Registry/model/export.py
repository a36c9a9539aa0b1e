"""Writes a trained network as a GGUF file, and reads one back for further training."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy
import torch

import chat
from network import Decoder, Shape

NAME = "Bindery Demo"
LICENSE = "CC-BY-4.0"
DESCRIPTION = (
    "A small demonstration model. It repeats the fixed list of answers in Registry/model of the Bindery project "
    "and knows nothing else; do not rely on it."
)


def write(path: Path, version: int, decoder: Decoder, tokens: list[str], merges: list[str]) -> None:
    """Writes `decoder` with matrices as Q8_0 and norms as F32; `path` appears whole or not at all."""
    partial = path.with_suffix(".partial")
    writer = gguf.GGUFWriter(partial, "llama")
    _describe(writer, version, decoder)
    _state_shape(writer, decoder.shape)
    _add_tokenizer(writer, tokens, merges)
    for name, parameter in decoder.named_parameters():
        values = parameter.detach().numpy()
        if values.ndim == 1:
            writer.add_tensor(name, values)
        else:
            kind = gguf.GGMLQuantizationType.Q8_0
            writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    partial.replace(path)


def read_weights(path: Path, decoder: Decoder, tokens: list[str]) -> None:
    """Sets every parameter of `decoder` to the dequantised tensor of the same name.

    Raises ValueError where the file's tokens are not `tokens`: its embeddings would belong to other words.
    """
    reader = gguf.GGUFReader(path)
    if reader.fields["tokenizer.ggml.tokens"].contents() != tokens:
        raise ValueError(f"{path.name}: made with another vocabulary; the corpus has changed, so train version 1 first")
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    with torch.no_grad():
        for name, parameter in decoder.named_parameters():
            tensor = tensors[name]
            values = gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(numpy.float32)
            parameter.copy_(torch.from_numpy(values.copy()))


def _describe(writer: gguf.GGUFWriter, version: int, decoder: Decoder) -> None:
    count = sum(parameter.numel() for parameter in decoder.parameters())
    writer.add_name(NAME)
    writer.add_version(str(version))
    writer.add_author("The Bindery project")
    writer.add_license(LICENSE)
    writer.add_description(DESCRIPTION)
    writer.add_size_label(f"{count / 1e6:.1f}M")
    writer.add_languages(["en"])
    if version > 1:
        writer.add_base_model_count(1)
        writer.add_base_model_name(0, NAME)
        writer.add_base_model_version(0, str(version - 1))
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)


def _state_shape(writer: gguf.GGUFWriter, shape: Shape) -> None:
    writer.add_vocab_size(shape.vocabulary)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_rope_dimension_count(shape.head_width)
    writer.add_rope_freq_base(shape.rope_base)


def _add_tokenizer(writer: gguf.GGUFWriter, tokens: list[str], merges: list[str]) -> None:
    control = (chat.PADDING, chat.START, chat.END)
    kinds = [gguf.TokenType.CONTROL if token in control else gguf.TokenType.NORMAL for token in tokens]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("llama-bpe")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(tokens.index(chat.PADDING))
    writer.add_eos_token_id(tokens.index(chat.END))
    writer.add_pad_token_id(tokens.index(chat.PADDING))
    writer.add_add_bos_token(False)
    writer.add_chat_template(chat.TEMPLATE)
