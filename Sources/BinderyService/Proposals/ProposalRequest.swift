public import BoundKnowledge

/// An answer that a model gave to a bound question, and why it should take the place of the bound one.
public struct ProposalRequest: Sendable {
    /// The current version of the document.
    public let object: Address
    /// Why a new version is proposed.
    public let reason: ProposalReason
    /// A sentence for readers of the history; it is published with an accepted version.
    public var changeNote: String?
    private let answer: ProposedAnswer

    /// Who derived the answer, as far as anybody can check it.
    private enum ProposedAnswer: Sendable {
        case derived(DerivedAnswer)
        case declared(String, DeclaredDerivation)
    }

    /// A request for the answer of a local model.
    public init(for object: Address, derived answer: DerivedAnswer, reason: ProposalReason) {
        (self.object, self.reason) = (object, reason)
        self.answer = .derived(answer)
    }

    /// A request for the answer of an external engine.
    public init(for object: Address, answer: String, declared: DeclaredDerivation, reason: ProposalReason) {
        (self.object, self.reason) = (object, reason)
        self.answer = .declared(answer, declared)
    }

    /// The next version of `current`: question, scope, sources and all else that is not the answer stay as they are.
    func successor(of current: BoundDocument, on today: CalendarDate) -> BoundDocument {
        var document = current
        document.version += 1
        document.previous = object
        document.change = Change(reason.changeKind, note: changeNote)
        document.asOf = today
        document.freshness = Freshness(current.freshness.freshnessClass, asOf: today)
        switch answer {
        case .derived(let derived):
            document.answer = Answer(text: derived.text, mediaType: current.answer.mediaType, origin: .model)
            (document.derivation, document.reproducibility) = (derived.derivation, .bitwise)
        case .declared(let text, let declared):
            document.answer = Answer(text: text, mediaType: current.answer.mediaType, origin: declared.origin)
            document.derivation = declared.derivation(of: document.answer, to: current.question)
            document.reproducibility = .declared
        }
        return document
    }
}
