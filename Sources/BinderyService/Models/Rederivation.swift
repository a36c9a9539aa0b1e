public import BoundKnowledge
internal import Inference
public import JSON

/// Whether a document's answer came out again, byte for byte.
public struct Rederivation: Sendable {
    /// What is known.
    public enum Outcome: Sendable {
        /// The same bytes.
        case bitwise
        /// Other bytes.
        case failed(TokenDifference)
        /// A check that an attestation tells of shows something else.
        case refuted(problem: String)
        /// It could not be tried: the problem, and what to do about it.
        case unknown(problem: String, remedy: String)

        /// `bitwise`, `failed` or `unknown`, as attestations have it.
        public var name: String {
            switch self {
            case .bitwise: "bitwise"
            case .failed, .refuted: "failed"
            case .unknown: "unknown"
            }
        }
    }

    /// The document.
    public let object: Address
    /// The manifest of the model that the document names; `nil` for a model of an external engine.
    public let model: Address?
    /// What is known.
    public let outcome: Outcome
    /// The tokens of the answer that were derived.
    public let tokenCount: Int

    /// The result as JSON (`Schemas/output/rederive.schema.json`).
    public var json: JSONValue {
        var value: JSONValue = ["object": .string("\(object)"), "outcome": .string(outcome.name)]
        value.set("model", model.map { .string("\($0)") })
        value.set("tokens", .integer(Int64(tokenCount)))
        switch outcome {
        case .bitwise: break
        case .failed(let difference): value.set("difference", difference.json)
        case .refuted(let problem): value.set("problem", .string(problem))
        case .unknown(let problem, let remedy):
            value.set("problem", .string(problem))
            value.set("remedy", .string(remedy))
        }
        return value
    }

    /// What an auditor can sign of it: `nil` where nothing is known, which is this machine's lack and not the document's.
    public var finding: AttestedFinding? {
        let outcome: AttestationOutcome
        var evidence: JSONValue = [
            "numerics": .string(Engine.numerics), "tokens": .integer(Int64(tokenCount)),
        ]
        switch self.outcome {
        case .bitwise: outcome = .bitwise
        case .failed(let difference):
            outcome = .failed
            evidence.set("difference", difference.json)
        case .refuted(let problem):
            outcome = .failed
            evidence.set("problem", .string(problem))
        case .unknown: return nil
        }
        return AttestedFinding(object: object, kind: .rederived, outcome: outcome, model: model, evidence: evidence)
    }
}
