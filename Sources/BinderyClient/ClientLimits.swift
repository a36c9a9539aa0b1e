/// How much a client takes from mirrors, and how far it goes after them.
public struct ClientLimits: Sendable {
    /// The most bytes of an object.
    public var objectByteCount = 16 << 20
    /// The most bytes of a page about objects: a status, a resolution.
    public var pageByteCount = 1 << 20
    /// How long one mirror may take for one answer.
    public var timeout = Duration.seconds(30)
    /// For how many seconds a mirror that failed or lied is asked last.
    public var restSeconds: Int64 = 60
    /// For how many seconds the newest trust root that was found is not asked about again.
    public var trustSeconds: Int64 = 3_600
    /// The most steps from an object to what stands in for it.
    public var stepCount = 16
    /// The most links `previous` between an object and a later version, or between two trust roots.
    public var linkCount = 100
    /// The most documents of one resolution.
    public var documentCount = 8

    /// The limits of the defaults above.
    public init() {}
}
