internal import BoundKnowledge
internal import HTTPTypes
internal import Pages

/// The pages of the interface, by path.
enum Route: Hashable {
    case index, health, readiness, resolve, search, changes, feed, publications
    case object(Address)
    case status(Address)
    case document(LineageID)
    case versions(LineageID)
    case problem(ProblemKind)
    case about, stylesheet
    case topic(String)
    case version(LineageID, Int64)
    case difference(LineageID, old: Int64, new: Int64)
    /// An object's bytes, and an answer's, for a client that would be given a page at the object's own path.
    case bytes(Address), answer(Address)

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
        case ("about", 1): self = .about
        case ("style.css", 1): self = .stylesheet
        case ("topics", 2):
            guard let topic = TopicName.topic(of: segments[1]), !topic.isEmpty else { throw Self.unknown }
            self = .topic(topic)
        case ("objects", 2): self = try Self.object(segments[1])
        case ("status", 2): self = .status(try Self.address(segments[1]))
        case ("documents", 2): self = .document(try Self.lineage(segments[1]))
        case ("documents", 3) where segments[2] == "versions": self = .versions(try Self.lineage(segments[1]))
        case ("documents", 4) where segments[2] == "versions":
            self = .version(try Self.lineage(segments[1]), try Self.version(segments[3]))
        case ("documents", 5) where segments[2] == "diff":
            self = .difference(
                try Self.lineage(segments[1]), old: try Self.version(segments[3]), new: try Self.version(segments[4]))
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
        case .about: "/about"
        case .stylesheet: "/style.css"
        case .topic: "/topics/{topic}"
        case .version: "/documents/{lineage}/versions/{version}"
        case .difference: "/documents/{lineage}/diff/{old}/{new}"
        case .bytes: "/objects/{address}.jsonld"
        case .answer: "/objects/{address}.md"
        }
    }

    /// The methods that the page knows.
    var methods: [HTTPRequest.Method] { self == .publications ? [.post] : [.get, .head] }

    /// Whether a route has a page for people.
    enum PageForm {
        case none
        /// It has nothing else.
        case only
        /// It has one beside what programs get, which comes in these types.
        case beside([String])
    }

    /// Whether the route has a page for people.
    var pageForm: PageForm {
        switch self {
        case .about, .topic, .version, .difference: .only
        case .index, .document, .versions, .changes, .resolve, .search: .beside(["application/json"])
        case .problem: .beside(["text/plain"])
        // What an object comes in is known when it was read.
        case .object: .none
        case .health, .readiness, .feed, .publications, .status, .stylesheet, .bytes, .answer: .none
        }
    }

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

    private static func object(_ segment: String) throws(Problem) -> Route {
        if segment.hasSuffix(".jsonld") { return .bytes(try address(String(segment.dropLast(".jsonld".count)))) }
        if segment.hasSuffix(".md") { return .answer(try address(String(segment.dropLast(".md".count)))) }
        return .object(try address(segment))
    }

    /// A version's number, in the one form that has it.
    private static func version(_ segment: String) throws(Problem) -> Int64 {
        guard let version = Int64(segment), version >= 1, "\(version)" == segment else {
            throw Problem(.unknownDocument, "The path holds no version: an integer from 1 on.")
        }
        return version
    }

    private static func lineage(_ segment: String) throws(Problem) -> LineageID {
        guard let lineage = LineageID(segment) else {
            throw Problem(.unknownDocument, "The path holds no lineage: 26 characters of a-z and 2-7.")
        }
        return lineage
    }
}
