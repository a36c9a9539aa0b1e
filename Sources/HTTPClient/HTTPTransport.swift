internal import Synchronization

/// A GET, and how much a server may make of it.
public struct HTTPGet: Sendable {
    /// What is asked for.
    public var location: HTTPLocation
    /// The header Accept.
    public var accept: String
    /// The most bytes of the body, after decompression.
    public var byteLimit: Int
    /// How long the whole exchange may take, connecting included.
    public var timeout: Duration

    /// A request.
    public init(_ location: HTTPLocation, accept: String = "*/*", byteLimit: Int, timeout: Duration) {
        self.location = location
        self.accept = accept
        self.byteLimit = byteLimit
        self.timeout = timeout
    }
}

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
    /// Sends a GET and hands over the body chunk by chunk; ends early, without an error, once `receive` returns false.
    ///
    /// - Parameters:
    ///   - request: what is asked for; its limits are the caller's to keep.
    ///   - receive: takes the next bytes of the body and says whether more are wanted.
    /// - Throws: `HTTPClientError`; `CancellationError` where the task was cancelled.
    func get(_ request: HTTPGet, receive: @escaping @Sendable ([UInt8]) -> Bool) async throws -> HTTPHead
}

extension HTTPTransport {
    /// The response to a request, within its limits.
    ///
    /// Memory holds no more than the limit and one chunk, whatever the server sends.
    ///
    /// - Throws: `HTTPClientError`, of the code `tooLarge` or `timedOut` where a limit was met.
    public func response(to request: HTTPGet) async throws -> HTTPResponse {
        let body = BoundedBody(byteLimit: request.byteLimit)
        let head = try await withThrowingTaskGroup(of: HTTPHead.self) { group in
            group.addTask { try await get(request) { body.append($0) } }
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
        guard let bytes = body.bytes else {
            throw HTTPClientError(
                .tooLarge, at: "\(request.location)", "the body is longer than \(request.byteLimit) bytes",
                remedy: "Ask another server; nothing that is asked for is so long.")
        }
        return HTTPResponse(head: head, body: bytes)
    }
}

/// A body as it grows, up to a limit.
private final class BoundedBody: Sendable {
    private let byteLimit: Int
    private let state = Mutex<[UInt8]?>([])

    init(byteLimit: Int) { self.byteLimit = byteLimit }

    /// The bytes; `nil` once the limit was passed.
    var bytes: [UInt8]? { state.withLock { $0 } }

    /// Adds a chunk; false when it does not fit, and what came before is let go.
    func append(_ chunk: [UInt8]) -> Bool {
        state.withLock { bytes in
            guard let count = bytes?.count, chunk.count <= byteLimit - count else {
                bytes = nil
                return false
            }
            bytes?.append(contentsOf: chunk)
            return true
        }
    }
}
