public import BoundKnowledge

/// Why a client has no answer; what was received and does not hold is an answer with findings, and no error.
public struct BinderyClientError: Error, Sendable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable {
        private enum Value { case notFound, unavailable, untrusted }
        private let value: Value

        /// Every mirror that answered says that it has no such thing.
        public static let notFound = Code(value: .notFound)
        /// No mirror gave a usable answer.
        public static let unavailable = Code(value: .unavailable)
        /// What has the pinned address is no trust root that holds.
        public static let untrusted = Code(value: .untrusted)
    }

    /// The class of failure.
    public let code: Code
    /// What was asked for.
    public let location: String
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String
    /// What each mirror did, or what is wrong with the trust root.
    public let findings: [Finding]

    init(_ code: Code, at location: String, _ problem: String, remedy: String, findings: [Finding]) {
        self.code = code
        self.location = location
        self.problem = problem
        self.remedy = remedy
        self.findings = findings
    }

    /// What people read.
    public var description: String {
        (["\(location): \(problem). \(remedy)"] + findings.map(\.description)).joined(separator: "\n")
    }
}
