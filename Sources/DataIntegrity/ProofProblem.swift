/// One reason why a proof does not verify: an answer, not an exception.
public struct ProofProblem: Sendable, Hashable {
    /// A class of problem; new ones may be added without breaking a caller's `switch`.
    public enum Code: String, Sendable {
        case missingProof = "proof-missing"
        case tooManyProofs = "proofs-too-many"
        case malformedProof = "proof-malformed"
        case unknownCryptosuite = "cryptosuite-unknown"
        case wrongPurpose = "proof-purpose"
        case unknownKey = "verification-method"
        case malformedProofValue = "proof-value-malformed"
        case contextMismatch = "proof-context"
        case unknownPreviousProof = "previous-proof"
        case invalidSignature = "signature-invalid"
        case expired = "proof-expired"
    }

    /// The class of problem.
    public let code: Code
    /// JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)) into the document.
    public let pointer: String
    /// What was found, and what was expected.
    public let problem: String

    init(_ code: Code, _ pointer: String, _ problem: String) {
        self.code = code
        self.pointer = pointer
        self.problem = problem
    }
}
