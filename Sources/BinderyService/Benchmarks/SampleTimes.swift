internal import Foundation

/// Durations of the same work, and what they say.
struct SampleTimes {
    /// What is counted.
    enum Clock {
        /// The time on the wall.
        case wall
        /// The processor time of this thread: what one core does, whoever else wants it.
        case thread

        var seconds: Double {
            var now = timespec()
            clock_gettime(self == .wall ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID, &now)
            return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
        }
    }

    private let clock: Clock
    private(set) var seconds: [Double] = []

    init(_ clock: Clock = .wall) { self.clock = clock }

    /// Runs `body` and keeps how long it took.
    mutating func measure<Value>(_ body: () throws -> Value) rethrows -> Value {
        let start = clock.seconds
        let value = try body()
        seconds.append(clock.seconds - start)
        return value
    }

    var median: Double { percentile(50) }

    var total: Double { seconds.reduce(0, +) }

    /// The smallest duration that `percent` of all do not exceed; 0 without any.
    func percentile(_ percent: Double) -> Double { Self.percentile(percent, of: seconds) }

    static func percentile(_ percent: Double, of values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let rank = Int((percent / 100 * Double(values.count)).rounded(.up))
        return values.sorted()[min(max(rank, 1), values.count) - 1]
    }

    /// `p50 12.3 µs, p99 45.6 µs`.
    var summary: String { "p50 \(Self.text(percentile(50))), p99 \(Self.text(percentile(99)))" }

    static func text(_ seconds: Double) -> String {
        switch seconds {
        case ..<1e-3: String(format: "%.1f µs", seconds * 1e6)
        case ..<1: String(format: "%.2f ms", seconds * 1e3)
        default: String(format: "%.2f s", seconds)
        }
    }
}

/// Two sides that took turns: what each round took on either.
struct AlternatingRounds {
    private(set) var ours: SampleTimes
    private(set) var reference: SampleTimes

    init(_ clock: SampleTimes.Clock = .wall) {
        ours = SampleTimes(clock)
        reference = SampleTimes(clock)
    }

    /// Runs our side of a round whose reference needs what ours made.
    mutating func measureOurs<Value>(_ body: () throws -> Value) rethrows -> Value { try ours.measure(body) }

    /// Runs the reference's side of a round.
    mutating func measureReference(_ body: () throws -> Void) rethrows { try reference.measure(body) }

    /// Runs one round; the side that begins changes from round to round, so that neither always finds a warm machine.
    mutating func run(ours body: () throws -> Void, reference other: () throws -> Void) rethrows {
        if ours.seconds.count.isMultiple(of: 2) {
            try ours.measure(body)
            try reference.measure(other)
        } else {
            try reference.measure(other)
            try ours.measure(body)
        }
    }

    /// The median, over the rounds, of the reference's time divided by ours.
    var ratio: Double {
        SampleTimes.percentile(50, of: zip(reference.seconds, ours.seconds).map { $0 / $1 })
    }
}
