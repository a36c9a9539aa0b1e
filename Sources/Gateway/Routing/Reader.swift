internal import BinderyService
internal import HTTPTypes

/// Who asks, and what they may see.
struct Reader: Sendable {
    /// Whether restricted documents are shown.
    let seesRestricted: Bool

    /// The reader that a header Authorization makes.
    ///
    /// - Throws: `Problem` where it holds another token than the library's.
    init(_ authorization: String?, token: ReadToken?) throws(Problem) {
        guard let authorization else {
            seesRestricted = false
            return
        }
        let scheme = "bearer "
        guard let token, authorization.lowercased().hasPrefix(scheme),
            token.matches(authorization.utf8.dropFirst(scheme.utf8.count))
        else {
            throw Problem(.wrongToken, "The header Authorization holds no token that this server knows.")
        }
        seesRestricted = true
    }

    /// How long what moves may be kept: what a token opens is for its holder alone.
    var headers: HTTPFields {
        [.cacheControl: seesRestricted ? "private, no-store" : "public, max-age=10", .vary: "Authorization"]
    }
}
