internal import BoundKnowledge
internal import HTTPTypes

/// The pages of the interface, by path.
enum Route: Hashable {
    case index, health, readiness, resolve, search, changes, feed, publications
    case object(Address)
    case status(Address)
    case document(LineageID)
    case versions(LineageID)
    case problem(ProblemKind)

    /// The page at a path, which is what stands before `?`, still percent-encoded.
    ///
    /// - Throws: `Problem` where the path names nothing.
    init(path: String) throws(Problem) {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        switch (segments.first ?? "", segments.count) {
        case ("", 0...1): self = .index
        case ("healthz", 1): self = .health
        case ("readyz", 1): self = .readiness
        case ("resolve", 1): self = .resolve
        case ("search", 1): self = .search
        case ("changes", 1): self = .changes
        case ("feed.atom", 1): self = .feed
        case ("objects", 1): self = .publications
        case ("objects", 2): self = .object(try Self.address(segments[1]))
        case ("status", 2): self = .status(try Self.address(segments[1]))
        case ("documents", 2): self = .document(try Self.lineage(segments[1]))
        case ("documents", 3) where segments[2] == "versions": self = .versions(try Self.lineage(segments[1]))
        case ("problems", 2):
            guard let kind = ProblemKind(rawValue: segments[1]) else { throw Self.unknown }
            self = .problem(kind)
        default: throw Self.unknown
        }
    }

    /// The name of the page, without what is asked for: for the access log.
    var name: String {
        switch self {
        case .index: "/"
        case .health: "/healthz"
        case .readiness: "/readyz"
        case .resolve: "/resolve"
        case .search: "/search"
        case .changes: "/changes"
        case .feed: "/feed.atom"
        case .publications: "/objects"
        case .object: "/objects/{address}"
        case .status: "/status/{address}"
        case .document: "/documents/{lineage}"
        case .versions: "/documents/{lineage}/versions"
        case .problem: "/problems/{name}"
        }
    }

    /// The methods that the page knows.
    var methods: [HTTPRequest.Method] { self == .publications ? [.post] : [.get, .head] }

    private static let unknown = Problem(.unknownPage, "The path names no page of this server.")

    /// An address in a path; its colon may be percent-encoded, and nothing else of it.
    private static func address(_ segment: String) throws(Problem) -> Address {
        var text = segment
        if let escape = ["%3A", "%3a"].first(where: { segment.hasPrefix("sha256" + $0) }) {
            text = "sha256:" + segment.dropFirst("sha256".count + escape.count)
        }
        guard let address = Address(text) else {
            throw Problem(.unknownObject, "The path holds no address: sha256: and 64 lower-case hexadecimal digits.")
        }
        return address
    }

    private static func lineage(_ segment: String) throws(Problem) -> LineageID {
        guard let lineage = LineageID(segment) else {
            throw Problem(.unknownDocument, "The path holds no lineage: 26 characters of a-z and 2-7.")
        }
        return lineage
    }
}
