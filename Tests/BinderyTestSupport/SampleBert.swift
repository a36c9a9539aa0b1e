internal import Foundation

/// A small encoder of random weights, as a safetensors file and as plain arrays.
public struct SampleBert: Sendable {
    /// The values that stand for a token.
    public let width: Int
    /// The number of layers.
    public let layers: Int
    /// The number of heads.
    public let heads: Int
    /// The width of the hidden layer of the feed-forward network.
    public let feedForward: Int
    /// The number of tokens.
    public let vocabulary: Int
    /// The number of positions.
    public let positions: Int
    /// Members of `config.json` in place of the right ones.
    public let settings: [String: String]
    /// The text of `1_Pooling/config.json`.
    public let pooling: String
    /// Changes names, shapes and values before the file is written.
    private let damage: @Sendable (inout [Tensor]) -> Void

    /// A model of this shape.
    public init(
        width: Int = 96, layers: Int = 2, heads: Int = 3, feedForward: Int = 160, vocabulary: Int = 40,
        positions: Int = 64, settings: [String: String] = [:],
        pooling: String = "{\"pooling_mode_mean_tokens\":true,\"pooling_mode_cls_token\":false}",
        damage: @escaping @Sendable (inout [Tensor]) -> Void = { _ in }
    ) {
        self.width = width
        self.layers = layers
        self.heads = heads
        self.feedForward = feedForward
        self.vocabulary = vocabulary
        self.positions = positions
        self.settings = settings
        self.pooling = pooling
        self.damage = damage
    }

    /// One tensor; the innermost dimension last.
    public struct Tensor: Sendable {
        /// Its name in the file.
        public var name: String
        /// The lengths of its dimensions.
        public var shape: [Int]
        /// Its values, the innermost dimension together.
        public var values: [Float]

        /// A tensor.
        public init(name: String, shape: [Int], values: [Float]) {
            self.name = name
            self.shape = shape
            self.values = values
        }
    }

    /// The tensors, from one seed.
    public var tensors: [Tensor] {
        var generator = SeededGenerator(seed: 11)
        func random(_ name: String, _ shape: [Int], _ range: ClosedRange<Float> = -0.3...0.3) -> Tensor {
            let count = shape.reduce(1, *)
            return Tensor(
                name: name, shape: shape, values: (0..<count).map { _ in Float.random(in: range, using: &generator) })
        }
        func linear(_ name: String, _ inputs: Int, _ outputs: Int) -> [Tensor] {
            [random(name + ".weight", [outputs, inputs]), random(name + ".bias", [outputs])]
        }
        func norm(_ name: String) -> [Tensor] {
            [random(name + ".weight", [width], 0.5...1.5), random(name + ".bias", [width])]
        }
        var tensors = [
            random("embeddings.word_embeddings.weight", [vocabulary, width]),
            random("embeddings.position_embeddings.weight", [positions, width]),
            random("embeddings.token_type_embeddings.weight", [2, width]),
        ]
        tensors += norm("embeddings.LayerNorm")
        for layer in 0..<layers {
            let name = "encoder.layer.\(layer)."
            for part in ["attention.self.query", "attention.self.key", "attention.self.value"] {
                tensors += linear(name + part, width, width)
            }
            tensors += linear(name + "attention.output.dense", width, width) + norm(name + "attention.output.LayerNorm")
            tensors += linear(name + "intermediate.dense", width, feedForward)
            tensors += linear(name + "output.dense", feedForward, width) + norm(name + "output.LayerNorm")
        }
        return tensors
    }

    /// The bytes of the file.
    public func bytes() -> [UInt8] {
        var tensors = tensors
        damage(&tensors)
        var members: [String] = []
        var data: [UInt8] = []
        for tensor in tensors {
            let start = data.count
            for value in tensor.values { withUnsafeBytes(of: value.bitPattern.littleEndian) { data += $0 } }
            let place = "\"shape\":\(tensor.shape),\"data_offsets\":[\(start),\(data.count)]"
            members.append("\"\(tensor.name)\":{\"dtype\":\"F32\",\(place)}")
        }
        let header = Array("{\(members.joined(separator: ","))}".utf8)
        return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + data
    }

    /// The text of `config.json`.
    public var configuration: String {
        let standard = [
            "model_type": "\"bert\"", "hidden_act": "\"gelu\"", "vocab_size": "\(vocabulary)",
            "max_position_embeddings": "\(positions)", "type_vocab_size": "2", "hidden_size": "\(width)",
            "num_hidden_layers": "\(layers)", "intermediate_size": "\(feedForward)",
            "num_attention_heads": "\(heads)", "layer_norm_eps": "1e-12",
        ]
        let members = standard.merging(settings) { $1 }.map { "\"\($0)\":\($1)" }
        return "{\(members.joined(separator: ","))}"
    }

    /// The text of `tokenizer.json`: letters alone and inside words, behind the marks.
    public var tokenizerJSON: String {
        let letters = (0..<18).map { String(UnicodeScalar(UInt8(97 + $0))) }
        let tokens = ["[UNK]", "[CLS]", "[SEP]"] + letters + letters.map { "##\($0)" }
        let vocab = (0..<vocabulary).map { "\"\(tokens.indices.contains($0) ? tokens[$0] : "other\($0)")\":\($0)" }
        let special = (0..<3).map { "{\"id\":\($0),\"content\":\"\(tokens[$0])\",\"special\":true}" }
        return """
            {"added_tokens":[\(special.joined(separator: ","))],"normalizer":{"type":"BertNormalizer"},\
            "pre_tokenizer":{"type":"BertPreTokenizer"},"post_processor":{"type":"TemplateProcessing",\
            "single":[{"SpecialToken":{"id":"[CLS]"}},{"Sequence":{"id":"A"}},{"SpecialToken":{"id":"[SEP]"}}]},\
            "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",\
            "max_input_chars_per_word":1000,"vocab":{\(vocab.joined(separator: ","))}}}
            """
    }

    /// Writes the four files of an encoder to `folder`, which is made.
    public func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder + "/1_Pooling", withIntermediateDirectories: true)
        let texts = ["config.json": configuration, "tokenizer.json": tokenizerJSON, "1_Pooling/config.json": pooling]
        for (name, text) in texts { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
        try Data(bytes()).write(to: URL(fileURLWithPath: folder + "/model.safetensors"))
    }
}
