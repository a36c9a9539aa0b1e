/// A proof that could not be made.
public struct DataIntegrityError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable {
        private enum Value { case signing, previousProof }
        private let value: Value

        /// The signature could not be computed.
        public static let signing = Code(value: .signing)
        /// A proof that the new one should chain to is not there.
        public static let previousProof = Code(value: .previousProof)
    }

    /// The class of failure.
    public let code: Code
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String

    init(_ code: Code, _ problem: String, remedy: String) {
        self.code = code
        self.problem = problem
        self.remedy = remedy
    }

    /// What people read.
    public var description: String { "\(problem). \(remedy)" }
}
