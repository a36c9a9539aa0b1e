internal import BoundKnowledge
internal import HTTPClient

/// What a mirror did instead of answering.
struct MirrorFault: Error, Sendable {
    let code: String
    let problem: String

    init(_ code: String, _ problem: String) {
        self.code = code
        self.problem = problem
    }

    /// What stopped an exchange.
    init(_ error: HTTPClientError) {
        let code =
            switch error.code {
            case .timedOut: "mirror-timeout"
            case .tooLarge: "mirror-too-large"
            default: "mirror-unreachable"
            }
        self.init(code, error.problem)
    }

    /// A status that is neither an answer nor an absence.
    init(status: Int) {
        let isRedirect = (300..<400).contains(status)
        self.init(
            "mirror-status", isRedirect ? "it redirects (\(status)), expected 200" : "it says \(status), expected 200")
    }

    /// A page that is not what it should be.
    static func malformed(_ problem: String) -> MirrorFault { MirrorFault("mirror-malformed", problem) }

    /// The fault as a finding that names the mirror. The verdict on an object does not depend on who carried it.
    func finding(_ mirror: HTTPLocation) -> Finding {
        Finding(code, .warns, at: "", "mirror \(mirror): \(problem)", remedy: "Report it to the mirror's operator.")
    }
}
