import BinderyTestSupport
import Foundation
import Inference

/// A small encoder of random weights, as a safetensors file and as plain arrays.
struct SampleBert: Sendable {
    var width = 96
    var layers = 2
    var heads = 3
    var feedForward = 160
    var vocabulary = 40
    var positions = 64
    /// Changes names, shapes and values before the file is written.
    var damage: @Sendable (inout [Tensor]) -> Void = { _ in }
    /// Changes of the text of `config.json`.
    var settings: [String: String] = [:]

    /// One tensor; the innermost dimension last.
    struct Tensor: Sendable {
        var name: String
        var shape: [Int]
        var values: [Float]
    }

    /// The tensors, from one seed.
    var tensors: [Tensor] {
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
    func bytes() -> [UInt8] {
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
    var configuration: String {
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
    var tokenizerJSON: String {
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

    /// The encoder.
    func encoder(
        _ precision: EncoderPrecision = .f32, set: InstructionSet? = nil, threads: Int = 1
    ) throws -> SentenceEncoder {
        try SentenceEncoder(
            SafetensorsFile(parsing: bytes(), name: "sample.safetensors"),
            BertConfiguration(json: Array(configuration.utf8), name: "config.json"),
            Tokenizer(tokenizerJSON: Array(tokenizerJSON.utf8), name: "tokenizer.json"), precision: precision,
            engine: Engine(instructionSet: set, threadCount: threads))
    }

    /// Sequences of random tokens, of the lengths given.
    func sequences(_ lengths: [Int], seed: UInt64 = 4) -> [[Int32]] {
        var generator = SeededGenerator(seed: seed)
        return lengths.map { length in
            (0..<length).map { _ in Int32.random(in: 0..<Int32(vocabulary), using: &generator) }
        }
    }
}
