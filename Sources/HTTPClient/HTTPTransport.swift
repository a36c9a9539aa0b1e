internal import Synchronization

/// What stands before a body.
public struct HTTPHead: Sendable, Hashable {
    /// The status code.
    public let status: Int
    /// The header fields; names in lower case.
    public let headers: [String: String]

    /// A head.
    public init(status: Int, headers: [String: String] = [:]) {
        self.status = status
        self.headers = headers
    }
}

/// A whole response.
public struct HTTPResponse: Sendable, Hashable {
    /// What stands before the body.
    public let head: HTTPHead
    /// The body.
    public let body: [UInt8]
}

/// Whatever exchanges a request for a response: the network, or a test's memory.
///
/// A transport follows no redirects: their status is the response. It keeps nothing between requests but connections.
public protocol HTTPTransport: Sendable {
    /// Sends a request and hands over the body chunk by chunk; ends early, without an error, once `receive` returns false.
    ///
    /// - Parameters:
    ///   - request: what is asked for; its limits are the caller's to keep.
    ///   - receive: takes the head and the next bytes of the body, and says whether more are wanted.
    /// - Throws: `HTTPClientError`; `CancellationError` where the task was cancelled.
    func exchange(
        _ request: HTTPRequest, receive: @escaping @Sendable (HTTPHead, [UInt8]) -> Bool
    ) async throws -> HTTPHead
}

extension HTTPTransport {
    /// Sends a request, and hands over the body within its limits chunk by chunk.
    ///
    /// - Parameter receive: takes the head and the next bytes of the body, and says whether more are wanted.
    /// - Throws: `HTTPClientError`, of the code `tooLarge` or `timedOut` where a limit was met.
    public func send(
        _ request: HTTPRequest, receive: @escaping @Sendable (HTTPHead, [UInt8]) -> Bool
    ) async throws -> HTTPHead {
        let allowance = ByteAllowance(request.byteLimit)
        let head = try await withThrowingTaskGroup(of: HTTPHead.self) { group in
            group.addTask {
                try await exchange(request) { head, chunk in allowance.takes(chunk.count) && receive(head, chunk) }
            }
            group.addTask {
                try await Task.sleep(for: request.timeout)
                throw HTTPClientError(
                    .timedOut, at: "\(request.location)", "the server took longer than \(request.timeout)",
                    remedy: "Try again later, or ask another server.")
            }
            defer { group.cancelAll() }
            guard let head = try await group.next() else { throw CancellationError() }
            return head
        }
        guard !allowance.isExceeded else {
            throw HTTPClientError(
                .tooLarge, at: "\(request.location)", "the body is longer than \(request.byteLimit) bytes",
                remedy: "Ask another server; nothing that is asked for is so long.")
        }
        return head
    }

    /// The response to a request, within its limits.
    ///
    /// Memory holds no more than the limit and one chunk, whatever the server sends.
    ///
    /// - Throws: `HTTPClientError`, of the code `tooLarge` or `timedOut` where a limit was met.
    public func response(to request: HTTPRequest) async throws -> HTTPResponse {
        let body = ReceivedBody()
        let head = try await send(request) { _, chunk in
            body.append(chunk)
            return true
        }
        return HTTPResponse(head: head, body: body.bytes)
    }
}

/// How many more bytes a body may have.
private final class ByteAllowance: Sendable {
    private let rest: Mutex<Int>

    init(_ byteLimit: Int) { rest = Mutex(byteLimit) }

    /// Whether a chunk came that did not fit.
    var isExceeded: Bool { rest.withLock { $0 < 0 } }

    /// Whether the next bytes still fit.
    func takes(_ count: Int) -> Bool {
        rest.withLock { rest in
            rest = count <= rest ? rest - count : -1
            return rest >= 0
        }
    }
}

/// A body as it grows.
private final class ReceivedBody: Sendable {
    private let state = Mutex<[UInt8]>([])

    var bytes: [UInt8] { state.withLock { $0 } }

    func append(_ chunk: [UInt8]) { state.withLock { $0 += chunk } }
}
