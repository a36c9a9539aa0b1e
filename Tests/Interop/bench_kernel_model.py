"""Writes a GGUF of random weights in Q8_0, in the shape of a known model."""

import sys

import gguf
import numpy

# Width, layers, heads, key-value heads, width of the feed-forward network, vocabulary.
SHAPES = {
    "15m": (288, 6, 6, 6, 768, 32000),
    "135m": (576, 30, 9, 3, 1536, 49152),
    "1.1b": (2048, 22, 32, 4, 5632, 32000),
}


def main(shape, path):
    width, layers, heads, key_value_heads, feed_forward, vocabulary = SHAPES[shape]
    random = numpy.random.default_rng(1)
    writer = gguf.GGUFWriter(path, "llama")

    def matrix(name, rows, columns):
        values = random.standard_normal((rows, columns), dtype=numpy.float32) / numpy.sqrt(columns, dtype=numpy.float32)
        kind = gguf.GGMLQuantizationType.Q8_0
        writer.add_tensor(name + ".weight", gguf.quants.quantize(values, kind), raw_dtype=kind)

    def vector(name, count):
        writer.add_tensor(name + ".weight", numpy.ones(count, dtype=numpy.float32))

    writer.add_context_length(2048)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(feed_forward)
    writer.add_head_count(heads)
    writer.add_head_count_kv(key_value_heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(width // heads)
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
    vector("output_norm", width)
    for layer in range(layers):
        name = f"blk.{layer}."
        vector(name + "attn_norm", width)
        matrix(name + "attn_q", width, width)
        matrix(name + "attn_k", width // heads * key_value_heads, width)
        matrix(name + "attn_v", width // heads * key_value_heads, width)
        matrix(name + "attn_output", width, width)
        vector(name + "ffn_norm", width)
        matrix(name + "ffn_gate", feed_forward, width)
        matrix(name + "ffn_up", feed_forward, width)
        matrix(name + "ffn_down", width, feed_forward)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
