import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import Gateway
import JSON
import Synchronization
import Testing

@Suite(.temporaryDirectory) struct PublicationRouteTests {
    private static let type = ["Content-Type": "application/vc"]

    @Test func `a signed object is published by its own proofs, once`() async throws {
        let library = try TestLibrary()
        let object = try library.bind()
        try await TestServer.run(library.serve(writing: true)) { port in
            let created = try fetch(port, "/objects", method: "POST", headers: Self.type, body: object.bytes)
            #expect(created.status == 201 && created.headers["location"] == "/objects/\(object.address)")
            #expect(created.json?["status"] == "published" && created.json?["object"]?.text == "\(object.address)")
            #expect(try fetch(port, "/objects/\(object.address)").body == object.bytes)
            let known = try fetch(port, "/objects", method: "POST", headers: Self.type, body: object.bytes)
            #expect(known.status == 200 && known.json?["status"] == "known")
            #expect(known.headers["location"] == "/objects/\(object.address)")
        }
    }

    @Test func `many publish at once, and each has its receipt`() async throws {
        let library = try TestLibrary()
        let objects = try (0..<12).map { try library.bind("Question \($0)?") }
        try await TestServer.run(library.serve(writing: true)) { port in
            let statuses = Mutex<[Int]>([])
            DispatchQueue.concurrentPerform(iterations: objects.count) { index in
                let response = try? fetch(
                    port, "/objects", method: "POST", headers: Self.type, body: objects[index].bytes)
                statuses.withLock { $0.append(response?.status ?? 0) }
            }
            #expect(statuses.withLock { $0 } == Array(repeating: 201, count: 12))
        }
    }

    @Test func `a lost race is a conflict, and a stranger's object is refused with findings`() async throws {
        let library = try TestLibrary()
        let (first, second) = (try library.bind(), try library.bind("What is a hash?", "Another text.\n"))
        let stranger = try library.bind("Who am I?", by: TestKey.key("stranger"))
        var changed = first.bytes
        changed[changed.count / 2] ^= 1
        try await TestServer.run(library.serve(writing: true)) { [changed] port in
            func post(_ bytes: [UInt8]) throws -> WireResponse {
                try fetch(port, "/objects", method: "POST", headers: Self.type, body: bytes)
            }
            #expect(try post(first.bytes).status == 201)
            let lost = try post(second.bytes)
            #expect(lost.status == 409 && lost.json?["type"] == "/problems/conflict")
            let refused = try post(stranger.bytes)
            #expect(refused.status == 403)
            #expect(refused.json?["findings"]?.elements?.isEmpty == false)
            #expect([403, 422].contains(try post(changed).status))
            for bytes in ["{}", "not JSON", "[", "\u{0}"] {
                let response = try post(Array(bytes.utf8))
                #expect(response.status == 422 && response.json?["findings"]?.elements?.isEmpty == false, "\(bytes)")
            }
        }
    }

    @Test func `a body of another type or size is refused`() async throws {
        let library = try TestLibrary()
        let object = try library.bind()
        var limits = GatewayLimits()
        limits.bodyByteCount = object.bytes.count - 1
        try await TestServer.run(library.serve(writing: true), limits: limits) { port in
            #expect(try fetch(port, "/objects", method: "POST", body: [1]).status == 415)
            #expect(
                try fetch(port, "/objects", method: "POST", headers: ["Content-Type": "text/plain"], body: [1]).status
                    == 415)
            #expect(try fetch(port, "/objects", method: "POST", headers: Self.type, body: object.bytes).status == 413)
            // The length is not stated in advance.
            let client = try WireClient(port)
            client.send(
                "POST /objects HTTP/1.1\r\nHost: x\r\nContent-Type: application/vc\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            let digits = String(object.bytes.count, radix: 16)
            client.send(Array("\(digits)\r\n".utf8) + object.bytes + Array("\r\n0\r\n\r\n".utf8))
            #expect(try client.receive()?.status == 413)
            // 17 MB are refused by what the head says.
            let huge = try WireClient(port)
            huge.send(
                "POST /objects HTTP/1.1\r\nHost: x\r\nContent-Type: application/vc\r\nContent-Length: 17000000\r\n\r\n")
            #expect(try huge.receive()?.status == 413)
        }
    }

    @Test func `a server for reading takes nothing, and says why`() async throws {
        let library = try TestLibrary()
        let object = try library.bind()
        try await TestServer.run(library.serve()) { port in
            let response = try fetch(port, "/objects", method: "POST", headers: Self.type, body: object.bytes)
            #expect(response.status == 403 && response.json?["type"] == "/problems/publishing-off")
            #expect(response.json?["detail"]?.text?.contains("--publish") == true)
        }
    }
}
