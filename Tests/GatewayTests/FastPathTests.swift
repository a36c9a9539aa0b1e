import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import Gateway
import JSON
import Testing

/// The connection as clients see it, of whom some mean no good.
@Suite(.temporaryDirectory) struct FastPathTests {
    private static func request(_ object: BoundObject, _ headers: String = "") -> String {
        "GET /objects/\(object.address) HTTP/1.1\r\nHost: x\r\n\(headers)\r\n"
    }

    /// A library with one object, and a server that has answered for it once already.
    private func serve<Value: Sendable>(
        limits: GatewayLimits = GatewayLimits(), writing: Bool = false, answer: String = "A short number.\n",
        _ body: @escaping @Sendable (UInt16, BoundObject) throws -> Value
    ) async throws -> Value {
        let library = try TestLibrary()
        let object = try library.publish(library.bind("What is a hash?", answer))
        return try await TestServer.run(library.serve(writing: writing), limits: limits) { port in
            #expect(try fetch(port, "/objects/\(object.address)").body == object.bytes)
            return try body(port, object)
        }
    }

    @Test func `responses keep the order of their requests, whichever way they come`() async throws {
        try await serve { port, object in
            let client = try WireClient(port)
            let paths = ["/changes", "/objects/\(object.address)", "/nowhere", "/objects/\(object.address)", "/readyz"]
            for _ in 0..<20 {
                client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
                #expect(try client.receive()?.json?["changes"] != nil)
                #expect(try client.receive()?.body == object.bytes)
                #expect(try client.receive()?.status == 404)
                #expect(try client.receive()?.body == object.bytes)
                #expect(try client.receive()?.text == "ready\n")
            }
        }
    }

    @Test func `a request with a body keeps its place before a cached object`() async throws {
        try await serve { port, object in
            let client = try WireClient(port)
            for body in ["Content-Length: 4\r\n\r\nGET ", "Transfer-Encoding: chunked\r\n\r\n4\r\nGET \r\n0\r\n\r\n"] {
                client.send("POST /objects HTTP/1.1\r\nHost: x\r\n" + body + Self.request(object))
                #expect(try client.receive()?.status == 403)
                #expect(try client.receive()?.body == object.bytes)
            }
        }
    }

    @Test(arguments: [1, 7, 100]) func `a request may come in pieces`(size: Int) async throws {
        try await serve { port, object in
            let client = try WireClient(port)
            var rest = Array((Self.request(object) + Self.request(object)).utf8)[...]
            while !rest.isEmpty {
                client.send(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            for _ in 0..<2 { #expect(try client.receive()?.body == object.bytes) }
        }
    }

    @Test func `a client that asks and never reads is held back, and then let go`() async throws {
        var limits = GatewayLimits()
        limits.idleTime = .milliseconds(400)
        try await serve(limits: limits, answer: String(repeating: "text ", count: 4_000)) { port, object in
            let client = try WireClient(port, receiveBufferByteCount: 4_096)
            let requests = Array(String(repeating: Self.request(object), count: 100).utf8)
            var count = 0
            // Far more than what a server could keep for it: sending stops because nobody reads, or fails at the end.
            while client.send(requests), count < 2_000 { count += 1 }
            #expect(count < 2_000)
            // Everybody else is served meanwhile.
            #expect(try fetch(port, "/objects/\(object.address)").status == 200)
        }
    }

    @Test func `a client that reads slowly gets everything`() async throws {
        try await serve(answer: String(repeating: "text ", count: 4_000)) { port, object in
            let client = try WireClient(port, receiveBufferByteCount: 4_096)
            client.send(String(repeating: Self.request(object), count: 200))
            client.finishSending()
            for _ in 0..<200 { #expect(try client.receive()?.body == object.bytes) }
            #expect(try client.isEnded())
        }
    }

    @Test func `a half-closed connection gets the responses that it is owed`() async throws {
        try await serve { port, object in
            let client = try WireClient(port)
            client.send("GET /changes HTTP/1.1\r\nHost: x\r\n\r\n" + Self.request(object))
            client.finishSending()
            #expect(try client.receive()?.status == 200)
            #expect(try client.receive()?.body == object.bytes)
            #expect(try client.isEnded())
        }
    }

    @Test(arguments: ["HTTP/1.1\r\nHost: x\r\nConnection: close", "HTTP/1.0", "HTTP/1.0\r\nConnection: keep-alive"])
    func `the connection ends where the client wants it`(end: String) async throws {
        try await serve { port, object in
            let client = try WireClient(port)
            client.send("GET /objects/\(object.address) \(end)\r\n\r\n" + Self.request(object))
            let response = try client.receive()
            #expect(response?.body == object.bytes && response?.headers["connection"] == "close")
            #expect(try client.isEnded())
        }
    }

    @Test(arguments: [
        "GET /objects HTTP/9.9\r\n\r\n", "\u{0}\r\n\r\n", "GET / HTTP/1.1\r\nA b: c\r\n\r\n",
        "POST /objects HTTP/1.1\r\nHost: x\r\nContent-Type: application/vc\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "POST /objects HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    ])
    func `what is no HTTP ends the connection`(bytes: String) async throws {
        try await serve(writing: true) { port, object in
            let client = try WireClient(port)
            client.send(bytes)
            let response = try client.receive()
            #expect(response == nil || response?.status == 400)
            #expect(try client.isEnded())
            #expect(try fetch(port, "/objects/\(object.address)").status == 200)
        }
    }

    @Test func `a body that is shorter than its head says publishes nothing`() async throws {
        try await serve(writing: true) { port, object in
            let client = try WireClient(port)
            client.send(
                "POST /objects HTTP/1.1\r\nHost: x\r\nContent-Type: application/vc\r\nContent-Length: 5000\r\n\r\n{}")
            client.finishSending()
            let response = try client.receive()
            #expect(response == nil || response?.status == 400)
            #expect(try client.isEnded())
        }
    }

    @Test func `a body that is longer than its head says is another request`() async throws {
        try await serve(writing: true) { port, object in
            let client = try WireClient(port)
            client.send(
                "POST /objects HTTP/1.1\r\nHost: x\r\nContent-Type: application/vc\r\nContent-Length: 2\r\n\r\n{}"
                    + Self.request(object))
            #expect(try client.receive()?.status == 422)
            #expect(try client.receive()?.body == object.bytes)
        }
    }

    @Test func `a flood of headers is refused`() async throws {
        try await serve { port, object in
            for flood in [String(repeating: "a: b\r\n", count: 4_000), "a: " + String(repeating: "b", count: 20_000)] {
                let client = try WireClient(port)
                client.send("GET /objects/\(object.address) HTTP/1.1\r\nHost: x\r\n" + flood)
                #expect(try client.receive()?.status == 431)
                #expect(try client.isEnded())
            }
        }
    }

    @Test func `a client that sends a byte now and then runs out of time`() async throws {
        var limits = GatewayLimits()
        limits.requestTime = .milliseconds(200)
        try await serve(limits: limits) { port, object in
            for head in [
                "GET / HTTP/1.1\r\nA: ", "POST /objects HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n",
            ] {
                let client = try WireClient(port)
                client.send(head)
                // Sending fails at last where the server has ended the connection.
                var count = 0
                while count < 2_000, client.send("x") {
                    usleep(5_000)
                    count += 1
                }
                #expect(count < 2_000)
            }
            // A connection that rests between requests is no slow one.
            let client = try WireClient(port)
            client.send(Self.request(object))
            #expect(try client.receive()?.status == 200)
            usleep(400_000)
            client.send(Self.request(object))
            #expect(try client.receive()?.status == 200)
        }
    }

    @Test func `a connection that rests too long ends`() async throws {
        var limits = GatewayLimits()
        limits.idleTime = .milliseconds(200)
        try await serve(limits: limits) { port, object in
            let (fresh, used) = (try WireClient(port), try WireClient(port))
            used.send(Self.request(object))
            #expect(try used.receive()?.status == 200)
            #expect(try fresh.isEnded())
            #expect(try used.isEnded())
        }
    }

    @Test func `more than the cache holds is served all the same`() async throws {
        let library = try TestLibrary()
        let objects = try (0..<12).map { try library.publish(library.bind("Question \($0)?")) }
        var limits = GatewayLimits()
        limits.cacheByteCount = 80 << 10
        try await TestServer.run(library.serve(), limits: limits) { port in
            let client = try WireClient(port)
            for round in 0..<60 {
                let object = objects[round * 7 % objects.count]
                client.send(Self.request(object))
                #expect(try client.receive()?.body == object.bytes)
            }
        }
    }

    @Test func `a client that wants to be asked for its body is asked`() async throws {
        try await serve(writing: true) { port, object in
            let client = try WireClient(port)
            client.send(
                "POST /objects HTTP/1.1\r\nHost: x\r\nContent-Type: application/vc\r\nExpect: 100-continue\r\n"
                    + "Content-Length: \(object.bytes.count)\r\n\r\n")
            #expect(try client.receive()?.status == 100)
            client.send(object.bytes)
            #expect(try client.receive()?.status == 200)
        }
    }
}
