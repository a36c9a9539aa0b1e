internal import BoundKnowledge
public import JSON
public import KnowledgeRegistry
public import Retrieval

/// What a registry answers to a question, as `Schemas/output/resolve.schema.json` says.
public struct ResolutionReport: Sendable {
    /// What came of it.
    public enum Result: String, Sendable, Hashable {
        case answer, withdrawn, quarantined, rejected, ambiguous, none
    }

    /// What came of it.
    public let result: Result
    /// The language in which an answer was wanted.
    public let language: String
    /// One document, or those between which nothing decides; none where nothing has the question.
    public private(set) var documents: [ResolvedDocument]
    /// How the one document matched.
    public let match: ExactMatch?

    /// What a resolution comes to.
    ///
    /// - Parameters:
    ///   - resolution: what the exact tier found.
    ///   - language: the language in which an answer was wanted.
    ///   - takesWithdrawn: whether a withdrawn document is an answer too.
    public init(_ resolution: ExactResolution<ResolvedDocument>, language: String, takesWithdrawn: Bool = false) {
        self.language = language
        switch resolution {
        case .found(let document, let match):
            (documents, self.match) = ([document], match)
            result = Result(of: document, takesWithdrawn: takesWithdrawn)
        case .ambiguous(let documents): (result, self.documents, match) = (.ambiguous, documents, nil)
        case .none: (result, documents, match) = (.none, [], nil)
        }
    }

    /// The report without those documents that must not be shown.
    public func leavingOut(_ isHidden: (ResolvedDocument) -> Bool) -> ResolutionReport {
        var report = self
        report.documents.removeAll(where: isHidden)
        return report
    }

    /// The report, without the question that was asked.
    public var json: JSONValue { members.reduce(into: [:]) { $0.set($1.name, $1.value) } }

    /// The members of the report: a problem has them beside its own.
    public var members: [(name: String, value: JSONValue)] {
        [("result", .string(result.rawValue)), ("language", .string(language))]
            + (match.map { [("match", .string($0.rawValue))] } ?? [])
            + [("documents", .array(documents.map(\.json)))]
    }
}

extension ResolutionReport.Result {
    /// What one document comes to, by its verdict and then by its status.
    fileprivate init(of document: ResolvedDocument, takesWithdrawn: Bool) {
        switch document.verification.verdict {
        case .rejected, .unsupported: self = .rejected
        case .verified, .stale, .signerUnknown:
            self =
                switch document.status {
                case .withdrawn: takesWithdrawn ? .answer : .withdrawn
                case .quarantined: .quarantined
                case .current, .superseded: .answer
                }
        }
    }
}

extension ResolvedDocument {
    /// The document as a report lists it.
    fileprivate var json: JSONValue {
        var value: JSONValue = ["object": .string("\(object.address)"), "question": .string(document.question)]
        value.set("lineage", .string(document.lineage.text))
        value.set("version", .integer(document.version))
        value.set("scope", document.scope.json)
        value.set("status", .string(status.name))
        value.set("verdict", .string(verification.verdict.rawValue))
        value.set("date", .string("\(object.envelope.validFrom)"))
        value.set("asOf", .string("\(document.asOf)"))
        value.set("findings", .array(verification.findings.map(\.json)))
        return value
    }
}
