import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import Gateway
import JSON
import Testing

@Suite(.temporaryDirectory) struct WithheldTests {
    private static var path: String { TemporaryDirectory.file("withheld") }

    private static func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// Waits until the server has read the list again.
    private static func wait(_ port: UInt16, for object: BoundObject, toBe status: Int) throws {
        for _ in 0..<1_000 where try fetch(port, "/objects/\(object.address)").status != status { usleep(10_000) }
    }

    @Test func `a withheld object is 451 with its basis, from no cache and to none`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        try Self.write(
            """
            # What the court said.

            \(object.address) order 12 of a court, see https://example.org/orders/12 for more

            """)
        try await TestServer.run(library.serve(withheldFile: WithheldFile(Self.path))) { port in
            let path = "/objects/\(object.address)"
            for headers in [[:], ["If-None-Match": "\"\(object.address)\""], ["Accept": "text/markdown"], [:]] {
                let response = try fetch(port, path, headers: headers)
                #expect(response.status == 451 && response.json?["type"] == "/problems/withheld")
                #expect(response.json?["object"]?.text == "\(object.address)")
                #expect(
                    response.json?["basis"] == "order 12 of a court, see https://example.org/orders/12 for more")
                #expect(response.headers["link"] == "<https://example.org/orders/12>; rel=\"blocked-by\"")
                #expect(response.headers["cache-control"] == "no-store")
            }
            #expect(try fetch(port, path, method: "HEAD").status == 451)
        }
    }

    @Test func `no other page shows what a withheld object says`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind("What is the hidden word?", "The hidden word is plugh.\n"))
        let shown = try library.publish(library.bind("What is a word?", "A word is not plugh.\n"))
        try library.publish(library.withdraw(object))
        let choices = try ["What is left?", "what is left"].map { try library.publish(library.bind($0)) }
        try Self.write(
            "\(object.address) a demand\n\(choices[0].address) a demand\n")
        let lineage = try #require(object.document).lineage
        try await TestServer.run(library.serve(withheldFile: WithheldFile(Self.path))) { port in
            let resolved = try fetch(port, "/resolve?q=what+is+the+hidden+word")
            #expect(resolved.status == 451 && resolved.json?["object"]?.text == "\(object.address)")
            let hits = try fetch(port, "/search?q=plugh").json?["hits"]?.elements ?? []
            #expect(hits.map { $0["object"]?.text } == ["\(shown.address)"])
            #expect(try fetch(port, "/search?q=plugh&limit=1").json?["hits"]?.elements?.count == 1)
            let ambiguous = try fetch(port, "/resolve?q=what's+left")
            #expect(ambiguous.status == 300 && ambiguous.json?["documents"]?.elements?.count == 1)
            #expect(!ambiguous.text.contains("\(choices[0].address)"))
            #expect(ambiguous.headers["link"] == "</objects/\(choices[1].address)>; rel=\"alternate\"")
            let status = try fetch(port, "/status/\(object.address)")
            #expect(status.status == 200 && status.json?["status"] == "withdrawn")
            let document = try fetch(port, "/documents/\(lineage)")
            #expect(document.status == 303 && document.headers["location"] == "/objects/\(object.address)")
            let feed = try fetch(port, "/feed.atom")
            #expect(feed.text.contains("<title>\(object.address)</title>") && feed.text.contains("What is a word?"))
            let pages =
                [status, document, feed, try fetch(port, "/changes"), resolved]
                + [try fetch(port, "/documents/\(lineage)/versions"), try fetch(port, "/")]
            for page in pages { #expect(!page.text.contains("plugh") && !page.text.contains("hidden"), "\(page.text)") }
        }
    }

    @Test func `the list is read again when it changes, and counts at once for what is in memory`() async throws {
        let library = try TestLibrary()
        let (first, second) = (try library.publish(library.bind("One?")), try library.publish(library.bind("Two?")))
        try Self.write("")
        let log = LogLines()
        try await TestServer.run(library.serve(withheldFile: WithheldFile(Self.path)), logger: log.logger) { port in
            for object in [first, second, first, second] {
                #expect(try fetch(port, "/objects/\(object.address)").status == 200)
            }
            try Self.write("\(first.address) a demand\n")
            try Self.wait(port, for: first, toBe: 451)
            for _ in 0..<3 { #expect(try fetch(port, "/objects/\(first.address)").status == 451) }
            #expect(try fetch(port, "/objects/\(second.address)").body == second.bytes)

            // What cannot be read releases nothing.
            try Self.write("\(second.address) a demand\nnonsense\n")
            while !log.text.contains("withheld:2") { usleep(10_000) }
            #expect(try fetch(port, "/objects/\(first.address)").status == 451)
            #expect(try fetch(port, "/objects/\(second.address)").status == 200)

            try Self.write("\(second.address) a demand\n")
            try Self.wait(port, for: second, toBe: 451)
            for _ in 0..<3 { #expect(try fetch(port, "/objects/\(first.address)").body == first.bytes) }
        }
    }

    @Test func `a restricted document that is withheld is still there for nobody without the token`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind("Secret?") { $0.distribution = .restricted })
        try Self.write("\(object.address) a demand\n")
        let (token, headers) = try TestLibrary.token()
        try await TestServer.run(library.serve(withheldFile: WithheldFile(Self.path)), token: token) { port in
            let (anonymous, member) = (
                try fetch(port, "/objects/\(object.address)"),
                try fetch(port, "/objects/\(object.address)", headers: headers)
            )
            #expect(anonymous.status == 404 && member.status == 451)
        }
    }

    @Test(arguments: [
        "nonsense", "sha256:00 a demand", "sha256:\(String(repeating: "0", count: 64))",
        "sha256:\(String(repeating: "0", count: 64))  \t", "sha256:\(String(repeating: "A", count: 64)) a demand",
        "sha256:\(String(repeating: "0", count: 64)) \u{1b}[31m", "#\u{0}\nx",
        "sha256:\(String(repeating: "0", count: 64)) \(String(repeating: "a", count: 2_000))",
        "sha256:\(String(repeating: "1", count: 64)) twice",
    ])
    func `a malformed line is named by file and line`(line: String) throws {
        try Self.write("# a list\r\n\nsha256:\(String(repeating: "1", count: 64)) a demand\r\n" + line)
        let error = #expect(throws: ServiceError.self) { try WithheldFile(Self.path) }
        #expect(error?.code == .badData)
        #expect(error?.location == Self.path + (line.hasPrefix("#") ? ":5" : ":4"))
    }

    @Test(arguments: [
        ("see https://example.org/a", "https://example.org/a"), ("http://example.org", "http://example.org"),
        ("none", nil), ("ftp://example.org", nil), ("https://example.org/>;rel=\"x\"", nil),
        ("https://exämple.org https://example.org", "https://example.org"),
    ])
    func `the first URL of a basis names who withholds`(basis: String, url: String?) throws {
        let address = "sha256:" + String(repeating: "0", count: 64)
        let list = try WithheldObjects(parsing: Array("\(address) \(basis)".utf8), of: "list")
        #expect(list[try #require(Address(address))]?.url == url)
    }
}
