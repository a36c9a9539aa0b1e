import BinderyClient
import BoundKnowledge
import HTTPClient
import Synchronization

/// A clock that a test sets.
final class TestClock: Sendable {
    private let seconds = Mutex(TestObjects.now.secondsSinceEpoch)

    var now: Timestamp { Timestamp(secondsSinceEpoch: seconds.withLock { $0 }) }

    func advance(bySeconds count: Int64) { seconds.withLock { $0 += count } }
}

/// A client of mirrors in memory.
struct TestClient {
    let client: BinderyClient
    let mirrors: MemoryMirrors
    let clock = TestClock()

    /// A client of the mirrors `https://a`, `https://b` and so on, asked in this order.
    init(
        _ pages: [MirrorPages], root: Address, cache: ObjectCache? = nil,
        _ edit: (inout ClientLimits) -> Void = { _ in }
    ) throws {
        let hosts = pages.indices.map { String(UnicodeScalar(UInt8(97 + $0))) }
        mirrors = MemoryMirrors(Dictionary(uniqueKeysWithValues: zip(hosts, pages)))
        var limits = ClientLimits()
        limits.timeout = .milliseconds(200)
        edit(&limits)
        client = BinderyClient(
            mirrors: try hosts.map { try HTTPLocation("https://" + $0) }, trustRoot: root, cache: cache,
            limits: limits, transport: mirrors, clock: { [clock] in clock.now })
    }
}

extension [Finding] {
    var codes: [String] { map(\.code) }
}
