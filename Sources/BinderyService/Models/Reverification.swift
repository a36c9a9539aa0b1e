public import BoundKnowledge
public import JSON
internal import Recompute

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
    /// The other model.
    let registered: RegisteredModel
    /// What is known.
    public let outcome: Outcome
    /// The tokens of the document's answer that were read and found to be what the model writes.
    public let followedCount: Int
    /// The tokens of the model's answer.
    public let tokenCount: Int
    /// What the model made of the answer, and what that cost.
    let verified: VerifiedAnswer

    /// The manifest of the other model.
    public var model: Address { registered.address }

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
}
