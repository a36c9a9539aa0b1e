internal import BoundKnowledge
public import JSON
public import KnowledgeRegistry

/// What came of a question that was asked, as `Schemas/output/ask.schema.json` says.
public struct AskReport: Sendable {
    /// Where an answer comes from.
    public enum Source: Sendable {
        /// A bound document.
        case bound(ResolvedDocument)
        /// A model, just now; nobody approved it.
        case fresh(DerivedAnswer)
        /// There is no answer.
        case none
    }

    /// Where the answer comes from.
    public let source: Source
    /// What the registry said; `nil` where none was asked.
    public let resolution: ResolutionReport?

    /// What came of a question that a registry answers, or not.
    public init(_ resolution: ResolutionReport) {
        self.resolution = resolution
        source = resolution.answer.map(Source.bound) ?? .none
    }

    /// What a model answered where no registry did.
    public init(_ derived: DerivedAnswer, after resolution: ResolutionReport?) {
        self.resolution = resolution
        source = .fresh(derived)
    }

    /// The answer's exact text.
    public var text: String? {
        switch source {
        case .bound(let resolved): resolved.document.answer.text
        case .fresh(let derived): derived.text
        case .none: nil
        }
    }

    /// The report, without the question that was asked.
    public var json: JSONValue {
        var value: JSONValue = ["bound": false]
        switch source {
        case .bound(let resolved):
            value.set("bound", true)
            value.set("mediaType", .string(resolved.document.answer.mediaType.rawValue))
        case .fresh(let derived): value.set("model", derived.derivation.model.json)
        case .none: break
        }
        value.set("text", text.map(JSONValue.string))
        value.set("resolution", resolution?.json)
        return value
    }
}

extension ResolutionReport {
    /// The document that answers, if one does.
    public var answer: ResolvedDocument? { result == .answer ? documents.first : nil }
}
