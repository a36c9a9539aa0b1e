public import BoundKnowledge
internal import Foundation
public import HTTPClient

/// Reads a library from mirrors that it does not trust.
///
/// Whatever comes from a mirror is bytes with the right SHA-256 or is thrown away, and is verified under the pinned trust root
/// before it is returned. A mirror can withhold; it cannot change, and what it withholds any other mirror can give.
public actor BinderyClient {
    /// The address of the trust root that the caller was told.
    public nonisolated let trustRoot: Address
    let mirrors: Mirrors
    let cache: ObjectCache?
    let limits: ClientLimits
    let clock: @Sendable () -> Timestamp
    var known: KnownTrust?

    /// A client.
    ///
    /// - Parameters:
    ///   - mirrors: where the library is served, in the order to ask.
    ///   - trustRoot: the address of a trust root, told by another way than the mirrors.
    ///   - cache: where objects are kept; without one each is fetched when it is asked for.
    ///   - limits: how much is taken from mirrors.
    ///   - transport: the network, or a test's.
    ///   - clock: the time now, which ends are judged by.
    public init(
        mirrors: [HTTPLocation], trustRoot: Address, cache: ObjectCache? = nil, limits: ClientLimits = ClientLimits(),
        transport: any HTTPTransport = URLSessionTransport(),
        clock: @escaping @Sendable () -> Timestamp = BinderyClient.systemClock
    ) {
        self.trustRoot = trustRoot
        self.mirrors = Mirrors(mirrors, transport: transport, limits: limits, clock: clock)
        self.cache = cache
        self.limits = limits
        self.clock = clock
    }

    /// The system's clock.
    public static let systemClock: @Sendable () -> Timestamp = {
        Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
    }

    /// The object at an address, with the verdict on it.
    ///
    /// It is judged as one whose place in the order of publication is unknown: by the newest trust root.
    ///
    /// - Returns: the object, be it rejected; the verdict and the findings say what it is worth.
    /// - Throws: `BinderyClientError` where no mirror has the object, or the trust root does not hold; `CancellationError`.
    public func object(at address: Address) async throws -> FetchedObject {
        let trust = try await trust()
        let raw = try await bytes(at: address)
        let verifier = ObjectVerifier(trust: trust.state, instant: clock())
        return FetchedObject(
            bytes: raw.bytes, source: raw.source, verification: verifier.verify(raw.bytes, expecting: address),
            mirrorFindings: trust.findings + raw.findings)
    }

    /// The bytes that have an address, from the cache or the first mirror that has them.
    func bytes(
        at address: Address
    ) async throws -> (bytes: [UInt8], source: FetchedObject.Source, findings: [Finding]) {
        if let bytes = cache?.bytes(at: address) { return (bytes, .cache, []) }
        let page = MirrorPage(
            segments: ("objects", "\(address)"), accept: "application/vc", byteLimit: limits.objectByteCount)
        let fetched = try await mirrors.first(of: page) { body throws(MirrorFault) in
            let found = Address(of: body)
            guard found == address else {
                throw MirrorFault("mirror-wrong-bytes", "it gave bytes with the address \(found), expected \(address)")
            }
            return body
        }
        guard let answer = fetched.answers.first else { throw Self.missing(address, fetched) }
        cache?.store(answer.value, at: address)
        return (answer.value, .mirror(answer.mirror), fetched.findings)
    }

    private static func missing(_ address: Address, _ fetched: MirrorAnswers<[UInt8]>) -> BinderyClientError {
        fetched.findings.isEmpty && fetched.isAbsent
            ? BinderyClientError(
                .notFound, at: "\(address)", "no mirror has the object",
                remedy: "Check the address, or ask other mirrors.", findings: [])
            : BinderyClientError(
                .unavailable, at: "\(address)", "no mirror gave the object",
                remedy: "Try again later, or ask other mirrors.", findings: fetched.findings)
    }
}
