public import BoundKnowledge
internal import Cryptography

/// An answer that is to be bound, with whatever its publisher says about it; the registry's defaults fill the rest.
public struct BindRequest: Sendable {
    /// The question; brought into canonical form.
    public var question: String
    /// The answer's exact text.
    public var answer: String
    /// A title; the question without one.
    public var name: String?
    /// How the text is marked up.
    public var mediaType: AnswerMediaType
    /// BCP 47 tag.
    public var language: String?
    /// Where the answer holds.
    public var jurisdiction: String?
    /// For whom it is written.
    public var audience: String?
    /// What it is about, where the question alone does not say.
    public var subject: String?
    /// What the answer stands on.
    public var sources: [Source]
    /// Words by which people browse.
    public var topics: [String]
    /// The day that the text speaks of; today without one.
    public var asOf: CalendarDate?
    /// How quickly it ages.
    public var freshness: FreshnessClass?
    /// When it is to be reviewed.
    public var reviewBy: CalendarDate?
    /// SPDX expression or URL.
    public var license: String?
    /// Who may be shown it.
    public var distribution: Distribution
    /// What a change of the model triggers.
    public var recheck: Recheck
    /// What kind of change a later version is.
    public var change: ChangeKind
    /// A sentence for readers of the history.
    public var changeNote: String?
    /// The lineage of the same subject under another wording.
    public var continues: LineageID?
    /// The model that an external engine ran, where its answer was written down elsewhere.
    public var declared: DeclaredDerivation?
    /// How a model derived the answer for this request; `nil` for any other.
    public private(set) var derivation: Derivation?
    /// The publisher's name; the registry's without one.
    public var issuerName: String?

    /// A request with everything else by default.
    public init(question: String, answer: String) {
        self.question = question
        self.answer = answer
        mediaType = .markdown
        sources = []
        topics = []
        distribution = .public
        recheck = .compare
        change = .update
    }

    /// A request to bind what a model gave, with everything else by default.
    public init(question: String, derived: DerivedAnswer) {
        self.init(question: question, answer: derived.text)
        derivation = derived.derivation
    }

    /// For whom and where the answer holds; `language` is the registry's, for a request that names none.
    func scope(language defaultLanguage: String) -> Scope {
        Scope(
            language: language ?? defaultLanguage, jurisdiction: jurisdiction, audience: audience, subject: subject)
    }
}

/// How an external engine derived an answer, as its caller declares it.
public struct DeclaredDerivation: Sendable {
    /// The model.
    public var model: DeclaredModel
    /// The whole prompt; the question alone without one.
    public var messages: [Message]?
    /// How tokens were chosen.
    public var sampler: Sampler
    /// The seed.
    public var seed: String?
    /// The raw output, when a person edited it.
    public var rawOutput: String?
    /// What the person did.
    public var editNote: String?

    /// A declaration.
    public init(model: DeclaredModel, sampler: Sampler) {
        self.model = model
        self.sampler = sampler
    }

    /// Whether the answer is the model's own or a person's edit of it.
    var origin: AnswerOrigin { rawOutput == nil ? .model : .modelEdited }

    /// The derivation of `answer` to `question`, as a document states it.
    func derivation(of answer: Answer, to question: String) -> Derivation {
        Derivation(
            model: .declared(model), messages: messages ?? [Message(role: .user, content: question)], sampler: sampler,
            seed: seed, outputDigest: rawOutput.map { SHA256.digest(of: $0) } ?? answer.digest, rawOutput: rawOutput,
            editNote: editNote)
    }
}
