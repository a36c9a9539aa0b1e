/// The shape of a decoder of the llama family, from the metadata of its file.
///
/// Keys: [GGUF, "LLM"](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#llm).
public struct LlamaConfiguration: Sendable, Hashable {
    /// Which decoder of the family it is.
    public let architecture: DecoderArchitecture
    /// The number of tokens in the vocabulary.
    public let vocabularyCount: Int
    /// The number of positions that the model was trained for.
    public let contextLength: Int
    /// The number of values that stand for a token between layers.
    public let width: Int
    /// The number of layers.
    public let layerCount: Int
    /// The width of the hidden layer of the feed-forward network.
    public let feedForwardWidth: Int
    /// The number of query heads.
    public let headCount: Int
    /// The number of key-value heads; it divides `headCount`.
    public let keyValueHeadCount: Int
    /// The width of a head.
    public let headWidth: Int
    /// The number of leading values of a head that are rotated.
    public let ropeWidth: Int
    /// The base of the rotation's frequencies.
    public let ropeBase: Float
    /// What every frequency is divided by.
    public let ropeFactor: Float
    /// What is added to the mean square before its root is taken.
    public let epsilon: Float

    /// The width of all query heads together.
    var queryWidth: Int { headCount * headWidth }
    /// The width of all key-value heads together.
    var keyValueWidth: Int { keyValueHeadCount * headWidth }
    /// The query heads that share a key-value head.
    var headsInGroup: Int { headCount / keyValueHeadCount }

    /// The number of weights that one token is multiplied with, embeddings apart.
    public var multiplicationCount: Int {
        layerCount * width * (2 * queryWidth + 2 * keyValueWidth + 3 * feedForwardWidth) + vocabularyCount * width
    }

    /// The bytes that keys and values of one position take in all layers.
    public var cacheBytesOfPosition: Int { 2 * layerCount * keyValueWidth * MemoryLayout<Float>.stride }

    /// Reads and checks the shape.
    ///
    /// - Throws: `unsupported` for another architecture or scaling, `missing`, `wrongType`, or
    ///   `malformed` for numbers that contradict one another.
    public init(_ file: GGUFFile) throws(InferenceError) {
        let keys = try LlamaKeys(file)
        architecture = keys.architecture
        width = try keys.count("embedding_length", most: 1 << 17)
        layerCount = try keys.count("block_count", most: 1 << 12)
        contextLength = try keys.count("context_length", most: 1 << 20)
        feedForwardWidth = try keys.count("feed_forward_length", most: 1 << 20)
        headCount = try keys.count("attention.head_count", most: 1 << 12)
        keyValueHeadCount = try keys.count("attention.head_count_kv", most: 1 << 12, default: headCount)
        headWidth = try keys.count("attention.key_length", most: 1 << 12, default: max(1, width / headCount))
        ropeWidth = try keys.count("rope.dimension_count", most: 1 << 12, default: headWidth)
        ropeBase = try keys.positive("rope.freq_base", default: 10_000)
        ropeFactor = try keys.ropeFactor()
        epsilon = try keys.positive("attention.layer_norm_rms_epsilon")
        vocabularyCount = try keys.vocabularyCount()
        try keys.require(headCount % keyValueHeadCount == 0, "attention.head_count_kv", "\(headCount) heads")
        try keys.require(ropeWidth <= headWidth && ropeWidth % 2 == 0, "rope.dimension_count", "width \(headWidth)")
        let valueWidth = try keys.count("attention.value_length", most: 1 << 12, default: headWidth)
        try keys.require(valueWidth == headWidth, "attention.value_length", "keys of width \(headWidth)")
    }
}

/// Access to the metadata under the prefix of the architecture.
private struct LlamaKeys {
    let architecture: DecoderArchitecture
    private let file: GGUFFile

    init(_ file: GGUFFile) throws(InferenceError) {
        let found = try file.metadata.requiredString("general.architecture")
        let known = DecoderArchitecture.allCases
        guard let architecture = known.first(where: { $0.rawValue.utf8.elementsEqual(found.utf8) }) else {
            let names = known.map(\.rawValue).joined(separator: ", ")
            throw InferenceError(
                .unsupported, at: "\(file.name): general.architecture", "found \(found), expected one of \(names)",
                remedy: "Use a model of these: Llama 2 and 3, TinyLlama, SmolLM2, Mistral, Qwen2, Qwen2.5 or Qwen3.")
        }
        self.architecture = architecture
        self.file = file
    }

    func count(_ name: String, most: Int, default: Int? = nil) throws(InferenceError) -> Int {
        let value = try file.metadata.uint32(key(name)).map(Int.init) ?? `default`
        guard let value else { return Int(try file.metadata.requiredUInt32(key(name))) }
        guard (1...most).contains(value) else { throw malformed(name, "found \(value), expected 1 to \(most)") }
        return value
    }

    func positive(_ name: String, default: Float? = nil) throws(InferenceError) -> Float {
        let value = try file.metadata.float32(key(name)) ?? `default`
        guard let value else { return try file.metadata.requiredFloat32(key(name)) }
        guard value > 0, value.isNormal else { throw malformed(name, "found \(value), expected a number above 0") }
        return value
    }

    /// The factor of linear scaling; that of Llama 3 is in a tensor of the file.
    func ropeFactor() throws(InferenceError) -> Float {
        let type = try file.metadata.string(key("rope.scaling.type")) ?? "none"
        switch type {
        case "none": return 1
        case "linear": return try positive("rope.scaling.factor")
        default:
            throw InferenceError(
                .unsupported, at: "\(file.name): \(key("rope.scaling.type"))",
                "found \(type), expected none or linear", remedy: "Use a conversion of the model without this scaling.")
        }
    }

    /// The rows of the token embeddings: what tokens there can be.
    func vocabularyCount() throws(InferenceError) -> Int {
        guard let tensor = file.tensor("token_embd.weight") else {
            throw InferenceError(
                .missing, at: "\(file.name): token_embd.weight", "the tensor is not in the file",
                remedy: "Convert the model again; every model needs the tensor.")
        }
        guard let claimed = try file.metadata.uint32(key("vocab_size")), claimed != tensor.rowCount else {
            return tensor.rowCount
        }
        throw malformed("vocab_size", "found \(claimed), but token_embd.weight has \(tensor.rowCount) rows")
    }

    func require(_ isTrue: Bool, _ name: String, _ other: String) throws(InferenceError) {
        guard isTrue else { throw malformed(name, "the number does not fit the \(other) of the model") }
    }

    private func key(_ name: String) -> String { "\(architecture.rawValue).\(name)" }

    private func malformed(_ name: String, _ problem: String) -> InferenceError {
        InferenceError(
            .malformed, at: "\(file.name): \(key(name))", problem, remedy: "Convert the model again from its source.")
    }
}
