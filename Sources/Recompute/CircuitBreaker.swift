public import BoundKnowledge

/// Holds what is superseded without a person to a share of the library within any 24 hours.
///
/// A bad release of a model would else rewrite a library in an hour. What comes after the breaker opens waits for a
/// person.
public struct CircuitBreaker: Sendable, Hashable {
    /// The window, in seconds: 24 hours.
    public static let windowInSeconds: Int64 = 86_400

    /// How many documents may be superseded within the window: the share of all, rounded down. So a library of fewer
    /// than 50 documents has a person supersede each, where the share is 2 %.
    public let limit: Int
    /// When documents were superseded without a person, in ascending order.
    private var times: [Int64]

    /// A breaker.
    ///
    /// - Parameters:
    ///   - share: `maxAutoSupersedePerDay` of the policy; 0 is never.
    ///   - documentCount: the documents of the library, all current ones.
    ///   - supersessions: when documents were superseded without a person, in any order; what is older than a day may
    ///     be left out.
    /// - Precondition: `share` is from 0 to 1, and `documentCount` not negative.
    public init(share: Double, documentCount: Int, supersessions: [Timestamp]) {
        precondition(
            0 <= share && share <= 1 && documentCount >= 0, "found a share of \(share), and \(documentCount) documents")
        // 0.29 · 100 is 28.999… in binary, and means 29.
        limit = Int((share * Double(documentCount) + 1e-9).rounded(.down))
        times = supersessions.map(\.secondsSinceEpoch).sorted()
    }

    /// How many documents may be superseded now.
    ///
    /// A supersession that lies in the future counts: the clock went back since, and nobody knows how long ago it was.
    /// So a clock that is put back can only close the way, never open it.
    public func allowance(at now: Timestamp) -> Int {
        let recent = times.count { $0 > now.secondsSinceEpoch - Self.windowInSeconds }
        return max(0, limit - recent)
    }

    /// Whether nothing may be superseded now.
    public func isOpen(at now: Timestamp) -> Bool { allowance(at: now) == 0 }

    /// Takes a supersession into account.
    public mutating func record(at time: Timestamp) {
        times.append(time.secondsSinceEpoch)
        times.sort()
    }
}
