import BinderyTestSupport
import Inference

/// A small model of random weights, as a GGUF file and as plain arrays.
struct SampleLlama: Sendable {
    /// How its matrices are stored.
    enum Weights: Sendable {
        case q8, f32, f16, bf16
        case blocks(TensorType)
        /// As files of Q4_K_M are: Q4_K, but Q6_K for values and the last matrix of the feed-forward network.
        case mixed

        /// One of these for each block type, and their mixture.
        static let inNibbles = [TensorType.q4_0, .q5_0, .q4_K, .q5_K, .q6_K].map { Weights.blocks($0) } + [.mixed]
    }

    var architecture = DecoderArchitecture.llama
    var width = 96
    var layers = 2
    var heads = 2
    var keyValueHeads = 1
    var headWidth = 48
    var feedForward = 160
    var vocabulary = 101
    var context = 640
    var isTied = true
    var weights = Weights.q8
    var ropeFactors: [Float]?
    var linearFactor: Float?
    var seed: UInt64 = 1
    /// Changes the file before it is written.
    var damage: @Sendable (inout GGUFWriter) -> Void = { _ in }

    /// Odd sizes, f32, own output, both scalings.
    static let odd = SampleLlama(
        width: 40, layers: 2, heads: 4, keyValueHeads: 2, headWidth: 8, feedForward: 72, vocabulary: 33, context: 64,
        isTied: false, weights: .f32, ropeFactors: [1, 1.5, 2, 8], linearFactor: 2)

    /// Rows of whole super-blocks.
    static func wide(_ weights: Weights) -> SampleLlama {
        SampleLlama(
            width: 256, layers: 2, heads: 4, keyValueHeads: 2, headWidth: 64, feedForward: 512, vocabulary: 112,
            weights: weights)
    }

    /// Names and dimensions of the matrices, innermost first.
    var matrices: [(name: String, columns: Int, rows: Int)] {
        var list = [("token_embd", width, vocabulary)]
        if !isTied { list.append(("output", width, vocabulary)) }
        for index in 0..<layers {
            let layer = "blk.\(index)."
            list += [
                (layer + "attn_q", width, heads * headWidth), (layer + "attn_k", width, keyValueHeads * headWidth),
                (layer + "attn_v", width, keyValueHeads * headWidth),
                (layer + "attn_output", heads * headWidth, width), (layer + "ffn_gate", width, feedForward),
                (layer + "ffn_up", width, feedForward), (layer + "ffn_down", feedForward, width),
            ]
        }
        return list.map { (name: $0.0, columns: $0.1, rows: $0.2) }
    }

    /// Names and lengths of the vectors.
    var vectors: [(name: String, count: Int)] {
        let keys = keyValueHeads * headWidth
        let layer: [(String, Int)] =
            switch architecture {
            case .llama: []
            case .qwen2: [("attn_q.bias", heads * headWidth), ("attn_k.bias", keys), ("attn_v.bias", keys)]
            case .qwen3: [("attn_q_norm.weight", headWidth), ("attn_k_norm.weight", headWidth)]
            }
        let norms = [("attn_norm.weight", width), ("ffn_norm.weight", width)]
        return [("output_norm.weight", width)]
            + (0..<layers).flatMap { index in (norms + layer).map { ("blk.\(index).\($0.0)", $0.1) } }
    }

    /// The file.
    func file() throws -> GGUFFile {
        var writer = writer()
        damage(&writer)
        return try GGUFFile(parsing: writer.bytes(), name: "sample.gguf")
    }

    private func writer() -> GGUFWriter {
        var writer = GGUFWriter()
        writer.add("general.architecture", .string(architecture.rawValue))
        let counts = [
            ("embedding_length", width), ("block_count", layers), ("context_length", context),
            ("feed_forward_length", feedForward), ("attention.head_count", heads),
            ("attention.head_count_kv", keyValueHeads), ("attention.key_length", headWidth),
            ("attention.value_length", headWidth), ("rope.dimension_count", headWidth), ("vocab_size", vocabulary),
        ]
        for (name, count) in counts { writer.add("\(architecture.rawValue).\(name)", .uint32(UInt32(count))) }
        writer.add("\(architecture.rawValue).attention.layer_norm_rms_epsilon", .float32(1e-5))
        writer.add("\(architecture.rawValue).rope.freq_base", .float32(10_000))
        if let linearFactor {
            writer.add("\(architecture.rawValue).rope.scaling.type", .string("linear"))
            writer.add("\(architecture.rawValue).rope.scaling.factor", .float32(linearFactor))
        }
        var generator = SeededGenerator(seed: seed)
        for matrix in matrices { add(matrix, to: &writer, &generator) }
        for (name, count) in vectors {
            let values = (0..<count).map { _ in Float.random(in: 0.5...1.5, using: &generator) }
            writer.add(name, [UInt64(count)], float32s: values)
        }
        if let ropeFactors {
            writer.add("rope_freqs.weight", [UInt64(ropeFactors.count)], float32s: ropeFactors)
        }
        return writer
    }

    private func add(
        _ matrix: (name: String, columns: Int, rows: Int), to writer: inout GGUFWriter,
        _ generator: inout SeededGenerator
    ) {
        let dimensions = [UInt64(matrix.columns), UInt64(matrix.rows)], name = matrix.name + ".weight"
        let count = matrix.columns * matrix.rows
        let values = { (generator: inout SeededGenerator) in
            (0..<count).map { _ in Float.random(in: -0.3...0.3, using: &generator) }
        }
        func add(_ blocks: StoredBlocks) {
            writer.add(name, dimensions, type: blocks.type.rawValue, bytes: blocks.bytes)
        }
        switch weights {
        case .mixed:
            let isFine = ["attn_v", "ffn_down", "token_embd"].contains { matrix.name.hasSuffix($0) }
            add(StoredBlocks(isFine ? .q6_K : .q4_K, count: count, &generator))
        case .blocks(let type): add(StoredBlocks(type, count: count, &generator))
        case .q8: writer.add(name, dimensions, type: 8, bytes: randomQ8(count, &generator))
        case .f32: writer.add(name, dimensions, float32s: values(&generator))
        case .f16:
            let bytes = values(&generator).flatMap { littleEndian(Float16($0).bitPattern) }
            writer.add(name, dimensions, type: 1, bytes: bytes)
        case .bf16:
            let bytes = values(&generator).flatMap { littleEndian(UInt16($0.bitPattern >> 16)) }
            writer.add(name, dimensions, type: 30, bytes: bytes)
        }
    }
}

private func littleEndian(_ word: UInt16) -> [UInt8] { [UInt8(truncatingIfNeeded: word), UInt8(word >> 8)] }

/// The hash of the logits of all `tokens`.
func logitsHash(_ model: LlamaModel, _ tokens: [Int], batch: Int) throws -> String {
    let session = try LlamaSession(model, batchCount: batch)
    var hash = LogitsHash()
    try session.feed(tokens, logits: .all) { hash.add($1) }
    return hash.finish()
}

/// Tokens of a vocabulary.
func randomTokens(_ count: Int, of vocabulary: Int, seed: UInt64) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Int.random(in: 0..<vocabulary, using: &generator) }
}
