/// Why the service could not do what it was asked, for what concerns the user's files and settings.
public struct ServiceError: Error, Sendable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable {
        private enum Value {
            case usage, badData, noInput, cannotCreate, io, noPermission, configuration, locked, interrupted
        }
        private let value: Value

        /// Arguments that do not go together.
        public static let usage = Code(value: .usage)
        /// A file or argument that is not what it should be.
        public static let badData = Code(value: .badData)
        /// A file that is not there.
        public static let noInput = Code(value: .noInput)
        /// A file that cannot be made.
        public static let cannotCreate = Code(value: .cannotCreate)
        /// A file that cannot be read or written.
        public static let io = Code(value: .io)
        /// A file whose permissions are wrong.
        public static let noPermission = Code(value: .noPermission)
        /// A setting that is missing.
        public static let configuration = Code(value: .configuration)
        /// Something that another process is at work on.
        public static let locked = Code(value: .locked)
        /// Work that a person or a supervisor ended before its end.
        public static let interrupted = Code(value: .interrupted)
    }

    /// The class of failure.
    public let code: Code
    /// A path or an option.
    public let location: String
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String

    package init(_ code: Code, at location: String, _ problem: String, remedy: String) {
        self.code = code
        self.location = location
        self.problem = problem
        self.remedy = remedy
    }

    /// What people read.
    public var description: String { "\(location): \(problem). \(remedy)" }
}
