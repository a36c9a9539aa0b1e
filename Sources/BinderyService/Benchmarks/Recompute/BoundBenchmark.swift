internal import Recompute

/// How often the bound that is stated after probing lies above the true share of changed answers.
public struct BoundBenchmark: Sendable {
    private let libraryCount: Int

    /// A benchmark over so many simulated libraries at each true share.
    public init(libraries: Int = 2_000) { libraryCount = max(libraries, 1) }

    /// Simulates libraries of 2,000 documents with known shares of changed answers, probes them, and counts.
    public func run(_ report: (BenchmarkMeasure) -> Void) {
        let rates = [(59, 0.01), (59, 0.049), (59, 0.2), (299, 0.009), (299, 0.03), (93, 0.05)]
        let covered = rates.map { Self.coverage($0.0, $0.1, libraryCount) }
        let notes = zip(rates, covered).map { "\($0.0) probes, true share \($0.1): \($1) covered" }
        report(
            BenchmarkMeasure(
                "recompute-bounds", unit: "share of libraries", ours: covered.min() ?? 0, reference: 0.95,
                referenceName: "the stated confidence", ratio: (covered.min() ?? 0) / 0.95, notes: notes))
    }

    private static func coverage(_ probes: Int, _ rate: Double, _ libraries: Int) -> Double {
        let population = 2_000
        let changed = Int((rate * Double(population)).rounded())
        var generator = SystemRandomNumberGenerator()
        let covered = (0..<libraries).count { _ in
            var (left, leftChanged, events) = (population, changed, 0)
            for _ in 0..<probes {
                if Int.random(in: 0..<left, using: &generator) < leftChanged {
                    (events, leftChanged) = (events + 1, leftChanged - 1)
                }
                left -= 1
            }
            return BinomialBound.upper(events: events, of: probes, confidence: 0.95)
                >= Double(changed) / Double(population)
        }
        return Double(covered) / Double(libraries)
    }
}
