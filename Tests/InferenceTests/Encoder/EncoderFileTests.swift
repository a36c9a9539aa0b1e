import BinderyTestSupport
import Foundation
import Inference
import Testing

/// Files of another model are refused by the name of what differs.
@Suite struct EncoderFileTests {
    /// A change to the weights, and the refusal it must meet.
    static let damages: [(String, InferenceError.Code, @Sendable (inout [SampleBert.Tensor]) -> Void)] = [
        ("embeddings.LayerNorm.bias", .missing, { $0.removeAll { $0.name == "embeddings.LayerNorm.bias" } }),
        ("embeddings.word_embeddings.weight", .malformed, { $0[0].shape = [80, 48] }),
        (
            "encoder.layer.2.output.dense.bias", .unsupported,
            { $0.append(.init(name: "encoder.layer.2.output.dense.bias", shape: [1], values: [0])) }
        ),
        ("embeddings.position_embeddings.weight", .notFinite, { $0[1].values[7] = .nan }),
        ("encoder.layer.0.attention.self.query.weight", .notFinite, { $0[5].values[3] = .infinity }),
    ]

    @Test(arguments: damages.indices, EncoderPrecision.allCases)
    func `weights that are another model's are refused by tensor`(index: Int, precision: EncoderPrecision) throws {
        let (field, code, damage) = Self.damages[index]
        let sample = SampleBert(damage: damage)
        expectRefusal(code, "sample.safetensors: \(field)") { try sample.encoder(precision) }
    }

    @Test func `a shape that differs is named beside the one expected`() throws {
        let error = expectRefusal(.malformed, "embeddings.word_embeddings.weight") {
            try SampleBert(damage: { $0[0].shape = [80, 48] }).encoder()
        }
        #expect(error?.problem.contains("[80, 48]") == true && error?.problem.contains("[40, 96]") == true)
    }

    @Test func `a weight whose block has no binary16 scale is refused with int8 and computed with f32`() throws {
        let sample = SampleBert(damage: { $0[5].values[3] = 1e8 })
        expectRefusal(.notFinite, "encoder.layer.0.attention.self.query.weight") { try sample.encoder(.int8) }
        #expect(try sample.encoder().embed(["a"])[0].count == 96)
    }

    @Test(
        arguments: [
            ("model_type", "\"roberta\"", .unsupported), ("hidden_act", "\"relu\"", .unsupported),
            ("position_embedding_type", "\"relative_key\"", .unsupported), ("hidden_size", "0", .malformed),
            ("hidden_size", "96.5", .malformed), ("num_attention_heads", "7", .malformed),
            ("num_hidden_layers", "100000", .malformed), ("layer_norm_eps", "0", .malformed),
            ("vocab_size", "\"many\"", .malformed),
        ] as [(String, String, InferenceError.Code)])
    func `settings that are another model's are refused by member`(
        member: String, value: String, code: InferenceError.Code
    ) {
        expectRefusal(code, "config.json: /\(member)") { try SampleBert(settings: [member: value]).encoder() }
    }

    @Test func `a tokenizer of another vocabulary is refused`() throws {
        expectRefusal(.vocabulary, "word_embeddings") {
            try SentenceEncoder(
                SafetensorsFile(parsing: SampleBert().bytes(), name: "sample.safetensors"),
                BertConfiguration(json: Array(SampleBert().configuration.utf8), name: "config.json"),
                Tokenizer(
                    tokenizerJSON: Array(SampleBert(vocabulary: 39).tokenizerJSON.utf8), name: "tokenizer.json"),
                engine: Engine(threadCount: 1))
        }
    }

    @Test(.temporaryDirectory) func `a folder reads as its files do`() throws {
        let folder = TemporaryDirectory.file("encoder")
        try SampleBert().write(to: folder)
        let encoder = try SentenceEncoder(folder: folder, engine: Engine(threadCount: 1))
        #expect(try encoder.embed(["abc"]) == SampleBert().encoder().embed(["abc"]))
        try FileManager.default.removeItem(atPath: folder + "/tokenizer.json")
        expectRefusal(.notFound, "/tokenizer.json") {
            try SentenceEncoder(folder: folder, engine: Engine(threadCount: 1))
        }
    }

    @Test(
        .temporaryDirectory, arguments: ["{}", "{\"pooling_mode_mean_tokens\":true,\"pooling_mode_cls_token\":true}"])
    func `a model that makes its vectors in another way is refused`(pooling: String) throws {
        let folder = TemporaryDirectory.file("encoder")
        try SampleBert(pooling: pooling).write(to: folder)
        expectRefusal(.unsupported, "1_Pooling/config.json: /pooling_mode") {
            try SentenceEncoder(folder: folder, engine: Engine(threadCount: 1))
        }
    }
}
