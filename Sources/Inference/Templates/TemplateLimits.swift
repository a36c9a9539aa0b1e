/// The bounds that a template keeps, whoever wrote it.
public struct TemplateLimits: Sendable, Hashable {
    /// The most bytes of a template's source.
    public var maximumSourceByteCount = 1 << 20
    /// The most steps: expressions and statements evaluated, elements made.
    public var maximumStepCount = 1_000_000
    /// The most bytes of all texts that are made on the way, the output among them.
    public var maximumTextByteCount = 64 << 20
    /// How deep expressions may stand in each other, statements in each other, and values in each other.
    public var maximumDepth = 64

    /// Limits; templates of published models stay far below them.
    public init() {}

    /// How many evaluations may be open at once, calls of macros included: what bounds the stack.
    var maximumEvaluationDepth: Int { 4 * maximumDepth }
}
