import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import KnowledgeRegistry
import Testing

@Suite(.temporaryDirectory) struct PageRouteTests {
    /// What a browser sends when somebody follows a link.
    private static let browser = [
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
    ]

    private func lineage(_ object: BoundObject) throws -> LineageID { try #require(object.document).lineage }

    @Test func `a browser gets pages, and a program what it always got`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind("What is a hash?") { $0.topics = ["crypto graphy"] })
        let lineage = try lineage(object)
        try await TestServer.run(library.serve()) { port in
            for path in [
                "/", "/objects/\(object.address)", "/documents/\(lineage)", "/documents/\(lineage)/versions",
                "/changes",
                "/search?q=hash", "/problems/conflict",
            ] {
                let page = try fetch(port, path, headers: Self.browser)
                #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8", "\(path)")
                #expect(page.headers["vary"] == "Accept, Authorization", "\(path)")
                let other = try fetch(port, path)
                #expect(other.headers["content-type"] != page.headers["content-type"], "\(path)")
                #expect(other.headers["vary"]?.contains("Accept") == true, "\(path)")
            }
            for path in [
                "/about", "/topics/crypto+graphy", "/documents/\(lineage)/versions/1", "/documents/\(lineage)/diff/1/1",
            ] {
                #expect(try fetch(port, path).headers["content-type"] == "text/html; charset=utf-8", "\(path)")
            }
            #expect(try fetch(port, "/objects/\(object.address)").body == object.bytes)
            #expect(
                try fetch(port, "/objects/\(object.address)", headers: Self.browser).text.contains("What is a hash?"))
        }
    }

    @Test func `bytes and answer have addresses at which a browser gets them too`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        let root = library.founding.root
        try await TestServer.run(library.serve()) { port in
            let bytes = try fetch(port, "/objects/\(object.address).jsonld", headers: Self.browser)
            #expect(bytes.body == object.bytes && bytes.headers["content-type"] == "application/vc")
            #expect(bytes.headers["etag"] == "\"\(object.address)\"")
            let answer = try fetch(port, "/objects/\(object.address).md", headers: Self.browser)
            #expect(answer.text == "A short number.\n")
            #expect(answer.headers["content-type"] == "text/markdown; charset=utf-8")
            #expect(try fetch(port, "/objects/\(root).md").status == 404)
            let page = try fetch(port, "/objects/\(root)", headers: Self.browser)
            #expect(page.status == 200 && page.text.contains("trust root"))
        }
    }

    @Test func `a page runs nothing, loads its stylesheet and is sent once`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        try await TestServer.run(library.serve()) { port in
            let path = "/objects/\(object.address)"
            // The object is cached before its page is asked for.
            _ = try fetch(port, path)
            let page = try fetch(port, path, headers: Self.browser)
            #expect(
                page.headers["content-security-policy"]
                    == "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            )
            #expect(page.headers["x-content-type-options"] == "nosniff")
            #expect(page.headers["referrer-policy"] == "no-referrer")
            #expect(page.headers["cache-control"] == "public, max-age=10")
            let tag = try #require(page.headers["etag"])
            #expect(tag.hasPrefix("W/\"") && !tag.contains("\(object.address.digest)"))
            let again = try fetch(port, path, headers: Self.browser.merging(["If-None-Match": tag]) { $1 })
            #expect(again.status == 304 && again.body.isEmpty && again.headers["etag"] == tag)
            // The tag of the page does not stand for the bytes.
            #expect(try fetch(port, path, headers: ["If-None-Match": tag]).status == 200)
            #expect(try fetch(port, path, headers: ["Accept": "application/vc"]).body == object.bytes)
            let style = try fetch(port, "/style.css")
            #expect(style.status == 200 && style.headers["content-type"] == "text/css; charset=utf-8")
            let styleTag = try #require(style.headers["etag"])
            #expect(try fetch(port, "/style.css", headers: ["If-None-Match": styleTag]).status == 304)
            let head = try fetch(port, path, method: "HEAD", headers: Self.browser)
            #expect(head.status == 200 && head.body.isEmpty && head.headers["etag"] == tag)
        }
    }

    @Test func `a problem is a page for people`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        let lineage = try lineage(object)
        try await TestServer.run(library.serve()) { port in
            for (path, status) in [
                ("/nothing", 404), ("/documents/\(lineage)/versions/2", 404),
                ("/documents/\(lineage)/versions/01", 404),
                ("/topics/none", 404), ("/topics/%2e%2e", 404), ("/changes?page=9", 404), ("/changes?page=0", 400),
                ("/search?q=\(String(repeating: "a", count: 3_000))", 400), ("/resolve?q=what+else", 404),
                ("/documents/\(lineage)/diff/1/2", 404),
            ] {
                let page = try fetch(port, path, headers: Self.browser)
                #expect(page.status == status && page.headers["content-type"] == "text/html; charset=utf-8", "\(path)")
                #expect(
                    page.text.contains("To the front page") && page.headers["cache-control"] == "no-store", "\(path)")
                #expect(page.headers["content-security-policy"] != nil && page.headers["etag"] == nil, "\(path)")
            }
            let refused = try fetch(port, "/", method: "PUT", headers: Self.browser)
            #expect(refused.status == 405 && refused.headers["allow"] == "GET, HEAD")
            #expect(try fetch(port, "/nothing").headers["content-type"] == "application/problem+json")
        }
    }

    @Test func `a form finds documents, and a question leads to its document`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind("What is a hash?", "A <b>short</b> number.\n"))
        let lineage = try lineage(object)
        try await TestServer.run(library.serve()) { port in
            let found = try fetch(port, "/search?q=short+%3Cscript%3E", headers: Self.browser).text
            #expect(found.contains("value=\"short &lt;script&gt;\"") && found.contains("No document"))
            let hit = try fetch(port, "/search?q=short", headers: Self.browser).text
            #expect(hit.contains("<mark>short</mark>") && hit.contains("/documents/\(lineage)"))
            #expect(hit.contains("A &lt;b&gt;"))
            for query in ["", "?q=", "?q=+"] {
                let page = try fetch(port, "/search\(query)", headers: Self.browser)
                #expect(page.status == 200 && !page.text.contains("No document"), "\(query)")
            }
            let answer = try fetch(port, "/resolve?q=what%20is%20a%20hash", headers: Self.browser)
            #expect(answer.status == 303 && answer.headers["location"] == "/documents/\(lineage)")
        }
    }

    @Test func `a restricted document has pages for holders of the token alone`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(
            library.bind("Secret?") {
                $0.distribution = .restricted; $0.topics = ["t"]
            })
        let lineage = try lineage(object)
        let (token, headers) = try TestLibrary.token()
        try await TestServer.run(library.serve(), token: token) { port in
            for path in [
                "/objects/\(object.address)", "/documents/\(lineage)", "/documents/\(lineage)/versions/1", "/topics/t",
                "/objects/\(object.address).md",
            ] {
                #expect(try fetch(port, path, headers: Self.browser).status == 404, "\(path)")
                let page = try fetch(port, path, headers: Self.browser.merging(headers) { $1 })
                #expect(page.status == 200 && page.headers["cache-control"] == "private, no-store", "\(path)")
            }
            for path in ["/", "/changes", "/search?q=secret", "/about"] {
                #expect(try !fetch(port, path, headers: Self.browser).text.contains("Secret?"), "\(path)")
            }
        }
    }

    @Test func `no page shows what a withheld object says`() async throws {
        let library = try TestLibrary()
        let first = try library.publish(library.bind("What is the word?", "The word is plugh.\n") { $0.topics = ["t"] })
        let lineage = try lineage(first)
        let other = try library.publish(library.bind("What is the hidden word?", "Plugh.\n") { $0.topics = ["t"] })
        let withdrawal = try library.publish(library.withdraw(other))
        let second = try library.publish(library.bind("What is the word?", "It is withheld.\n"))
        let file = TemporaryDirectory.file("withheld")
        try Data("\(first.address) a court\n\(other.address) a court\n".utf8).write(to: URL(fileURLWithPath: file))
        let hidden = try self.lineage(other)
        try await TestServer.run(library.serve(withheldFile: WithheldFile(file))) { port in
            for path in [
                "/objects/\(first.address)", "/objects/\(first.address).md", "/documents/\(lineage)/versions/1",
                "/documents/\(lineage)/diff/1/2", "/documents/\(hidden)", "/documents/\(hidden)/versions",
                "/objects/\(withdrawal.address)",
            ] {
                let page = try fetch(port, path, headers: Self.browser)
                #expect(page.status == 451 && page.text.contains("a court"), "\(path)")
                #expect(!page.text.contains("plugh") && !page.text.contains("hidden"), "\(path)")
            }
            for path in [
                "/", "/changes", "/search?q=plugh", "/topics/t", "/documents/\(lineage)",
                "/documents/\(lineage)/versions",
            ] {
                let page = try fetch(port, path, headers: Self.browser)
                #expect(!page.text.contains("plugh.") && !page.text.contains("hidden"), "\(path)")
            }
            #expect(
                try fetch(port, "/objects/\(second.address)", headers: Self.browser).text.contains("It is withheld."))
        }
    }

    @Test(arguments: [
        ("library.example", "https://library.example/objects"), ("127.0.0.1:8", "http://127.0.0.1:8/objects"),
        ("[::1]:8", "http://[::1]:8/objects"),
    ])
    func `commands name the host that the reader reached`(host: String, text: String) async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        try await TestServer.run(library.serve()) { port in
            let client = try WireClient(port)
            client.send(
                Array("GET /objects/\(object.address) HTTP/1.1\r\nHost: \(host)\r\nAccept: text/html\r\n\r\n".utf8))
            let page = try #require(try client.receive(headOnly: false))
            #expect(page.text.contains("curl -s &quot;\(text)"))
        }
    }
}
