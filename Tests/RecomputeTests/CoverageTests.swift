import BinderyTestSupport
import BoundKnowledge
import Recompute
import Testing

/// That the bounds hold: over many libraries whose true rates are known, and exactly for small strata.
@Suite struct CoverageTests {
    /// A generator of answers of which a known share has changed: which, follows from its seed.
    private struct KnownRates {
        private let changed: Set<Address>

        init(_ documents: [Address], changed count: Int, using generator: inout SeededGenerator) {
            changed = Set(documents.shuffled(using: &generator).prefix(count))
        }

        func outcome(_ document: Address) -> Outcome { changed.contains(document) ? .revised : .identical }
    }

    private static let libraryCount = 2_000

    /// 2,000 libraries at each of several true rates: the bound after a fixed number of probes is below the true share
    /// in at most 5 %. Chance allows 1.5 % more: three standard deviations of 2,000 draws at 5 %.
    @Test(arguments: [
        (59, 0.01), (59, 0.049), (59, 0.051), (59, 0.2), (299, 0.009), (299, 0.03), (93, 0.05), (124, 0.5),
    ])
    func `the 95 % bound lies above the true share in 95 % of 2,000 libraries`(probes: Int, rate: Double) {
        let population = 2_000
        let changed = Int(rate * Double(population))
        var covered = 0
        for library in 0..<Self.libraryCount {
            var generator = SeededGenerator(
                seed: UInt64(library) &* 0x1234_5678_9abc_def1 &+ UInt64(probes * 1_000 + changed))
            let events = Self.draw(probes, from: population, changed: changed, using: &generator)
            let bound = BinomialBound.upper(events: events, of: probes, confidence: 0.95)
            if Double(changed) / Double(population) <= bound { covered += 1 }
        }
        #expect(Double(covered) / Double(Self.libraryCount) >= 0.95 - 0.015, "\(covered) of \(Self.libraryCount)")
    }

    /// The worst case for a library: a share of changes just above the tolerance. Attesting by sample would be wrong,
    /// and happens in at most 5 % of the libraries.
    @Test(arguments: [(0, 0.05), (2, 0.05)])
    func `few libraries at the edge of the tolerance are attested by sample`(accepted: Int, tolerance: Double) throws {
        let policy = try SampleAnswers.policy(
            #"{"strata": [], "acceptedMaterial": \#(accepted), "maxSuspectShare": 1}"#)
        let entries = (0..<400).map { RecomputePlanTests.entry($0) }
        let changed = Int(tolerance * 400) + 1
        var attested = 0
        for library in 0..<Self.libraryCount {
            var generator = SeededGenerator(seed: UInt64(library) + 7)
            let plan = try RecomputePlan(entries, policy: policy, seed: generator.next())
            let answers = KnownRates(entries.map(\.document), changed: changed, using: &generator)
            var recomputation = try Recomputation(plan)
            probing: while case .check(let documents) = recomputation.next(limit: 8) {
                for document in documents {
                    try recomputation.record(.checked(document, answers.outcome(document), .zero))
                }
                if (recomputation.total.outcomes[.revised] ?? 0) > accepted { break probing }
            }
            if let sample = recomputation.byStratum[0].bySample {
                attested += 1
                #expect(sample.isSound)
            }
        }
        #expect(Double(attested) / Double(Self.libraryCount) <= 0.05, "\(attested) of \(Self.libraryCount)")
        #expect(attested > 0)
    }

    /// Exact, by hypergeometric tails: whatever the number of changes in a stratum, the draws whose bound lies below
    /// the true share have together a probability of at most 5 %.
    @Test(arguments: [20, 60, 61, 100, 150]) func `drawing without replacement only makes the bound safer`(
        population: Int
    ) {
        for probes in stride(from: 5, to: population, by: 9) {
            let bounds = (0...probes).map { BinomialBound.upper(events: $0, of: probes, confidence: 0.95) }
            for changed in 0...population {
                let share = Double(changed) / Double(population)
                let missed = (0...probes).filter { bounds[$0] < share }.reduce(0.0) {
                    $0 + Self.probability(of: $1, of: probes, from: population, changed: changed)
                }
                #expect(missed <= 0.05 + 1e-12, "\(probes) probes, \(changed) of \(population)")
            }
        }
    }

    /// How many of the probes have changed.
    private static func draw(
        _ probes: Int, from population: Int, changed: Int, using generator: inout SeededGenerator
    ) -> Int {
        var (left, leftChanged, events) = (population, changed, 0)
        for _ in 0..<probes {
            if Int.random(in: 0..<left, using: &generator) < leftChanged {
                events += 1
                leftChanged -= 1
            }
            left -= 1
        }
        return events
    }

    /// C(changed, events) C(population - changed, probes - events) / C(population, probes), as a product of ratios.
    private static func probability(of events: Int, of probes: Int, from population: Int, changed: Int) -> Double {
        guard events <= changed, probes - events <= population - changed else { return 0 }
        var result = 1.0
        for index in 0..<events { result *= Double(changed - index) / Double(population - index) }
        for index in 0..<(probes - events) {
            result *= Double(population - changed - index) / Double(population - events - index)
        }
        for index in 0..<events { result *= Double(probes - index) / Double(index + 1) }
        return result
    }
}
