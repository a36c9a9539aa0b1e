/// What went wrong in a cryptographic operation, for programs (`code`) and for people (the rest).
public struct CryptographyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable {
        private enum Value { case malformedEncoding, malformedKey, weakKey, wrongKeyType, passphrase, library }
        private let value: Value

        /// Text that is not in the stated encoding.
        public static let malformedEncoding = Code(value: .malformedEncoding)
        /// Bytes or a file that hold no key.
        public static let malformedKey = Code(value: .malformedKey)
        /// A public key under which signatures can be forged, or with two encodings.
        public static let weakKey = Code(value: .weakKey)
        /// A key of another algorithm, or a secret where a public key is wanted.
        public static let wrongKeyType = Code(value: .wrongKeyType)
        /// A passphrase that is missing or does not open the key.
        public static let passphrase = Code(value: .passphrase)
        /// A failure inside libcrypto.
        public static let library = Code(value: .library)
    }

    /// The class of failure.
    public let code: Code
    /// What was found, and what was expected. Never holds secret bytes.
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
