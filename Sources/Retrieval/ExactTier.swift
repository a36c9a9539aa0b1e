/// How a question was found to be a document's.
public enum ExactMatch: String, Sendable, Hashable, CaseIterable {
    /// It is the canonical question, byte by byte.
    case question
    /// It has the canonical question's normal form.
    case questionForm = "question-form"
    /// It is an approved wording, byte by byte.
    case wording
    /// It has an approved wording's normal form.
    case wordingForm = "wording-form"
}

/// A document that a question may ask for, with all that decides whether it does.
public struct ExactCandidate<Target: Sendable>: Sendable {
    /// What is answered with.
    public let target: Target
    /// BCP 47 tag of its language.
    public let language: String
    /// The canonical question.
    public let question: String
    /// Approved wordings.
    public let wordings: [String]
    /// Wordings that ask something else.
    public let refused: [String]
    private let questionForm: NormalForm
    private let wordingForms: Set<NormalForm>
    private let refusedForms: Set<NormalForm>

    /// A candidate; one that is kept has its forms made once.
    public init(target: Target, language: String, question: String, wordings: [String] = [], refused: [String] = []) {
        self.target = target
        self.language = language
        self.question = question
        self.wordings = wordings
        self.refused = refused
        questionForm = NormalForm(question, language: language)
        wordingForms = Set(wordings.map { NormalForm($0, language: language) })
        refusedForms = Set(refused.map { NormalForm($0, language: language) })
    }

    /// How a question, of which this is the text and the form, is this document's; `nil` where it is not.
    fileprivate func match(_ text: String, _ form: NormalForm) -> ExactMatch? {
        let isSame = { (other: String) in other.utf8.elementsEqual(text.utf8) }
        if isSame(question) { return .question }
        guard !form.isDeictic, !form.text.isEmpty, !refusedForms.contains(form) else { return nil }
        if wordings.contains(where: isSame) { return .wording }
        if questionForm == form { return .questionForm }
        return wordingForms.contains(form) ? .wordingForm : nil
    }
}

/// What the exact tier says to a question.
public enum ExactResolution<Target: Sendable>: Sendable {
    /// One document answers it.
    case found(Target, ExactMatch)
    /// Several documents have the question's form; none is the answer.
    case ambiguous([Target])
    /// No document has it.
    case none
}

/// The first tier of retrieval: a question and a document are compared by normal form, nothing is guessed.
public struct ExactTier: Sendable {
    /// The question's normal form.
    public let form: NormalForm
    private let question: String
    private let range: LanguageRange

    /// A question, asked in a language.
    public init(_ question: String, language: String) {
        self.question = question
        range = LanguageRange(language)
        form = NormalForm(question, language: language)
    }

    /// The document of `candidates` that answers the question.
    ///
    /// A question that is byte-equal to one canonical question goes to that document. A refused wording never matches otherwise, a
    /// deictic question not at all, and where two documents remain, neither is the answer.
    public func resolve<Target>(among candidates: [ExactCandidate<Target>]) -> ExactResolution<Target> {
        let matches = candidates.filter { range.contains($0.language) }.compactMap { candidate in
            candidate.match(question, form).map { (target: candidate.target, match: $0) }
        }
        let exact = matches.filter { $0.match == .question }
        let best = exact.isEmpty ? matches : exact
        guard let first = best.first else { return .none }
        return best.count == 1 ? .found(first.target, first.match) : .ambiguous(best.map(\.target))
    }
}
