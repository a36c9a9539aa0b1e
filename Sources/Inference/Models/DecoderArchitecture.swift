/// What distinguishes the decoders that run here; the raw value is `general.architecture` of a GGUF file.
///
/// docs/numerics-bk1.md, section 11.
public enum DecoderArchitecture: String, Sendable, Hashable, CaseIterable {
    /// Llama 2 and 3, TinyLlama, SmolLM2, Mistral.
    case llama
    /// Qwen2 and Qwen2.5.
    case qwen2
    /// Qwen3 without experts.
    case qwen3

    /// Whether a rotated pair is (i, i + w/2) rather than two neighbours.
    var rotatesHalves: Bool { self != .llama }

    /// Whether queries, keys and values have a bias each.
    var hasAttentionBias: Bool { self == .qwen2 }

    /// Whether each head of queries and keys is normalised before it is rotated.
    var normalisesHeads: Bool { self == .qwen3 }

    /// The tensors of a layer, without the prefix `blk.N.`.
    var layerTensors: [String] {
        let matrices = ["attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"]
        let biases = hasAttentionBias ? ["attn_q.bias", "attn_k.bias", "attn_v.bias"] : []
        let norms = ["attn_norm", "ffn_norm"] + (normalisesHeads ? ["attn_q_norm", "attn_k_norm"] : [])
        return (matrices + norms).map { $0 + ".weight" } + biases
    }
}
