/// One measure of a benchmark: ours beside a reference, taken in the same run on the same machine.
public struct BenchmarkMeasure: Sendable {
    /// What was measured.
    public let name: String
    /// The unit of both sides.
    public let unit: String
    /// Our figure.
    public let ours: Double
    /// The reference's figure, or the limit.
    public let reference: Double
    /// What the reference is, in words.
    public let referenceName: String
    /// How much better ours is: above 1 where it is better.
    public let ratio: Double
    /// What a reader should know beside: percentiles, sizes, conditions.
    public let notes: [String]

    init(
        _ name: String, unit: String, ours: Double, reference: Double, referenceName: String, ratio: Double,
        notes: [String] = []
    ) {
        self.name = name
        self.unit = unit
        self.ours = ours
        self.reference = reference
        self.referenceName = referenceName
        self.ratio = ratio
        self.notes = notes
    }

    /// A measure that is to stay below a limit.
    init(_ name: String, unit: String, ours: Double, limit: Double, limitName: String, notes: [String] = []) {
        self.init(
            name, unit: unit, ours: ours, reference: limit, referenceName: limitName, ratio: limit / ours, notes: notes)
    }
}
