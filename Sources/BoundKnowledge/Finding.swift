/// One thing that verification has to say about an object.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// What a finding does to the verdict.
    public enum Consequence: Sendable, Hashable {
        /// The object is not what it claims to be, or nobody authorised it.
        case rejects
        /// The object is of a newer format than this reader knows.
        case isUnsupported
        /// The proofs verify, but no trusted root says whose they are.
        case leavesSignerUnknown
        /// The object was good, and its time is over.
        case makesStale
        /// A person should know; the verdict stands.
        case warns
        /// Said for completeness.
        case informs
    }

    /// A stable name in kebab case, for programs.
    public let code: String
    /// What it does to the verdict.
    public let consequence: Consequence
    /// JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)) into the object; empty for the whole.
    public let pointer: String
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String

    /// A finding.
    public init(_ code: String, _ consequence: Consequence, at pointer: String, _ problem: String, remedy: String) {
        self.code = code
        self.consequence = consequence
        self.pointer = pointer
        self.problem = problem
        self.remedy = remedy
    }

    /// `error`, `warning` or `info`, as the JSON output says it.
    public var severity: String {
        switch consequence {
        case .rejects: "error"
        case .isUnsupported, .leavesSignerUnknown, .makesStale, .warns: "warning"
        case .informs: "info"
        }
    }

    /// What people read.
    public var description: String { "\(pointer.isEmpty ? "/" : pointer)  \(problem). \(remedy)" }
}

/// The answer of verification.
public enum Verdict: String, Sendable, Hashable {
    /// Everything holds.
    case verified
    /// Something does not hold; the findings say what.
    case rejected
    /// It held, and its time is over.
    case stale
    /// It is of a newer format.
    case unsupported
    /// The signatures hold, and no trusted root says whose they are.
    case signerUnknown = "signer-unknown"

    /// The verdict that `findings` add up to. An unknown format outweighs the rest, since what this reader cannot read it cannot
    /// reject; but other bytes than were asked for are refused in any format.
    public init(_ findings: [Finding]) {
        if findings.contains(where: { $0.code == "address-mismatch" }) {
            self = .rejected
            return
        }
        let weightiest: [(Finding.Consequence, Verdict)] = [
            (.isUnsupported, .unsupported), (.rejects, .rejected), (.leavesSignerUnknown, .signerUnknown),
            (.makesStale, .stale),
        ]
        self =
            findings.isEmpty
            ? .verified
            : weightiest.first { weight in findings.contains { $0.consequence == weight.0 } }?.1 ?? .verified
    }
}
