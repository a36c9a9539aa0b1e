import BinderyTestSupport
import Inference

extension SampleBert {
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
