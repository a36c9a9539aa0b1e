public import BoundKnowledge
public import Signing

/// What is to be imported, and how.
public struct ImportRequest: Sendable {
    /// What becomes of a question that the registry has already.
    public enum Existing: String, Sendable, CaseIterable {
        /// It is left as it is.
        case skip
        /// The answer becomes its next version, unless it says the same.
        case next
    }

    /// A CSV file, or a folder of Markdown.
    public var source: String
    /// The publisher whose name the drafts carry, and who has to be among those that approve.
    public var issuer: DIDKey
    /// The publisher's name; the registry's without one.
    public var issuerName: String?
    /// A folder with copies of the cited sources, by host and path; with one their digests are recorded.
    public var copies: String?
    /// What becomes of a question that the registry has already.
    public var existing: Existing = .skip
    /// What kind of change a next version is.
    public var change: ChangeKind = .update
    /// Whether invisible and bidirectional characters are meant.
    public var allowsInvisible = false
    /// How much is read.
    public var limits = ImportLimits()

    /// A request with everything else by default.
    public init(source: String, issuer: DIDKey) {
        self.source = source
        self.issuer = issuer
    }
}

/// What an import made of a row or file.
public struct ImportResult: Sendable {
    /// What became of it.
    public enum Outcome: Sendable {
        /// A draft that nobody has approved.
        case draft(BoundObject)
        /// The registry has the question: the address of its current version.
        case skipped(Address)
        /// The question's current version says the same.
        case unchanged(Address)
        /// The problems say why.
        case bad
    }

    /// The file.
    public let file: String
    /// Where the row begins.
    public let place: TextPlace
    /// The question in canonical form, where it could be read.
    public let question: String?
    /// What became of it.
    public let outcome: Outcome
    /// What is wrong with it, or should be known.
    public internal(set) var problems: [ImportProblem]

    /// The draft, where there is one.
    public var draft: BoundObject? {
        if case .draft(let object) = outcome { object } else { nil }
    }

    /// Whether it could not be imported.
    public var isBad: Bool {
        if case .bad = outcome { true } else { false }
    }
}
