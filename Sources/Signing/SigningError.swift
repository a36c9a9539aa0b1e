/// Text that is not the key, digest or signature that it claims to be.
public struct SigningError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable {
        private enum Value { case malformedKey, malformedDigest, malformedSignature, secretKey }
        private let value: Value

        /// Text that names no acceptable public key.
        public static let malformedKey = Code(value: .malformedKey)
        /// Text that is no multihash of a known algorithm.
        public static let malformedDigest = Code(value: .malformedDigest)
        /// Text or bytes that hold no signature.
        public static let malformedSignature = Code(value: .malformedSignature)
        /// A secret key where a public one is wanted.
        public static let secretKey = Code(value: .secretKey)
    }

    /// The class of failure.
    public let code: Code
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String

    package init(_ code: Code, _ problem: String, remedy: String) {
        self.code = code
        self.problem = problem
        self.remedy = remedy
    }

    /// What people read.
    public var description: String { "\(problem). \(remedy)" }
}
