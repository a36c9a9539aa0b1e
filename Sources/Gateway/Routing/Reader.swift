internal import BinderyService
internal import HTTPTypes
internal import KnowledgeRegistry

/// Who asks, and what they may see.
struct Reader: Sendable {
    let audience: Audience

    /// The reader that a header Authorization makes.
    ///
    /// - Throws: `Problem` where it holds another token than the library's.
    init(_ authorization: String?, token: ReadToken?) throws(Problem) {
        guard let authorization else {
            audience = .everybody
            return
        }
        let scheme = "bearer "
        guard let token, authorization.lowercased().hasPrefix(scheme),
            token.matches(authorization.utf8.dropFirst(scheme.utf8.count))
        else {
            throw Problem(.wrongToken, "The header Authorization holds no token that this server knows.")
        }
        audience = .members
    }

    /// `headers`, on a route where programs get one thing and people another.
    func headers(on route: Route) -> HTTPFields {
        if case .none = route.pageForm { return headers }
        return headers.adding(.vary, "Accept, Authorization")
    }

    /// How long what moves may be kept: what a token opens is for its holder alone.
    var headers: HTTPFields {
        [.cacheControl: audience == .members ? "private, no-store" : "public, max-age=10", .vary: "Authorization"]
    }
}
