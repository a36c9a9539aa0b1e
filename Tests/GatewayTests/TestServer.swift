import BinderyService
import BinderyTestSupport
import Foundation
import Gateway
import JSON
import Logging
import Synchronization

/// A gateway on a port of its own, for as long as `body` runs.
enum TestServer {
    static func run<Value: Sendable>(
        _ library: ServedLibrary, token: ReadToken? = nil, limits: GatewayLimits = GatewayLimits(),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: @escaping @Sendable (UInt16) throws -> Value
    ) async throws -> Value {
        let gateway = Gateway(library, token: token, limits: limits, logger: logger)
        let (ports, continuation) = AsyncStream.makeStream(of: UInt16.self)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await gateway.run(at: Gateway.Place(port: 0), threadCount: 1) { port in
                    continuation.yield(UInt16(port))
                }
                continuation.finish()
            }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { throw SocketError(description: "the server did not start") }
            let value = try await BlockingThread.run { try body(port) }
            group.cancelAll()
            return value
        }
    }
}

/// A thread for tests that block: the server needs those of Swift's tasks. What runs on it still belongs to its test.
final class BlockingThread: TaskExecutor {
    private let queue = DispatchQueue(label: "blocking test")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Runs what blocks.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withTaskExecutorPreference(BlockingThread()) { try body() }
    }
}

/// What went wrong between a test and its server.
struct SocketError: Error, CustomStringConvertible { let description: String }

/// A response as it came over the wire.
struct WireResponse: Sendable {
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue? { (try? JSONDocument(parsing: body)).map { JSONValue($0.root) } }
}

extension JSONValue {
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
}

/// A connection whose every byte a test decides. Blocks its thread, at most ten seconds a call.
final class WireClient {
    private let descriptor: Int32
    private var received: [UInt8] = []

    init(_ port: UInt16, receiveBufferByteCount: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        if var count = receiveBufferByteCount {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &count, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw SocketError(description: "connect: \(errno)") }
    }

    deinit { close(descriptor) }

    /// Sends bytes; false when the server takes no more.
    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Says that nothing more is sent.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next response; `nil` where the connection ends before it.
    func receive(headOnly: Bool = false) throws -> WireResponse? {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
                let headers = Dictionary(
                    lines.dropFirst().map { line in
                        let colon = line.firstIndex(of: ":") ?? line.endIndex
                        return (
                            line[..<colon].lowercased(), line[colon...].dropFirst().trimmingCharacters(in: .whitespaces)
                        )
                    }, uniquingKeysWith: { "\($0), \($1)" })
                let status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
                let hasBody = !headOnly && status != 304 && status >= 200
                let count = hasBody ? Int(headers["content-length"] ?? "0") ?? 0 : 0
                while received.count < end.upperBound + count {
                    guard try receiveMore() else { return nil }
                }
                let body = Array(received[end.upperBound..<(end.upperBound + count)])
                received.removeFirst(end.upperBound + count)
                return WireResponse(status: status, headers: headers, body: body)
            }
            guard try receiveMore() else { return nil }
        }
    }

    /// Whether the server ends the connection, and sent nothing before.
    func isEnded() throws -> Bool {
        guard received.isEmpty else { return false }
        return try !receiveMore()
    }

    private func receiveMore() throws -> Bool {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        if count < 0, errno == ECONNRESET { return false }
        guard count >= 0 else { throw SocketError(description: "recv: \(errno)") }
        received += chunk[..<count]
        return count > 0
    }
}

/// One request on a connection of its own.
func fetch(
    _ port: UInt16, _ path: String, method: String = "GET", headers: [String: String] = [:], body: [UInt8] = []
) throws -> WireResponse {
    let client = try WireClient(port)
    var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
    client.send(Array((head + "\r\n").utf8) + body)
    guard let response = try client.receive(headOnly: method == "HEAD") else {
        throw SocketError(description: "no response to \(method) \(path)")
    }
    return response
}
