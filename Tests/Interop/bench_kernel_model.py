"""Writes a GGUF of random weights in the shape of a known model: MODEL is a shape, or shape-type as in 135m-q4_0."""

import os
import sys

import gguf
import llama_cpp
import numpy

# Architecture, width, layers, heads, key-value heads, width of a head, of the feed-forward network, vocabulary.
SHAPES = {
    "15m": ("llama", 288, 6, 6, 6, 48, 768, 32000),
    "135m": ("llama", 576, 30, 9, 3, 64, 1536, 49152),
    "1.1b": ("llama", 2048, 22, 32, 4, 64, 5632, 32000),
    # Sizes that are whole super-blocks of 256.
    "wide": ("llama", 768, 24, 12, 4, 64, 2048, 32000),
    "qwen2": ("qwen2", 256, 4, 4, 2, 64, 512, 512),
    "qwen3": ("qwen3", 256, 4, 4, 2, 128, 512, 512),
}
# What llama.cpp's own quantiser makes of the Q8_0 file.
MIXTURES = {"q4_k_m": llama_cpp.LLAMA_FTYPE_MOSTLY_Q4_K_M, "q5_k_m": llama_cpp.LLAMA_FTYPE_MOSTLY_Q5_K_M}


def write(shape, kind, path):
    architecture, width, layers, heads, key_value_heads, head_width, feed_forward, vocabulary = SHAPES[shape]
    random = numpy.random.default_rng(1)
    writer = gguf.GGUFWriter(path, architecture)

    def matrix(name, rows, columns):
        values = random.standard_normal((rows, columns), dtype=numpy.float32) / numpy.sqrt(columns, dtype=numpy.float32)
        writer.add_tensor(name + ".weight", gguf.quants.quantize(values, kind), raw_dtype=kind)

    def vector(name, count):
        writer.add_tensor(name, random.uniform(0.5, 1.5, count).astype(numpy.float32))

    writer.add_context_length(2048)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(feed_forward)
    writer.add_head_count(heads)
    writer.add_head_count_kv(key_value_heads)
    writer.add_key_length(head_width)
    writer.add_value_length(head_width)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(head_width)
    writer.add_rope_freq_base(10000.0)
    writer.add_vocab_size(vocabulary)
    # llama.cpp does not load a model without a vocabulary: bytes, and names that mean nothing.
    tokens = [b"<unk>", b"<s>", b"</s>"] + [b"<0x%02X>" % byte for byte in range(256)]
    types = [2, 3, 3] + [6] * 256
    tokens += [b"t%d" % index for index in range(len(tokens), vocabulary)]
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * vocabulary)
    writer.add_token_types(types + [1] * (vocabulary - len(types)))
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)

    matrix("token_embd", vocabulary, width)
    vector("output_norm.weight", width)
    for layer in range(layers):
        name = f"blk.{layer}."
        vector(name + "attn_norm.weight", width)
        matrix(name + "attn_q", head_width * heads, width)
        matrix(name + "attn_k", head_width * key_value_heads, width)
        matrix(name + "attn_v", head_width * key_value_heads, width)
        matrix(name + "attn_output", width, head_width * heads)
        if architecture == "qwen2":
            vector(name + "attn_q.bias", head_width * heads)
            vector(name + "attn_k.bias", head_width * key_value_heads)
            vector(name + "attn_v.bias", head_width * key_value_heads)
        if architecture == "qwen3":
            vector(name + "attn_q_norm.weight", head_width)
            vector(name + "attn_k_norm.weight", head_width)
        vector(name + "ffn_norm.weight", width)
        matrix(name + "ffn_gate", feed_forward, width)
        matrix(name + "ffn_up", feed_forward, width)
        matrix(name + "ffn_down", width, feed_forward)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main(model, path):
    shape, _, kind = model.partition("-")
    if kind not in MIXTURES:
        return write(shape, gguf.GGMLQuantizationType[(kind or "q8_0").upper()], path)
    write(shape, gguf.GGMLQuantizationType.Q8_0, path + ".q8_0")
    settings = llama_cpp.llama_model_quantize_default_params()
    settings.ftype, settings.allow_requantize, settings.nthread = MIXTURES[kind], True, 1
    status = llama_cpp.llama_model_quantize((path + ".q8_0").encode(), path.encode(), settings)
    os.remove(path + ".q8_0")
    if status:
        raise RuntimeError(f"llama_model_quantize returned {status}")


if __name__ == "__main__":
    main(*sys.argv[1:])
