public import BoundKnowledge
internal import Inference
public import JSON

/// Whether another model gives a document's answer, byte for byte.
public struct Reverification: Sendable {
    /// What is known.
    public enum Outcome: Sendable {
        /// The same bytes.
        case identical
        /// Other bytes: where they begin, and the whole answer of the other model.
        case different(TokenDifference, text: String)

        /// `identical` or `different`.
        public var name: String {
            switch self {
            case .identical: "identical"
            case .different: "different"
            }
        }
    }

    /// The document.
    public let object: Address
    /// The manifest of the other model.
    public let model: Address
    /// What is known.
    public let outcome: Outcome
    /// The tokens of the document's answer that were read and found to be what the model writes.
    public let followedCount: Int
    /// The tokens of the model's answer.
    public let tokenCount: Int

    /// The result as JSON (`Schemas/output/reverify.schema.json`).
    public var json: JSONValue {
        var value: JSONValue = [
            "object": .string("\(object)"), "model": .string("\(model)"), "outcome": .string(outcome.name),
            "followed": .integer(Int64(followedCount)), "tokens": .integer(Int64(tokenCount)),
        ]
        if case .different(let difference, let text) = outcome {
            value.set("difference", difference.json)
            value.set("text", .string(text))
        }
        return value
    }

    /// What an auditor can sign of it: `nil` where the answers differ, since it takes a comparison of what they say to
    /// tell what became of the document.
    public var finding: AttestedFinding? {
        guard case .identical = outcome else { return nil }
        return AttestedFinding(
            object: object, kind: .recomputed, outcome: .identical, model: model,
            evidence: ["numerics": .string(Engine.numerics), "tokens": .integer(Int64(tokenCount))])
    }
}
