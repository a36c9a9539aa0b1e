public import BoundKnowledge

/// What a plan knows of one document: 52 bytes and nothing on the heap, so that a library of 100,000 takes 5 MB.
public struct PlanningEntry: Sendable, Hashable {
    /// The document.
    public let document: Address
    /// What differs between the model that answered and the new one; nothing for an answer that people wrote.
    public let change: BindingComponents
    /// How quickly the answer ages.
    public let freshnessClass: FreshnessClass
    /// What a change of the model triggers.
    public let recheck: Recheck
    /// How often the answer is read, in any unit that is the same for all documents; 0 where nobody counts.
    public let traffic: Float
    /// Days since the day of which the text speaks.
    public let ageInDays: Int32
    /// Tokens of the prompt.
    public let promptTokens: UInt32
    /// Tokens of the answer.
    public let answerTokens: UInt32

    /// A document to be planned for. A traffic that is no number or negative counts as 0.
    public init(
        document: Address, change: BindingComponents, freshnessClass: FreshnessClass, recheck: Recheck, traffic: Float,
        ageInDays: Int32, promptTokens: UInt32, answerTokens: UInt32
    ) {
        self.document = document
        self.change = change
        self.freshnessClass = freshnessClass
        self.recheck = recheck
        self.traffic = traffic > 0 && traffic.isFinite ? traffic : 0
        self.ageInDays = ageInDays
        self.promptTokens = promptTokens
        self.answerTokens = answerTokens
    }

    /// Tokens that a check reads: prompt and answer in one pass.
    var checkTokens: Int64 { Int64(promptTokens) + Int64(answerTokens) }
}
