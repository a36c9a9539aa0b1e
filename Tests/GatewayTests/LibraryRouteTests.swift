import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import Gateway
import JSON
import Testing

@Suite(.temporaryDirectory) struct LibraryRouteTests {
    @Test func `what another process publishes is there at the next request`() async throws {
        let library = try TestLibrary()
        let first = try library.publish(library.bind())
        let lineage = try #require(first.document).lineage
        try await TestServer.run(library.serve()) { port in
            let before = try fetch(port, "/documents/\(lineage)")
            #expect(before.status == 303 && before.headers["location"] == "/objects/\(first.address)")
            #expect(before.headers["cache-control"] == "public, max-age=10")
            #expect(try fetch(port, "/status/\(first.address)").json?["status"] == "current")

            let second = try library.publish(library.bind("What is a hash?", "Another text.\n"))

            #expect(try fetch(port, "/documents/\(lineage)").headers["location"] == "/objects/\(second.address)")
            let link = try #require(fetch(port, "/objects/\(second.address)").headers["link"])
            #expect(link.contains("</objects/\(first.address)>; rel=\"predecessor-version\""))
            let status = try #require(fetch(port, "/status/\(first.address)").json)
            #expect(status["status"] == "superseded" && status["supersededBy"]?.text == "\(second.address)")
            let versions = try fetch(port, "/documents/\(lineage)/versions").json?["versions"]?.elements ?? []
            #expect(versions.map { $0["object"]?.text } == ["\(second.address)", "\(first.address)"])
            #expect(versions.map { $0["status"]?.text } == ["current", "superseded"])
        }
    }

    @Test func `changes come in pages, in order of publication`() async throws {
        let library = try TestLibrary()
        let objects = try (0..<5).map { try library.publish(library.bind("Question \($0)?")) }
        let all = ["\(library.founding.root)"] + objects.map { "\($0.address)" }
        try await TestServer.run(library.serve()) { port in
            var seen: [String] = []
            var after = "-1"
            var pageCount = 0
            while true {
                let page = try #require(fetch(port, "/changes?after=\(after)&limit=4").json)
                seen += (page["changes"]?.elements ?? []).compactMap { $0["object"]?.text }
                pageCount += 1
                guard case .integer(let next)? = page["next"], page["more"] == true else { break }
                after = "\(next)"
            }
            #expect(seen == all && pageCount == 2)
            #expect(try fetch(port, "/changes").json?["changes"]?.elements?.count == 6)
            for query in [
                "after=x", "after=-2", "limit=0", "limit=201", "page=0", "page=1000001", "after=9007199254740992",
            ] {
                #expect(try fetch(port, "/changes?\(query)").status == 400, "\(query)")
            }
            #expect(try fetch(port, "/changes?after=9007199254740991").json?["changes"] == [])
        }
    }

    @Test func `the feed is well-formed whatever the texts hold`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind("Is 1 < 2 && \"x\" > <script>?"))
        try await TestServer.run(library.serve()) { port in
            let feed = try fetch(port, "/feed.atom")
            #expect(feed.headers["content-type"] == "application/atom+xml; charset=utf-8")
            #expect(feed.text.contains("<title>My &amp; library</title>"))
            #expect(feed.text.contains("Is 1 &lt; 2 &amp;&amp; &quot;x&quot; &gt; &lt;script&gt;?"))
            #expect(feed.text.contains("href=\"/objects/\(object.address)\""))
            try Data(feed.body).write(to: URL(fileURLWithPath: TemporaryDirectory.file("feed.xml")))
        }
        let parsed = try BinderyProgram(in: TemporaryDirectory.current).shell(
            "python3 -c 'import xml.etree.ElementTree as x; print(len(x.parse(\"feed.xml\").getroot()))'")
        // Id, title, updated, link, the trust root and the document.
        #expect(parsed.text == "6\n", "\(parsed.diagnostics)")
    }

    @Test func `a restricted document is there for holders of the token alone`() async throws {
        let library = try TestLibrary()
        let open = try library.publish(library.bind("Open?"))
        let secret = try library.publish(library.bind("Secret?") { $0.distribution = .restricted })
        let lineage = try #require(secret.document).lineage
        let text = String(repeating: "t", count: 24)
        let file = TemporaryDirectory.file("token")
        #expect(FileManager.default.createFile(atPath: file, contents: Data("\(text)\n".utf8)))
        #expect(chmod(file, 0o600) == 0)
        let paths = [
            "/objects/\(secret.address)", "/status/\(secret.address)", "/documents/\(lineage)",
            "/documents/\(lineage)/versions",
        ]
        for token in [nil, try ReadToken(file: file)] {
            try await TestServer.run(library.serve(), token: token) { port in
                for _ in 0..<2 {
                    for path in paths { #expect(try fetch(port, path).status == 404, "\(path)") }
                    #expect(try !fetch(port, "/changes").text.contains("\(secret.address)"))
                    #expect(try !fetch(port, "/feed.atom").text.contains("Secret"))
                    #expect(try fetch(port, "/objects/\(open.address)").status == 200)
                    for wrong in ["Bearer \(text.dropLast())", "Bearer \(text)t", "Basic \(text)", "Bearer", ""] {
                        let response = try fetch(port, paths[0], headers: ["Authorization": wrong])
                        #expect(response.status == 401 && response.headers["www-authenticate"] == "Bearer", "\(wrong)")
                    }
                    guard token != nil else { continue }
                    let headers = ["Authorization": "bearer \(text)"]
                    let response = try fetch(port, paths[0], headers: headers)
                    #expect(response.body == secret.bytes && response.headers["cache-control"] == "private, no-store")
                    for path in paths { #expect(try fetch(port, path, headers: headers).status < 400, "\(path)") }
                    #expect(try fetch(port, "/changes", headers: headers).text.contains("\(secret.address)"))
                }
            }
        }
    }

    @Test func `the withdrawal of a restricted document is there for holders of the token alone`() async throws {
        let library = try TestLibrary()
        let open = try library.publish(library.bind("Open?"))
        let shown = try library.publish(library.withdraw(open))
        let secret = try library.publish(library.bind("Secret?") { $0.distribution = .restricted })
        // Its name repeats the question.
        let hidden = try library.publish(library.withdraw(secret))
        let (token, headers) = try TestLibrary.token()
        let html = ["Accept": "text/html"]
        try await TestServer.run(library.serve(), token: token) { port in
            for path in ["/objects/\(hidden.address)", "/status/\(hidden.address)"] {
                #expect(try fetch(port, path, headers: headers).status == 200, "\(path)")
                #expect(
                    try fetch(port, path).status == 404 && fetch(port, path, headers: html).status == 404, "\(path)")
            }
            #expect(try fetch(port, "/objects/\(hidden.address).jsonld").status == 404)
            for path in ["/", "/changes", "/feed.atom", "/search?q=secret"] {
                for text in [try fetch(port, path).text, try fetch(port, path, headers: html).text] {
                    #expect(!text.contains("Secret") && !text.contains("\(hidden.address)"), "\(path)")
                }
            }
            #expect(try fetch(port, "/changes", headers: headers).text.contains("\(hidden.address)"))
            #expect(try fetch(port, "/objects/\(shown.address)").status == 200)
            #expect(try fetch(port, "/status/\(open.address)").text.contains("withdrawn"))
        }
    }

    @Test(arguments: [(UInt32(0o644), 24), (0o640, 24), (0o600, 23), (0o600, 0)])
    func `a token that others can read or guess is refused`(mode: UInt32, count: Int) throws {
        let file = TemporaryDirectory.file("token")
        let text = String(repeating: "t", count: count)
        #expect(FileManager.default.createFile(atPath: file, contents: Data("\(text)\nand more".utf8)))
        #expect(chmod(file, mode) == 0)
        let error = #expect(throws: ServiceError.self) { try ReadToken(file: file) }
        #expect(error?.code == (mode == 0o600 ? .badData : .noPermission))
    }

    @Test func `a store that goes away turns the server unready until it is back`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        let path = library.founding.path
        let lineage = try #require(object.document).lineage
        try await TestServer.run(library.serve(writing: true)) { port in
            #expect(try fetch(port, "/readyz").status == 200)
            try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
            let gone = try fetch(port, "/readyz")
            #expect(gone.status == 503 && gone.headers["retry-after"] != nil)
            #expect(try fetch(port, "/documents/\(lineage)").status == 503)
            #expect(try fetch(port, "/healthz").text == "ok\n")
            // Another folder with the same history, as after a restore.
            try FileManager.default.copyItem(atPath: path + ".away", toPath: path)
            #expect(try fetch(port, "/readyz").status == 200)
            #expect(try fetch(port, "/documents/\(lineage)").status == 303)
            let next = try library.bind("After the restore?")
            let response = try fetch(
                port, "/objects", method: "POST", headers: ["Content-Type": "application/vc"], body: next.bytes)
            #expect(response.status == 201)
        }
    }

    @Test func `the front page and the pages of problems exist`() async throws {
        let library = try TestLibrary()
        try await TestServer.run(library.serve()) { port in
            #expect(try fetch(port, "/").json?["name"] == "My & library")
            let problem = try #require(fetch(port, "/nowhere").json)
            #expect(problem["status"] == 404 && problem["title"] != nil && problem["detail"] != nil)
            #expect(try fetch(port, problem["type"]?.text ?? "").text.contains("page"))
            #expect(try fetch(port, "/problems/none").status == 404)
        }
    }
}
