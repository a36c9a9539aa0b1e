internal import JSON

/// An energy figure with its method and range; decimals are strings, so that no reader rounds them.
public struct Energy: Sendable, Hashable {
    /// The figure, in joules.
    public var joules: String
    /// How it was obtained, for example `measured:rapl` or `estimated:tokens`.
    public var method: String
    /// The lower end of the range, in joules.
    public var low: String
    /// The upper end of the range, in joules.
    public var high: String

    init?(_ reader: inout MemberReader) {
        let joules = reader.required("joules", .decimal)
        let method = reader.required("method", .line)
        let low = reader.required("low", .decimal)
        let high = reader.required("high", .decimal)
        guard let joules, let method, let low, let high else { return nil }
        let range = [low, joules, high].map(DecimalText.init)
        if range[1] < range[0] || range[2] < range[1] {
            reader.report(
                "energy-range", "joules", "the figure lies outside the range from `low` to `high`",
                remedy: "Correct the range and sign again.")
        }
        (self.joules, self.method, self.low, self.high) = (joules, method, low, high)
    }

    var json: JSONValue {
        ["joules": .string(joules), "method": .string(method), "low": .string(low), "high": .string(high)]
    }
}
