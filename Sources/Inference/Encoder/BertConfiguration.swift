internal import JSON

/// The shape of an encoder of the BERT architecture, from its `config.json`.
///
/// Members: [transformers, `BertConfig`](https://huggingface.co/docs/transformers/model_doc/bert)
public struct BertConfiguration: Sendable, Hashable {
    /// The number of tokens in the vocabulary.
    public let vocabularyCount: Int
    /// The number of positions that the model has embeddings for.
    public let positionCount: Int
    /// The number of kinds of segments; a text alone is of the first.
    public let segmentCount: Int
    /// The number of values that stand for a token between layers.
    public let width: Int
    /// The number of layers.
    public let layerCount: Int
    /// The width of the hidden layer of the feed-forward network.
    public let feedForwardWidth: Int
    /// The number of heads; it divides `width`.
    public let headCount: Int
    /// What is added to the variance before its root is taken.
    public let epsilon: Float

    /// The width of a head.
    var headWidth: Int { width / headCount }

    /// Reads and checks the bytes of a `config.json`; errors call it `name`.
    ///
    /// - Throws: `malformed` for what is no number or contradicts another one, `unsupported` for another architecture.
    public init(json bytes: [UInt8], name: String) throws(InferenceError) {
        let members = try ModelSettings(parsing: bytes, name: name)
        try members.require("model_type", "bert")
        try members.require("hidden_act", "gelu")
        try members.require("position_embedding_type", "absolute", isOptional: true)
        vocabularyCount = try members.count("vocab_size", most: 1 << 22)
        positionCount = try members.count("max_position_embeddings", most: 1 << 16)
        segmentCount = try members.count("type_vocab_size", most: 1 << 8)
        width = try members.count("hidden_size", most: 1 << 14)
        layerCount = try members.count("num_hidden_layers", most: 1 << 8)
        feedForwardWidth = try members.count("intermediate_size", most: 1 << 16)
        headCount = try members.count("num_attention_heads", most: 1 << 10)
        epsilon = try members.positive("layer_norm_eps")
        guard width % headCount == 0 else {
            throw members.malformed(
                "num_attention_heads", "found \(headCount), which does not divide the width \(width)")
        }
    }
}
