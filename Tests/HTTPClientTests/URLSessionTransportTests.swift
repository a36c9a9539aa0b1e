import BinderyTestSupport
import Foundation
import HTTPClient
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct URLSessionTransportTests {
    private func request(
        _ server: RawServer, _ segments: (String, String) = ("objects", "sha256:00"), byteLimit: Int = 1_000,
        timeout: Duration = .seconds(20)
    ) throws -> HTTPRequest {
        let mirror = try HTTPLocation("http://127.0.0.1:\(server.port)")
        return HTTPRequest(
            mirror.appending(segments.0, segments.1), accept: "application/vc", byteLimit: byteLimit, timeout: timeout)
    }

    @Test func `what is asked for is what was written, and nothing is remembered`() async throws {
        let server = RawServer {
            $0.send("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nETag: \"t\"\r\nCache-Control: max-age=99\r\n")
            $0.send("Connection: close\r\nContent-Length: 2\r\n\r\nok")
        }
        let transport = URLSessionTransport()
        for _ in 0..<2 {
            let response = try await transport.response(to: request(server))
            #expect(response.head.status == 200 && response.body == Array("ok".utf8))
            #expect(response.head.headers["etag"] == "\"t\"")
        }
        #expect(server.requests.count == 2)
        for head in server.requests.map(\.head) {
            #expect(head.hasPrefix("GET /objects/sha256:00 HTTP/1.1\r\n"))
            #expect(head.contains("\r\nAccept: application/vc\r\n") && head.contains("\r\nUser-Agent: bindery\r\n"))
            #expect(!head.lowercased().contains("cookie") && !head.lowercased().contains("if-none-match"))
        }
    }

    @Test func `what is posted arrives as it is, with its token, which nothing else shows`() async throws {
        let server = RawServer {
            $0.send("HTTP/1.1 401 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        }
        var posted = try request(server)
        let body = Array("{\"é\": 1}".utf8) + [UInt8](repeating: 0xff, count: 2 << 20)
        posted.content = HTTPContent(body, mediaType: "application/json")
        posted.token = BearerToken { "sesame-123" }
        let response = try await URLSessionTransport().response(to: posted)
        #expect(response.head.status == 401)
        let received = try #require(server.requests.first)
        #expect(received.body == body)
        #expect(received.head.hasPrefix("POST /objects/sha256:00 HTTP/1.1\r\n"))
        #expect(received.head.contains("\r\nContent-Type: application/json\r\n"))
        #expect(received.head.contains("\r\nAuthorization: Bearer sesame-123\r\n"))
        var shown = "\(posted)" + String(reflecting: posted)
        dump(posted.token, to: &shown)
        #expect(!shown.contains("sesame"))
        posted.location = try HTTPLocation("http://127.0.0.1:1")
        let error = await #expect(throws: HTTPClientError.self) {
            try await URLSessionTransport().response(to: posted)
        }
        #expect(!String(reflecting: error).contains("sesame") && error?.code == .unreachable)
    }

    @Test(arguments: ["http://127.0.0.1:1/elsewhere", "/elsewhere", "file:///etc/passwd", "gopher://x/"])
    func `a redirect is a response and is not followed`(location: String) async throws {
        let server = RawServer {
            $0.send("HTTP/1.1 302 Found\r\nLocation: \(location)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        }
        let response = try await URLSessionTransport().response(to: request(server))
        #expect(response.head.status == 302 && server.requests.count == 1)
    }

    @Test func `an endless body ends at the limit`() async throws {
        let server = RawServer { connection in
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
            while connection.send(String(repeating: "x", count: 1 << 16)) {}
        }
        let error = await #expect(throws: HTTPClientError.self) {
            try await URLSessionTransport().response(to: request(server, byteLimit: 1 << 20))
        }
        #expect(error?.code == .tooLarge)
    }

    @Test func `a body of exactly the limit is taken`() async throws {
        let server = RawServer {
            $0.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfour")
        }
        #expect(try await URLSessionTransport().response(to: request(server, byteLimit: 4)).body.count == 4)
        await #expect(throws: HTTPClientError.self) {
            try await URLSessionTransport().response(to: request(server, byteLimit: 3))
        }
    }

    @Test func `chunks come while the server still sends`() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = RawServer { connection in
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nfirst")
            // The second chunk is sent once the first has arrived.
            gate.wait()
            connection.send("second")
        }
        let chunks = Mutex<[String]>([])
        let head = try await URLSessionTransport().exchange(request(server)) { _, chunk in
            chunks.withLock { $0.append(String(decoding: chunk, as: UTF8.self)) }
            gate.signal()
            return true
        }
        #expect(head.status == 200 && chunks.withLock { $0 } == ["first", "second"])
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno chunk", "nonsense\r\n\r\n",
    ])
    func `a response that breaks off or is none is an error`(text: String) async throws {
        let server = RawServer { $0.send(text) }
        let error = await #expect(throws: HTTPClientError.self) {
            try await URLSessionTransport().response(to: request(server))
        }
        #expect(error?.code == .unreachable, "\(String(describing: error))")
    }

    @Test(
        .disabled("FoundationNetworking of Swift 6.3.1 ends the process; corrected upstream"),
        .bug("https://github.com/swiftlang/swift-corelibs-foundation/issues/5285"))
    func `a head that breaks off is an error`() async throws {
        let server = RawServer { $0.send("HTTP/1.1 200 OK\r\n") }
        let error = await #expect(throws: HTTPClientError.self) {
            try await URLSessionTransport().response(to: request(server))
        }
        #expect(error?.code == .unreachable)
    }

    @Test func `a server that says nothing is left after the time for silence, and after the time for all`()
        async throws
    {
        let server = RawServer { $0.waitForEnd() }
        let silent = await #expect(throws: HTTPClientError.self) {
            try await URLSessionTransport(silence: .seconds(1)).response(to: request(server))
        }
        #expect(silent?.code == .timedOut)
        let slow = await #expect(throws: HTTPClientError.self) {
            try await URLSessionTransport().response(to: request(server, timeout: .milliseconds(100)))
        }
        #expect(slow?.code == .timedOut)
    }

    @Test func `where nobody listens the error says so`() async throws {
        let error = await #expect(throws: HTTPClientError.self) {
            let location = try HTTPLocation("http://127.0.0.1:1")
            let request = HTTPRequest(location, byteLimit: 10, timeout: .seconds(20))
            _ = try await URLSessionTransport().response(to: request)
        }
        #expect(error?.code == .unreachable && error?.location == "http://127.0.0.1:1")
    }

    @Test func `a cancelled request ends`() async throws {
        let server = RawServer { $0.waitForEnd() }
        let request = try self.request(server)
        let task = Task { try await URLSessionTransport().response(to: request) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
