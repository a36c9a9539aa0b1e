import Recompute
import Testing

@Suite struct BinomialBoundTests {
    /// Computed with 60 decimal digits by bisection on the sum of the terms (Python's `decimal`).
    @Test(arguments: [
        (0, 59, 0.95, 4.950760988822694739e-2), (0, 299, 0.95, 9.969146792899270992e-3), (0, 1, 0.95, 0.95),
        (1, 59, 0.95, 7.789792151881831373e-2), (1, 2, 0.95, 9.746794344808963907e-1),
        (3, 10, 0.9, 5.517308323835990585e-1), (9, 10, 0.95, 9.948838031081762989e-1),
        (14, 15, 0.99, 9.993302020246444816e-1), (15, 16, 0.95, 9.967993022898115033e-1),
        (16, 33, 0.95, 6.392582904358444599e-1), (2, 100, 0.99, 8.141194630280844202e-2),
        (50, 100, 0.5, 5.049833006154475061e-1), (50, 100, 0.95, 5.863782853690882403e-1),
        (99, 1_000, 0.999, 1.314132999548335506e-1), (500, 1_000, 0.95, 5.264822687643087955e-1),
        (0, 1_000_000, 0.95, 2.995727786352544406e-6), (1, 1_000_000, 0.95, 4.743855638206810495e-6),
        (100, 1_000_000, 0.95, 1.180782053691364990e-4), (5_000, 1_000_000, 0.999, 5.221805754354200269e-3),
    ])
    func `the bound is that of exact arithmetic`(events: Int, count: Int, confidence: Double, expected: Double) {
        let bound = BinomialBound.upper(events: events, of: count, confidence: confidence)
        #expect(abs(bound - expected) <= expected * 1e-10, "\(bound)")
    }

    @Test func `probes that are all events, or none at all, bound nothing`() {
        #expect(BinomialBound.upper(events: 7, of: 7, confidence: 0.95) == 1)
        #expect(BinomialBound.upper(events: 0, of: 0, confidence: 0.95) == 1)
    }

    @Test(arguments: [
        (0, 0.05, 0.95, 59), (1, 0.05, 0.95, 93), (2, 0.05, 0.95, 124), (0, 0.01, 0.95, 299), (0, 0.05, 0.999, 135),
        (0, 0.001, 0.95, 2_995), (0, 0.9, 0.5, 1),
    ])
    func `as many probes are needed as leave the bound below the tolerance, and not one less`(
        accepted: Int, tolerance: Double, confidence: Double, expected: Int
    ) {
        #expect(BinomialBound.count(accepting: accepted, under: tolerance, confidence: confidence) == expected)
        #expect(BinomialBound.upper(events: accepted, of: expected, confidence: confidence) < tolerance)
        #expect(BinomialBound.upper(events: accepted, of: expected - 1, confidence: confidence) >= tolerance)
    }

    @Test(arguments: [0, 0.000_001]) func `a tolerance may be out of reach`(tolerance: Double) {
        #expect(BinomialBound.count(accepting: 0, under: tolerance, confidence: 0.95) == nil)
    }

    @Test func `more events raise the bound, and more probes lower it`() {
        for count in [10, 100, 5_000] {
            let bounds = stride(from: 0, through: count, by: count / 10).map {
                BinomialBound.upper(events: $0, of: count, confidence: 0.95)
            }
            #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 })
        }
        let bounds = (5...500).map { BinomialBound.upper(events: 4, of: $0, confidence: 0.95) }
        #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 > $1 })
    }
}
