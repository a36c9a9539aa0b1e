/// Why an engine gave no whole answer. Neither the prompt nor any part of an answer is in it.
public struct CompletionError: Error, Sendable, CustomStringConvertible {
    /// A class of failure; new ones may be added without breaking a caller's `switch`.
    public struct Code: Sendable, Hashable {
        private enum Value {
            case invalidRequest, unavailable, timedOut, unauthorised, notFound, refused, malformed, tooLarge, brokenOff
            case unfinished, empty
        }
        private let value: Value

        /// A request that cannot be sent as it is.
        public static let invalidRequest = Code(value: .invalidRequest)
        /// An engine that cannot be reached, is overloaded, or failed.
        public static let unavailable = Code(value: .unavailable)
        /// An engine that was silent for too long, or took too long altogether.
        public static let timedOut = Code(value: .timedOut)
        /// An engine that wants another key.
        public static let unauthorised = Code(value: .unauthorised)
        /// An engine that has no such model, or no such page.
        public static let notFound = Code(value: .notFound)
        /// An engine that does not do what the request says.
        public static let refused = Code(value: .refused)
        /// A response that is none of a chat completion.
        public static let malformed = Code(value: .malformed)
        /// A response longer than the limits allow.
        public static let tooLarge = Code(value: .tooLarge)
        /// A response that ended in the middle.
        public static let brokenOff = Code(value: .brokenOff)
        /// A model that did not come to the end of its answer.
        public static let unfinished = Code(value: .unfinished)
        /// A model that came to the end without a word.
        public static let empty = Code(value: .empty)
    }

    /// The class of failure.
    public let code: Code
    /// The address that was asked, or the setting that cannot be sent.
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

    init(_ fault: CompletionFault, at location: String) {
        self.init(fault.code, at: location, fault.problem, remedy: fault.remedy)
    }

    /// What people read.
    public var description: String { "\(location): \(problem). \(remedy)" }
}

/// What is wrong with a response, for whoever knows where it came from.
package struct CompletionFault: Error {
    package let code: CompletionError.Code
    package let problem: String
    package let remedy: String

    init(_ code: CompletionError.Code, _ problem: String, remedy: String) {
        self.code = code
        self.problem = problem
        self.remedy = remedy
    }

    /// A response that no engine of this kind gives.
    static func malformed(_ problem: String) -> CompletionFault {
        CompletionFault(.malformed, problem, remedy: "Check that the address is that of an OpenAI-compatible engine.")
    }
}
