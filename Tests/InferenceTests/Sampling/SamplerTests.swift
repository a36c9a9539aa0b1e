import BinderyTestSupport
import Foundation
import Inference
import Testing

@Suite struct SamplerTests {
    private let logits: [Float] = [1, 3, 3, -2, 2.5]

    @Test func `greedy takes the lowest of equals and no word of the generator`() throws {
        var sampler = Sampler(.greedy)
        #expect((0..<3).map { _ in sampler.next(logits.span, history: [1, 1, 1]) } == [1, 1, 1])
        var seeded = Sampler(try SamplerSettings(temperature: 0, repetitionPenalty: 5, seed: 3))
        #expect(seeded.next(logits.span, history: [1]) == 1)
    }

    @Test func `the generator gives the words of SplitMix64`() {
        // The first output for state 0 is the finaliser applied to the increment.
        var ours = SplitMix64(seed: 0)
        var reference = SeededGenerator(seed: 0)
        #expect((0..<100).allSatisfy { _ in ours.next() == reference.next() })
    }

    @Test func `a seed gives one sequence, another seed another`() throws {
        func sequence(_ seed: UInt64) throws -> [Int] {
            var sampler = Sampler(try SamplerSettings(temperature: 1, seed: seed))
            return (0..<60).map { _ in sampler.next(logits.span, history: []) }
        }
        let (first, again, other) = (try sequence(1), try sequence(1), try sequence(2))
        #expect(first == again)
        #expect(first != other)
        // Pinned, from a program of another language after docs/numerics-bk1.md, section 13.
        #expect(first.prefix(20) == [2, 4, 0, 2, 2, 4, 4, 2, 1, 4, 2, 2, 2, 2, 2, 1, 2, 4, 2, 4])
    }

    @Test func `tokens come as often as their probabilities say`() throws {
        var sampler = Sampler(try SamplerSettings(temperature: 0.7, seed: 9))
        var counts = [Int](repeating: 0, count: logits.count)
        let draws = 20_000
        for _ in 0..<draws { counts[sampler.next(logits.span, history: [])] += 1 }
        let weights = logits.map { exp(Double($0) / 0.7) }
        for (count, weight) in zip(counts, weights) {
            let expected = weight / weights.reduce(0, +)
            // Five standard deviations.
            let deviation = (expected * (1 - expected) / Double(draws)).squareRoot()
            #expect(abs(Double(count) / Double(draws) - expected) < 5 * deviation)
        }
    }

    /// What can be drawn at all.
    private func support(_ settings: SamplerSettings, history: [Int] = []) -> Set<Int> {
        var sampler = Sampler(settings)
        return Set((0..<3000).map { _ in sampler.next(logits.span, history: history) })
    }

    @Test func `top-k, top-p and min-p keep what they say`() throws {
        #expect(support(try SamplerSettings(temperature: 2, seed: 1)) == [0, 1, 2, 3, 4])
        #expect(support(try SamplerSettings(temperature: 2, topK: 1, seed: 1)) == [1])
        #expect(support(try SamplerSettings(temperature: 2, topK: 3, seed: 1)) == [1, 2, 4])
        #expect(support(try SamplerSettings(temperature: 1, topP: 1e-9, seed: 1)) == [1])
        #expect(support(try SamplerSettings(temperature: 1, topP: 0.5, seed: 1)) == [1, 2])
        #expect(support(try SamplerSettings(temperature: 1, minP: 1, seed: 1)) == [1, 2])
        #expect(support(try SamplerSettings(temperature: 1, minP: 0.6, seed: 1)) == [1, 2, 4])
    }

    @Test func `the penalty divides what is above zero and multiplies the rest, once, within its window`() throws {
        func settings(_ window: Int) throws -> SamplerSettings {
            try SamplerSettings(temperature: 1, topK: 1, repetitionPenalty: 1.15, penaltyWindow: window, seed: 1)
        }
        #expect(support(try settings(8), history: [1, 1]) == [2])
        #expect(support(try settings(8), history: [1, 2]) == [1])
        #expect(support(try settings(1), history: [1, 0]) == [1])
        let strong = try SamplerSettings(temperature: 1, topK: 1, repetitionPenalty: 2, seed: 1)
        #expect(support(strong, history: [1, 2, 2]) == [4])
    }

    @Test(arguments: [-1.0, .nan, .infinity]) func `settings out of their range are refused`(value: Double) {
        expectRefusal(.invalidInput, "temperature") { try SamplerSettings(temperature: value, seed: 0) }
        expectRefusal(.invalidInput, "top-p") { try SamplerSettings(temperature: 1, topP: value, seed: 0) }
        expectRefusal(.invalidInput, "min-p") { try SamplerSettings(temperature: 1, minP: value, seed: 0) }
        expectRefusal(.invalidInput, "penalty") {
            try SamplerSettings(temperature: 1, repetitionPenalty: value, seed: 0)
        }
    }
}
