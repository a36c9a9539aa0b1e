import BinderyTestSupport
import Foundation
import Inference
import Testing

@Suite struct LlamaModelTests {
    /// Logits of the model beside those of the definition.
    private func compare(_ sample: SampleLlama, count: Int) throws -> [(found: [Double], expected: [Double])] {
        let tokens = randomTokens(count, of: sample.vocabulary, seed: 3)
        let model = try LlamaModel(sample.file(), engine: try Engine(threadCount: 1))
        var found: [[Double]] = []
        try LlamaSession(model).feed(tokens, logits: .all) { found.append(copy($1).map(Double.init)) }
        return zip(found, try NaiveLlama(sample).logits(tokens)).map { ($0, $1) }
    }

    @Test(arguments: [SampleLlama.Weights.f32, .f16, .bf16])
    func `weights that are floats give the logits of the definition`(weights: SampleLlama.Weights) throws {
        var sample = SampleLlama.odd
        sample.weights = weights
        for (found, expected) in try compare(sample, count: 30) {
            let largest = expected.map(abs).max() ?? 0
            // Rounding of f32 in sums of up to 72 terms, twelve matrices deep.
            for (x, y) in zip(found, expected) { #expect(abs(x - y) < 2e-5 * largest) }
        }
    }

    @Test(arguments: DecoderArchitecture.allCases)
    func `every architecture gives the logits of its definition`(architecture: DecoderArchitecture) throws {
        var sample = SampleLlama.odd
        sample.architecture = architecture
        for (found, expected) in try compare(sample, count: 30) {
            let largest = expected.map(abs).max() ?? 0
            for (x, y) in zip(found, expected) { #expect(abs(x - y) < 2e-5 * largest) }
        }
    }

    @Test(arguments: [("blk.1.attn_k.bias", DecoderArchitecture.qwen2), ("blk.0.attn_q_norm.weight", .qwen3)])
    func `a file without a tensor of its architecture is refused by name`(
        name: String, architecture: DecoderArchitecture
    ) throws {
        var sample = SampleLlama()
        sample.architecture = architecture
        sample.damage = { writer in writer.tensors.removeAll { $0.name == name } }
        let file = try sample.file()
        expectRefusal(.missing, name) { try LlamaModel(file, engine: try Engine(threadCount: 1)) }
    }

    @Test(arguments: [SampleLlama()] + SampleLlama.Weights.inNibbles.map(SampleLlama.wide))
    func `weights of quants give them up to the rounding of activations to eight bits`(sample: SampleLlama) throws {
        for (found, expected) in try compare(sample, count: 30) {
            let dot = zip(found, expected).reduce(0) { $0 + $1.0 * $1.1 }
            let norms = (found.reduce(0) { $0 + $1 * $1 } * expected.reduce(0) { $0 + $1 * $1 }).squareRoot()
            // Each value is rounded to a 254th of the largest of 32, before twelve matrices of random weights.
            #expect(dot / norms > 0.99)
        }
    }

    @Test func `a model tells its shape and what it takes in memory`() throws {
        let sample = SampleLlama()
        let model = try LlamaModel(sample.file(), engine: try Engine(threadCount: 1))
        #expect(model.configuration.vocabularyCount == 101)
        #expect(model.configuration.contextLength == 640)
        let values = sample.matrices.reduce(0) { $0 + ($1.rows + 15) / 16 * 16 * $1.columns }
        #expect(model.weightByteCount == values + values / 16)
        #expect(try LlamaWorkspace(model, contextLength: 100).cacheByteCount == 2 * 2 * 48 * 112 * 4)
    }

    @Test(arguments: [TensorType.q4_0, .q5_0, .q4_K, .q5_K, .q6_K])
    func `weights in nibbles take the room of the file, and their scales are finite`(type: TensorType) throws {
        var sample = SampleLlama.wide(.blocks(type))
        let count = sample.matrices.reduce(0) { $0 + $1.rows * $1.columns }
        let model = try LlamaModel(sample.file(), engine: try Engine(threadCount: 1))
        #expect(model.weightByteCount == count / type.blockLength * type.blockByteCount)
        for offset in type == .q6_K ? [208] : type.blockLength == 32 ? [0] : [0, 2] {
            sample.damage = { $0.tensors[1].bytes[type.blockByteCount + offset + 1] = 0x7e }
            let file = try sample.file()
            expectRefusal(.notFinite, "blk.0.attn_q.weight") {
                try LlamaModel(file, engine: try Engine(threadCount: 1))
            }
        }
    }

    @Test func `tokens that cannot be read are refused, and nothing counts as read`() throws {
        let model = try LlamaModel(SampleLlama().file(), engine: try Engine(threadCount: 1))
        let session = try LlamaSession(model, contextLength: 8)
        expectRefusal(.invalidInput, "tokens") { try session.feed([]) { _, _ in } }
        expectRefusal(.invalidInput, "token 1") { try session.feed([1, 101]) { _, _ in } }
        expectRefusal(.invalidInput, "token 0") { try session.feed([-1]) { _, _ in } }
        expectRefusal(.context, "token 8") { try session.feed(Array(repeating: 1, count: 9)) { _, _ in } }
        try session.feed(Array(repeating: 1, count: 8)) { _, _ in }
        #expect(session.position == 8)
        expectRefusal(.context, "token 8") { try session.feed([1]) { _, _ in } }
        expectRefusal(.context, "context length") { try LlamaSession(model, contextLength: 641) }
        expectRefusal(.invalidInput, "batch") { try LlamaSession(model, batchCount: 0) }
    }

    @Test func `weights that overflow are refused when a logit shows it`() throws {
        var sample = SampleLlama.odd
        sample.damage = { writer in
            for index in writer.tensors.indices where writer.tensors[index].name == "output_norm.weight" {
                let huge = Float.greatestFiniteMagnitude.bitPattern
                let bytes = (0..<4).map { UInt8(truncatingIfNeeded: huge >> (8 * $0)) }
                writer.tensors[index].bytes = (0..<40).flatMap { _ in bytes }
            }
        }
        let model = try LlamaModel(sample.file(), engine: try Engine(threadCount: 1))
        expectRefusal(.notFinite, "logits") { try LlamaSession(model).feed([1, 2]) { _, _ in } }
    }

    /// A change to the file, and the refusal it must meet.
    static let damages: [(String, InferenceError.Code, @Sendable (inout GGUFWriter) -> Void)] = [
        ("general.architecture", .unsupported, { set(&$0, "general.architecture", .string("falcon")) }),
        ("llama.block_count", .malformed, { set(&$0, "llama.block_count", .uint32(0)) }),
        ("llama.block_count", .missing, { writer in writer.metadata.removeAll { $0.key == "llama.block_count" } }),
        ("blk.2.attn_norm.weight", .missing, { set(&$0, "llama.block_count", .uint32(3)) }),
        ("blk.1.", .unsupported, { set(&$0, "llama.block_count", .uint32(1)) }),
        ("token_embd.weight", .malformed, { set(&$0, "llama.embedding_length", .uint32(64)) }),
        ("head_count_kv", .malformed, { set(&$0, "llama.attention.head_count_kv", .uint32(4)) }),
        ("value_length", .malformed, { set(&$0, "llama.attention.value_length", .uint32(32)) }),
        ("rope.dimension_count", .malformed, { set(&$0, "llama.rope.dimension_count", .uint32(50)) }),
        ("rope.scaling.type", .unsupported, { $0.add("llama.rope.scaling.type", .string("yarn")) }),
        ("rope.freq_base", .malformed, { set(&$0, "llama.rope.freq_base", .float32(-1)) }),
        ("vocab_size", .malformed, { set(&$0, "llama.vocab_size", .uint32(100)) }),
        ("blk.0.attn_q.bias", .unsupported, { $0.add("blk.0.attn_q.bias", [1], float32s: [0]) }),
        ("rope_freqs", .malformed, { $0.add("rope_freqs.weight", [24], float32s: Array(repeating: 0, count: 24)) }),
        ("output_norm.weight", .missing, { writer in writer.tensors.removeAll { $0.name == "output_norm.weight" } }),
        ("token_embd.weight", .notFinite, { $0.tensors[0].bytes[35] = 0x7c }),
        (
            "output_norm.weight", .notFinite,
            { writer in
                let index = writer.tensors.firstIndex { $0.name == "output_norm.weight" } ?? 0
                writer.tensors[index].bytes.replaceSubrange(2..<4, with: [0x80, 0x7f])
            }
        ),
    ]

    @Test(arguments: damages.indices) func `a file that cannot be run is refused by field`(index: Int) throws {
        let (field, code, damage) = Self.damages[index]
        var sample = SampleLlama()
        sample.damage = damage
        let file = try sample.file()
        expectRefusal(code, field) { try LlamaModel(file, engine: try Engine(threadCount: 1)) }
    }

    private static func set(_ writer: inout GGUFWriter, _ key: String, _ value: GGUFWriter.Value) {
        for index in writer.metadata.indices where writer.metadata[index].key == key {
            writer.metadata[index].value = value
        }
    }
}
