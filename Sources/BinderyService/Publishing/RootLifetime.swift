internal import BoundKnowledge

/// How long a trust root authorises new entries.
struct RootLifetime {
    /// A day to a century: longer than any key is good for, and within what a timestamp holds.
    private static let bounds = 1...36_500

    private let days: Int

    /// - Parameter option: the option of the command line that names the days.
    init(days: Int, option: String) throws(ServiceError) {
        guard Self.bounds.contains(days) else {
            throw ServiceError(
                .usage, at: option,
                "found \(days) days, expected \(Self.bounds.lowerBound) to \(Self.bounds.upperBound)",
                remedy: "Write a number of days, for example 365.")
        }
        self.days = days
    }

    func end(from start: Timestamp) -> Timestamp {
        Timestamp(secondsSinceEpoch: start.secondsSinceEpoch + Int64(days) * 86_400)
    }
}
