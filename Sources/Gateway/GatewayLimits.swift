/// How much clients may ask of the server; each is an option of `bindery serve`.
public struct GatewayLimits: Sendable, Hashable {
    /// The longest body of a publication, in bytes.
    public var bodyByteCount = 16 << 20
    /// The longest head of a request, in bytes.
    public var headByteCount = 16 << 10
    /// How long a client may take to send a whole request.
    public var requestTime = Duration.seconds(30)
    /// How long a connection may rest, or its client read nothing of what it is sent.
    public var idleTime = Duration.seconds(60)
    /// Connections at a time; more wait until one ends.
    public var connectionCount = 10_000
    /// Memory for the objects that are answered from memory, in bytes.
    public var cacheByteCount = 64 << 20
    /// Publications that are read or committed at a time; more are told to come again.
    public var publicationCount = 32

    /// The defaults.
    public init() {}
}
