public import BoundKnowledge

/// Why a registry could not do what it was asked.
public struct RegistryError: Error, Sendable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable {
        private enum Value {
            case notARegistry, notFound, conflict, refused, configuration, cannotCreate, damaged, malformed
        }
        private let value: Value

        /// The folder holds no registry that this program can read.
        public static let notARegistry = Code(value: .notARegistry)
        /// The registry has no such object.
        public static let notFound = Code(value: .notFound)
        /// Somebody else published first, or another secured form of the claim is there.
        public static let conflict = Code(value: .conflict)
        /// The object does not verify or is not authorised; `findings` say why.
        public static let refused = Code(value: .refused)
        /// A key or a pin that is needed is missing or does not fit.
        public static let configuration = Code(value: .configuration)
        /// The folder or file cannot be made.
        public static let cannotCreate = Code(value: .cannotCreate)
        /// The store holds other bytes than its addresses promise.
        public static let damaged = Code(value: .damaged)
        /// A file of the tree is not what belongs at its path.
        public static let malformed = Code(value: .malformed)
    }

    /// The class of failure.
    public let code: Code
    /// A path, an address or a lineage.
    public let location: String
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String
    /// The findings behind a refusal.
    public let findings: [Finding]

    package init(
        _ code: Code, at location: String, _ problem: String, remedy: String, findings: [Finding] = []
    ) {
        self.code = code
        self.location = location
        self.problem = problem
        self.remedy = remedy
        self.findings = findings
    }

    /// What people read.
    public var description: String {
        "\(location): \(problem). \(remedy)" + findings.map { "\n  \($0)" }.joined()
    }
}
