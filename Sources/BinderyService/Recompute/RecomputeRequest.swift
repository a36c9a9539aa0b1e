public import Recompute

/// What is to be learned of a library when a model changes, and what may be done about it.
public struct RecomputeRequest: Sendable {
    /// The model that is asked now.
    public var model: AnsweringModel
    /// The model whose answers are checked; `nil` for the other versions of `model`.
    public var replaced: ModelReference?
    /// What is done about what is found; `nil` for the library's policy, or the defaults where it has none.
    public var policy: RecomputePolicy?
    /// What may be used up, in place of the policy's budget.
    public var budget: RecomputePolicy.Budget?
    /// A third model, which is heard where the rules cannot tell.
    public var judge: ExternalModel?
    /// What proposes which sentences of two answers speak of the same; shared words do without it.
    public var encoder: EncodedSimilarity?
    /// A folder with copies of the cited sources as they are now: `host/path` for each address.
    public var sources: String?
    /// Whether to go on although so many answers are contradicted that the model is suspect.
    public var continues = false

    /// A request to check the answers of the other versions of a model.
    public init(_ model: AnsweringModel, policy: RecomputePolicy? = nil) {
        (self.model, self.policy) = (model, policy)
    }
}
