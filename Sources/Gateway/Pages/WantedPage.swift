internal import BinderyService
internal import BoundKnowledge
internal import HTTPTypes
internal import Pages

/// A page that is asked for, with what stands in the query.
enum WantedPage {
    case front, about
    case topic(String, page: Int), changes(page: Int)
    case search(String)
    case object(Address), document(LineageID), versions(LineageID)
    case version(LineageID, Int64)
    case difference(LineageID, old: Int64, new: Int64)
    case problem(ProblemKind)

    /// - Throws: `Problem` that names a parameter.
    init(_ route: Route, _ query: QueryString) throws(Problem) {
        switch route {
        case .about: self = .about
        case .topic(let topic): self = .topic(topic, page: try Self.page(query))
        case .changes: self = .changes(page: try Self.page(query))
        case .search: self = .search(try AskedSearch.words(query))
        case .object(let address): self = .object(address)
        case .document(let lineage): self = .document(lineage)
        case .versions(let lineage): self = .versions(lineage)
        case .version(let lineage, let version): self = .version(lineage, version)
        case .difference(let lineage, let old, let new): self = .difference(lineage, old: old, new: new)
        case .problem(let kind): self = .problem(kind)
        default: self = .front
        }
    }

    /// The page itself; `nil` where there is none for the audience of `site`.
    func page(of site: LibrarySite) throws -> (any Page)? {
        switch self {
        case .front: try site.front()
        case .about: try site.about()
        case .search(let words): try site.results(for: words)
        case .topic(let topic, let page): try site.topic(topic, page: page)
        case .changes(let page): try site.changes(page: page)
        case .object(let address): try site.object(at: address)
        case .document(let lineage): try site.document(lineage)
        case .versions(let lineage): try site.versions(of: lineage)
        case .version(let lineage, let version): try site.version(version, of: lineage)
        case .difference(let lineage, let old, let new): try site.difference(of: lineage, from: old, to: new)
        case .problem(let kind):
            ProblemPage(
                status: kind.status.code, title: kind.title, detail: "A problem that this server reports.",
                remedy: kind.remedy)
        }
    }

    /// The problem where there is no such page.
    var absence: ProblemKind {
        switch self {
        case .object: .unknownObject
        case .document, .versions, .version, .difference: .unknownDocument
        default: .unknownPage
        }
    }

    /// The number of a page of several; 1 where none is asked for.
    static func page(_ query: QueryString) throws(Problem) -> Int {
        try query.integer("page", in: 1...1_000_000).map(Int.init) ?? 1
    }
}
