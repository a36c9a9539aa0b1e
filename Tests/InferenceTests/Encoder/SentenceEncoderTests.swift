import BinderyTestSupport
import Foundation
import Inference
import Testing

/// The encoder on a small model of random weights.
@Suite struct SentenceEncoderTests {
    private static let lengths = [1, 2, 17, 16, 5, 64, 33, 3]

    @Test func `a text gives the vector of the definition`() throws {
        let sample = SampleBert(), definition = NaiveBert(sample)
        let sequences = sample.sequences(Self.lengths)
        for (sequence, vector) in zip(sequences, try sample.encoder().embed(tokens: sequences)) {
            // Values of about 0.1, two layers deep; erf is an approximation to 1.5e-7.
            for (x, y) in zip(vector, definition.embed(sequence)) { #expect(abs(Double(x) - y) < 5e-6) }
        }
    }

    @Test func `with int8 it gives the direction of the definition`() throws {
        let sample = SampleBert(), definition = NaiveBert(sample)
        let sequences = sample.sequences(Self.lengths)
        for (sequence, vector) in zip(sequences, try sample.encoder(.int8).embed(tokens: sequences)) {
            // Weights and activations are rounded to a 254th of the largest of 32.
            #expect(zip(vector, definition.embed(sequence)).reduce(0) { $0 + Double($1.0) * $1.1 } > 0.999)
        }
    }

    @Test(arguments: EncoderPrecision.allCases, InstructionSet.available)
    func `the bits are the same for every instruction set, number of threads and batch`(
        precision: EncoderPrecision, set: InstructionSet
    ) throws {
        let sample = SampleBert()
        // More than one batch holds, in any order.
        let sequences = sample.sequences(Self.lengths + Array(repeating: 64, count: 20))
        let reference = try sample.encoder(precision, set: .scalar)
        let expected = try sequences.map { try reference.embed(tokens: [$0])[0] }
        for threads in 1...3 {
            let encoder = try sample.encoder(precision, set: set, threads: threads)
            #expect(try encoder.embed(tokens: sequences) == expected)
            #expect(try encoder.embed(tokens: sequences.reversed()) == expected.reversed())
            #expect(try encoder.embed(tokens: [sequences[4]]) == [expected[4]])
        }
    }

    @Test func `sizes that fill no block are computed with f32, and refused with int8`() throws {
        let sample = SampleBert(width: 42, layers: 1, heads: 3, feedForward: 50)
        let sequences = sample.sequences([7, 20])
        for (sequence, vector) in zip(sequences, try sample.encoder().embed(tokens: sequences)) {
            for (x, y) in zip(vector, NaiveBert(sample).embed(sequence)) { #expect(abs(Double(x) - y) < 5e-6) }
        }
        expectRefusal(.unsupported, "encoder.layer.0.attention.self.query.weight") { try sample.encoder(.int8) }
    }

    @Test func `a text is cut behind the most tokens, and keeps its marks`() throws {
        let encoder = try SampleBert(positions: 300).encoder()
        let tokens = try encoder.tokens(of: String(repeating: "a b ", count: 500))
        #expect(tokens.count == SentenceEncoder.maximumTokenCount)
        #expect(tokens.first == 1 && tokens.last == 2 && tokens[254] == 3 + 1)
        #expect(try SampleBert().encoder().tokens(of: String(repeating: "a ", count: 500)).count == 64)
        #expect(try encoder.tokens(of: "") == [1, 2])
    }

    @Test func `texts at the same time give what they give one after another`() async throws {
        let encoder = try SampleBert().encoder(threads: 2)
        let texts = (1...12).map { String(repeating: "ab c", count: $0) }
        let expected = try encoder.embed(texts)
        let found = try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
            for index in texts.indices { group.addTask { (index, try encoder.embed([texts[index]])[0]) } }
            return try await group.reduce(into: [Int: [Float]]()) { $0[$1.0] = $1.1 }
        }
        #expect(texts.indices.map { found[$0] } == expected)
        #expect(try encoder.embed([]).isEmpty)
    }

    @Test func `tokens that cannot be read are refused`() throws {
        let encoder = try SampleBert().encoder()
        expectRefusal(.invalidInput, "sequence 1") { try encoder.embed(tokens: [[1], []]) }
        expectRefusal(.invalidInput, "sequence 0") { try encoder.embed(tokens: [[40]]) }
        expectRefusal(.invalidInput, "sequence 0") { try encoder.embed(tokens: [[-1]]) }
        expectRefusal(.context, "sequence 0") { try encoder.embed(tokens: [Array(repeating: 1, count: 65)]) }
    }
}
