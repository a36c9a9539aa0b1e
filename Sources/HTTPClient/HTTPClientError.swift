/// Why there is no response.
public struct HTTPClientError: Error, Sendable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable {
        private enum Value { case malformedLocation, insecureLocation, unreachable, timedOut, tooLarge }
        private let value: Value

        /// A text that is no address of the web in the strict form.
        public static let malformedLocation = Code(value: .malformedLocation)
        /// An address whose traffic others could read and change.
        public static let insecureLocation = Code(value: .insecureLocation)
        /// A server that cannot be reached, broke off, or speaks no HTTP.
        public static let unreachable = Code(value: .unreachable)
        /// A server that took longer than the request allows.
        public static let timedOut = Code(value: .timedOut)
        /// A body longer than the request allows.
        public static let tooLarge = Code(value: .tooLarge)
    }

    /// The class of failure.
    public let code: Code
    /// The address that was asked, or the text that is none.
    public let location: String
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String

    /// An error; transports of other packages make them too.
    public init(_ code: Code, at location: String, _ problem: String, remedy: String) {
        self.code = code
        self.location = location
        self.problem = problem
        self.remedy = remedy
    }

    /// What people read.
    public var description: String { "\(location): \(problem). \(remedy)" }
}
