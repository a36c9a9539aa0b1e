import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import Gateway
import JSON
import Synchronization
import Testing

/// Many clients at a time.
@Suite(.temporaryDirectory) struct LoadTests {
    @Test func `readers see no error while others publish, and what is new appears`() async throws {
        let library = try TestLibrary()
        let old = try (0..<8).map { try library.publish(library.bind("Question \($0)?")) }
        let new = try (8..<16).map { try library.bind("Question \($0)?") }
        try await TestServer.run(library.serve(writing: true)) { port in
            let isPublishing = Mutex(true)
            let wrong = Mutex<[String]>([])
            let readCount = Mutex(0)
            // One of five publishes, the others read what there is: from memory, from git, from the indexes.
            DispatchQueue.concurrentPerform(iterations: 5) { thread in
                do {
                    guard thread > 0 else {
                        defer { isPublishing.withLock { $0 = false } }
                        for object in new {
                            let response = try fetch(
                                port, "/objects", method: "POST", headers: ["Content-Type": "application/vc"],
                                body: object.bytes)
                            if response.status != 201 { wrong.withLock { $0.append("POST \(response.status)") } }
                        }
                        return
                    }
                    let paths =
                        old.map { "/objects/\($0.address)" } + ["/changes", "/resolve?q=question+1", "/feed.atom"]
                    let client = try WireClient(port)
                    var index = thread
                    while isPublishing.withLock({ $0 }) {
                        let path = paths[index % paths.count]
                        index += 1
                        client.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                        let status = try client.receive()?.status
                        if status != 200 { wrong.withLock { $0.append("\(path) \(status ?? 0)") } }
                        readCount.withLock { $0 += 1 }
                    }
                } catch {
                    wrong.withLock { $0.append("\(error)") }
                }
            }
            #expect(wrong.withLock { $0 } == [] && readCount.withLock { $0 } > 0)
            for object in new {
                let response = try fetch(port, "/objects/\(object.address)")
                #expect(response.body == object.bytes)
            }
        }
    }

    @Test func `5000 connections may rest, and cost little memory each`() async throws {
        let count = 5_000
        // The server's ends are of this process too, and other tests have files open.
        let isEnough = OpenFiles.raiseLimit() >= 2 * count + 1_000
        try #require(isEnough || ProcessInfo.processInfo.environment["CI"] == nil)
        guard isEnough else {
            print("skipped: 5000 connections need 11000 open files, and the hard limit forbids them")
            return
        }
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        let request = "GET /objects/\(object.address) HTTP/1.1\r\nHost: x\r\n\r\n"
        try await TestServer.run(library.serve()) { port in
            #expect(try fetch(port, "/objects/\(object.address)").status == 200)
            let before = try Self.residentByteCount()
            var clients: [WireClient] = []
            for _ in 0..<count { clients.append(try WireClient(port)) }
            // The last one has been taken up when it is answered.
            for client in [clients[0], clients[count / 2], clients[count - 1]] {
                client.send(request)
                #expect(try client.receive()?.body == object.bytes)
            }
            let each = (try Self.residentByteCount() - before) / count
            #expect(each < 48 << 10, "\(each) bytes a connection")
            for client in clients { client.send(request) }
            for client in clients { #expect(try client.receive()?.status == 200) }
        }
    }

    private static func residentByteCount() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
