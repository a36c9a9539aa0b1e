import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import Gateway
import JSON
import Testing

/// Requests that no decent client sends, or that an old one does.
@Suite(.temporaryDirectory) struct HostileClientTests {
    private static let publication = "POST /objects HTTP/1.1\r\nHost: x\r\nContent-Type: application/vc\r\n"

    private func serve<Value: Sendable>(
        writing: Bool = false, _ body: @escaping @Sendable (UInt16, BoundObject) throws -> Value
    ) async throws -> Value {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        return try await TestServer.run(library.serve(writing: writing)) { port in
            let value = try body(port, object)
            // Whatever happened, everybody else is served.
            #expect(try fetch(port, "/objects/\(object.address)").body == object.bytes)
            return value
        }
    }

    @Test func `17 MB are refused, whether they are announced or not`() async throws {
        try await serve(writing: true) { port, _ in
            let chunk = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
            let announced = try WireClient(port)
            announced.send(Self.publication + "Content-Length: \(17 << 20)\r\n\r\n")
            for _ in 0..<17 { announced.send(chunk) }
            #expect(try announced.receive()?.status == 413)

            let chunked = try WireClient(port)
            chunked.send(Self.publication + "Transfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<17 where chunked.send("100000\r\n") && chunked.send(chunk) { chunked.send("\r\n") }
            #expect(try chunked.receive()?.status == 413)
        }
    }

    @Test(arguments: [
        "5\r\nab\r\n0\r\n\r\n", "-1\r\n", "fffffffffffffffff\r\n", "2\r\nabc", "2;\u{0}\r\nab\r\n", "\r\n\r\n",
        "0x2\r\nab\r\n",
    ])
    func `chunks that do not add up publish nothing`(body: String) async throws {
        try await serve(writing: true) { port, _ in
            let client = try WireClient(port)
            client.send(Self.publication + "Transfer-Encoding: chunked\r\n\r\n" + body)
            client.finishSending()
            let response = try client.receive()
            #expect(response.map { [400, 422].contains($0.status) } ?? true, "\(response?.text ?? "")")
            #expect(try client.isEnded())
        }
    }

    @Test func `a length and chunks together are not read in two ways`() async throws {
        try await serve(writing: true) { port, object in
            let client = try WireClient(port)
            client.send(
                Self.publication + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                    + "GET /objects/\(object.address) HTTP/1.1\r\nHost: x\r\n\r\n")
            let response = try client.receive()
            #expect(response == nil || response?.status == 400 || response?.status == 422)
        }
    }

    @Test func `a line without an end is refused`() async throws {
        try await serve { port, _ in
            for start in ["GET /", "GET / HTTP/1.1\r\nHost: x\r\n", ""] {
                let client = try WireClient(port)
                client.send(start + String(repeating: "a", count: 40_000))
                let response = try client.receive()
                #expect(response == nil || response?.status == 431 || response?.status == 400)
                #expect(try client.isEnded())
            }
        }
    }

    @Test(arguments: [
        "/objects/../..", "/objects/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "//", "/..",
        "/objects//", "/objects/./", "/objects%2f", "/changes/", "/resolve/..", "/search/x", "/./readyz",
        "/objects\\..",
    ])
    func `a path that wanders names no page`(path: String) async throws {
        try await serve { port, _ in
            let response = try fetch(port, path)
            #expect(response.status == 404 && response.headers["content-type"] == "application/problem+json")
            #expect(!response.text.contains("root:"))
        }
    }

    @Test(arguments: ["other.example", "other.example:99", "[::1]:80", "", "*"])
    func `any host name is served: which names there are is the proxy's to know`(host: String) async throws {
        try await serve { port, object in
            for path in ["/objects/\(object.address)", "/readyz"] {
                let client = try WireClient(port)
                client.send("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
                #expect(try client.receive()?.status == 200)
            }
        }
    }

    @Test(arguments: ["", "Host: a\r\nHost: a\r\n", "Host: a b\r\n", "Host: a/b\r\n", "Host: a\r\nhost: b\r\n"])
    func `HTTP 1.1 wants one host`(lines: String) async throws {
        try await serve { port, object in
            for path in ["/objects/\(object.address)", "/readyz"] {
                let client = try WireClient(port)
                client.send("GET \(path) HTTP/1.1\r\n\(lines)\r\nGET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
                let response = try client.receive()
                #expect(response?.status == 400 && response?.json?["type"] == "/problems/bad-request")
                #expect(response?.headers["connection"] == "close")
                #expect(try client.isEnded())
            }
        }
    }

    @Test func `a request without a host waits for its turn to be refused`() async throws {
        try await serve { port, _ in
            let client = try WireClient(port)
            // After a body the decoder reads on while the first response is being made.
            client.send("POST /objects HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nxGET /readyz HTTP/1.1\r\n\r\n")
            #expect(try client.receive()?.status == 403)
            #expect(try client.receive()?.status == 400)
            #expect(try client.isEnded())
        }
    }

    @Test(arguments: ["", "Connection: keep-alive\r\n"])
    func `HTTP 1.0 needs no host`(lines: String) async throws {
        try await serve { port, object in
            for path in ["/objects/\(object.address)", "/readyz"] {
                let client = try WireClient(port)
                client.send("GET \(path) HTTP/1.0\r\n\(lines)\r\n")
                let response = try client.receive()
                #expect(response?.status == 200 && response?.headers["connection"] == "close")
                #expect(try client.isEnded())
            }
        }
    }
}
