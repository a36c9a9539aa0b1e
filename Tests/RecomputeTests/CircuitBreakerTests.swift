import BoundKnowledge
import Recompute
import Testing

@Suite struct CircuitBreakerTests {
    private let now = Timestamp(secondsSinceEpoch: 1_800_000_000)

    private func time(_ secondsAgo: Int64) -> Timestamp {
        Timestamp(secondsSinceEpoch: now.secondsSinceEpoch - secondsAgo)
    }

    private func breaker(_ share: Double, _ documentCount: Int, _ secondsAgo: [Int64] = []) -> CircuitBreaker {
        CircuitBreaker(share: share, documentCount: documentCount, supersessions: secondsAgo.map(time))
    }

    @Test(arguments: [
        (0.02, 1_000, 20), (0.02, 99, 1), (0.02, 50, 1), (0.02, 49, 0), (0.29, 100, 29), (0.07, 100, 7), (1, 3, 3),
        (0, 100_000, 0), (0.02, 0, 0),
    ])
    func `the share is rounded down, and what decimals cannot say in binary is meant`(
        share: Double, documentCount: Int, limit: Int
    ) {
        #expect(breaker(share, documentCount).limit == limit)
        #expect(breaker(share, documentCount).isOpen(at: now) == (limit == 0))
    }

    @Test func `what was superseded within a day counts, and nothing older`() {
        #expect(breaker(0.02, 100, [0, 86_399]).isOpen(at: now))
        #expect(breaker(0.02, 100, [0, 86_400]).allowance(at: now) == 1)
        #expect(breaker(0.02, 100, [86_401, 200_000]).allowance(at: now) == 2)
        #expect(breaker(0.02, 100, [1, 2, 3, 4]).allowance(at: now) == 0)
    }

    @Test func `a clock that went back closes the way, and never opens it`() {
        var breaker = breaker(0.02, 100)
        breaker.record(at: now)
        breaker.record(at: now)
        #expect(breaker.isOpen(at: now))
        #expect(breaker.isOpen(at: time(10)))
        #expect(breaker.isOpen(at: time(400_000)))
        #expect(!breaker.isOpen(at: time(-86_400)))
    }

    @Test func `a day's work never passes the limit, whatever the clock does`() {
        var breaker = breaker(0.02, 500)
        var superseded = 0
        for clock in [0, 5, -3_000, 100, 86_399, 86_399] as [Int64] {
            let instant = time(-clock)
            while !breaker.isOpen(at: instant) {
                breaker.record(at: instant)
                superseded += 1
            }
        }
        #expect(superseded == 10)
    }
}
