public import BoundKnowledge

/// What became of asking a model whether it would give a recorded answer again.
public struct VerifiedAnswer: Sendable, Hashable {
    /// What the model would write.
    public enum Result: Sendable, Hashable {
        /// The same bytes; the tokens of the answer.
        case identical(tokenCount: Int)
        /// Another answer: the same for `token` tokens and `byteOffset` bytes, and then not; `text` is the whole of it.
        case diverges(token: Int, byteOffset: Int, text: String)
        /// It could not be learned.
        case failed(problem: String, remedy: String)
    }

    /// What "the same bytes" rests on.
    public enum Basis: String, Sendable, Hashable, CaseIterable {
        /// Reading and writing agree bit for bit, so that reading the answer proves what writing would give.
        case proved
        /// An engine gave the same bytes this time.
        case observed
    }

    /// The document.
    public let document: Address
    /// What the model would write.
    public let result: Result
    /// What an identical result rests on.
    public let basis: Basis
    /// What it cost to learn.
    public var cost: Cost

    /// A verified answer.
    public init(document: Address, result: Result, basis: Basis, cost: Cost) {
        (self.document, self.result, self.basis, self.cost) = (document, result, basis, cost)
    }
}
