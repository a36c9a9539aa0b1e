/// A GET, or a POST where there is something to send, and how much a server may make of it.
public struct HTTPRequest: Sendable {
    /// What is asked for.
    public var location: HTTPLocation
    /// The header Accept.
    public var accept: String
    /// What is posted; a GET without it.
    public var content: HTTPContent?
    /// With what the server knows the client, if it wants to.
    public var token: BearerToken?
    /// The most bytes of the body, after decompression.
    public var byteLimit: Int
    /// How long the whole exchange may take, connecting included.
    public var timeout: Duration

    /// A request.
    public init(
        _ location: HTTPLocation, accept: String = "*/*", posting content: HTTPContent? = nil,
        token: BearerToken? = nil, byteLimit: Int, timeout: Duration
    ) {
        self.location = location
        self.accept = accept
        self.content = content
        self.token = token
        self.byteLimit = byteLimit
        self.timeout = timeout
    }
}

/// What a POST sends.
public struct HTTPContent: Sendable, Hashable {
    /// The header Content-Type.
    public var mediaType: String
    /// The body.
    public var bytes: [UInt8]

    /// A body of a media type.
    public init(_ bytes: [UInt8], mediaType: String) {
        self.bytes = bytes
        self.mediaType = mediaType
    }
}

/// A secret for the header Authorization ([RFC 6750 §2.1](https://www.rfc-editor.org/rfc/rfc6750#section-2.1)).
///
/// It is asked for when a request leaves, so that its holder can keep it where it is wiped; what prints or reflects a
/// request does not show it. Foundation's copies of a header last as long as the request.
public struct BearerToken: Sendable, CustomStringConvertible {
    private let text: @Sendable () -> String

    /// A token.
    ///
    /// - Parameter text: gives the secret: visible characters of ASCII, which the caller has checked.
    public init(_ text: @escaping @Sendable () -> String) { self.text = text }

    /// The value of the header.
    var authorization: String { "Bearer " + text() }

    /// Words in the secret's place.
    public var description: String { "a bearer token" }
}
