import BoundKnowledge
import HTTPClient
import JSON
import Synchronization

/// What a mirror in memory does when it is asked.
enum MirrorReply: Sendable {
    case response(Int, [UInt8])
    case endless, hanging, unreachable

    static func json(_ value: JSONValue) -> MirrorReply { .response(200, value.canonicalBytes()) }
    static let absent = MirrorReply.response(404, Array("{}".utf8))
}

/// The pages of an honest mirror; tests put others in their place.
struct MirrorPages: Sendable {
    private var pages: [String: MirrorReply] = [:]

    init(_ objects: BoundObject...) { objects.forEach { add($0) } }

    subscript(_ path: String) -> MirrorReply {
        get { pages[path] ?? .absent }
        set { pages[path] = newValue }
    }

    /// Adds an object, and a page that says that it is current.
    mutating func add(_ object: BoundObject) {
        self["/objects/\(object.address)"] = .response(200, object.bytes)
        tell(of: object, "current")
    }

    /// Says where an object stands.
    mutating func tell(of object: BoundObject, _ status: String, _ members: [(String, BoundObject)] = []) {
        var value: JSONValue = ["object": .string("\(object.address)"), "status": .string(status)]
        for (name, other) in members { value.set(name, .string("\(other.address)")) }
        self["/status/\(object.address)"] = .json(value)
    }

    /// Says that a later version stands in for an object.
    mutating func tell(_ object: BoundObject, isSupersededBy other: BoundObject) {
        tell(of: object, "superseded", [("supersededBy", other)])
    }

    /// Says that an object is withdrawn.
    mutating func tell(_ object: BoundObject, isWithdrawnBy other: BoundObject) {
        tell(of: object, "withdrawn", [("withdrawnBy", other)])
    }

    /// Says that an object is in quarantine.
    mutating func tell(_ object: BoundObject, isQuarantinedBy other: BoundObject) {
        tell(of: object, "quarantined", [("quarantinedBy", other)])
    }

    /// Answers a question.
    mutating func resolve(_ query: String, _ result: String, status: Int = 200, _ documents: BoundObject...) {
        let value: JSONValue = [
            "result": .string(result), "language": "en",
            "documents": .array(documents.map { ["object": .string("\($0.address)")] }),
        ]
        self["/resolve?" + query] = .response(status, value.canonicalBytes())
    }
}

/// Mirrors in memory, by host: `https://<host>`.
final class MemoryMirrors: HTTPTransport {
    private let hosts: Mutex<[String: MirrorPages]>
    private let log = Mutex<[String]>([])

    init(_ hosts: [String: MirrorPages]) { self.hosts = Mutex(hosts) }

    /// What was asked so far: host and path.
    var asked: [String] { log.withLock { $0 } }

    /// Changes a mirror.
    func change(_ host: String, _ edit: (inout MirrorPages) -> Void) {
        hosts.withLock { edit(&$0[host, default: MirrorPages()]) }
    }

    func exchange(
        _ request: HTTPRequest, receive: @escaping @Sendable (HTTPHead, [UInt8]) -> Bool
    ) async throws -> HTTPHead {
        let text = request.location.description.dropFirst("https://".count)
        let host = String(text.prefix { $0 != "/" })
        log.withLock { $0.append(String(text)) }
        switch hosts.withLock({ $0[host] })?[String(text.dropFirst(host.count))] ?? .unreachable {
        case .response(let status, let body):
            for start in stride(from: 0, to: body.count, by: 100) {
                guard receive(HTTPHead(status: status), Array(body[start..<min(start + 100, body.count)])) else {
                    break
                }
            }
            return HTTPHead(status: status)
        case .endless:
            while receive(HTTPHead(status: 200), [UInt8](repeating: 120, count: 1 << 16)) {}
            return HTTPHead(status: 200)
        case .hanging:
            try await Task.sleep(for: .seconds(3_600))
            throw CancellationError()
        case .unreachable:
            throw HTTPClientError(.unreachable, at: host, "nobody listens", remedy: "Start it.")
        }
    }
}
