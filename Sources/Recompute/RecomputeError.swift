/// Why a recomputation cannot be planned, carried on or written down, for programs (`code`) and for people (the rest).
public struct RecomputeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Value: String {
            case malformed, unknownMember, missingMember, wrongType, outOfRange, partialJudge, duplicate
            case unknownDocument, noMeter, tooLong
        }
        private let value: Value

        /// Bytes that are no JSON.
        public static let malformed = Code(value: .malformed)
        /// A member that the format does not know.
        public static let unknownMember = Code(value: .unknownMember)
        /// A member that must be there and is not.
        public static let missingMember = Code(value: .missingMember)
        /// A value of another kind than the one expected.
        public static let wrongType = Code(value: .wrongType)
        /// A value that is impossible at its place.
        public static let outOfRange = Code(value: .outOfRange)
        /// A judge that is one of the models it would judge.
        public static let partialJudge = Code(value: .partialJudge)
        /// A document that stands twice in one plan.
        public static let duplicate = Code(value: .duplicate)
        /// A finished check of a document that the plan does not check.
        public static let unknownDocument = Code(value: .unknownDocument)
        /// A budget of joules where nothing measures joules.
        public static let noMeter = Code(value: .noMeter)
        /// Evidence that does not fit an attestation.
        public static let tooLong = Code(value: .tooLong)

        /// The code's name.
        public var description: String { value.rawValue }
    }

    /// The class of failure.
    public let code: Code
    /// A JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)) into a policy or evidence, or what is meant.
    public let location: String
    /// What was found, and what was expected.
    public let problem: String
    /// What to do about it.
    public let remedy: String

    init(_ code: Code, at location: String, _ problem: String, remedy: String) {
        self.code = code
        self.location = location
        self.problem = problem
        self.remedy = remedy
    }

    /// Location, problem and remedy on one line.
    public var description: String { "\(location): \(problem). \(remedy)" }
}
