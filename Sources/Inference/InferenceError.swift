/// What went wrong with a model file, a tokenizer or a template, for programs (`code`) and for people (the rest).
public struct InferenceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Value: String {
            case notFound, io, truncated, malformed, limit, duplicate, unsupported, missing, wrongType, notFinite
            case vocabulary, template, refusedByTemplate
            case unavailable, nonconformant, noMemory, context, invalidInput
        }
        private let value: Value

        /// There is no such file.
        public static let notFound = Code(value: .notFound)
        /// The file system refused.
        public static let io = Code(value: .io)
        /// A file ends before what it claims to hold.
        public static let truncated = Code(value: .truncated)
        /// Bytes that do not have the form that the format demands.
        public static let malformed = Code(value: .malformed)
        /// More than a limit allows.
        public static let limit = Code(value: .limit)
        /// A name that stands twice.
        public static let duplicate = Code(value: .duplicate)
        /// A version, type, architecture or construct that this library does not read.
        public static let unsupported = Code(value: .unsupported)
        /// A key, tensor or token that must be there is not.
        public static let missing = Code(value: .missing)
        /// A value of another type than the one needed, or out of its range.
        public static let wrongType = Code(value: .wrongType)
        /// A weight or scale that is infinite or not a number.
        public static let notFinite = Code(value: .notFinite)
        /// A vocabulary whose parts do not fit each other.
        public static let vocabulary = Code(value: .vocabulary)
        /// A chat template that cannot be read or evaluated.
        public static let template = Code(value: .template)
        /// A chat template refused the conversation with a message of its own (`raise_exception`).
        public static let refusedByTemplate = Code(value: .refusedByTemplate)

        /// An instruction set that this machine does not have.
        public static let unavailable = Code(value: .unavailable)
        /// Kernels that do not give the results that `bk1` fixes.
        public static let nonconformant = Code(value: .nonconformant)
        /// The machine has no memory left.
        public static let noMemory = Code(value: .noMemory)
        /// More tokens than the context has room for.
        public static let context = Code(value: .context)
        /// A token, setting or name from the caller that has no meaning here.
        public static let invalidInput = Code(value: .invalidInput)

        /// The code's name.
        public var description: String { value.rawValue }
    }

    /// The class of failure.
    public let code: Code
    /// The file and the field or byte in it, or the line and column of a template.
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

    /// The location, problem and remedy in one line.
    public var description: String { "\(location): \(problem). \(remedy)" }
}
