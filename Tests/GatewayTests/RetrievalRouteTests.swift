import BinderyService
import BinderyTestSupport
import BoundKnowledge
import Foundation
import Gateway
import JSON
import KnowledgeRegistry
import Logging
import Testing

@Suite(.temporaryDirectory) struct RetrievalRouteTests {
    @Test(arguments: ["What+is+a+hash?", "hi,%20what's%20a%20HASH", "What%20is%20a%20hash%3F&lang=en"])
    func `a question finds its document, with its status and where it is`(query: String) async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind("What is a hash?"))
        try await TestServer.run(library.serve()) { port in
            let response = try fetch(port, "/resolve?q=\(query)")
            #expect(response.status == 200 && response.headers["content-type"] == "application/json")
            #expect(response.json?["result"] == "answer" && response.json?["language"] == "en")
            let document = try #require(response.json?["documents"]?.elements?.first)
            #expect(document["object"]?.text == "\(object.address)" && document["status"] == "current")
            #expect(document["verdict"] == "verified")
            #expect(
                response.headers["link"]
                    == "</objects/\(object.address)>; rel=\"cite-as\", </status/\(object.address)>; rel=\"status\"")
            #expect(response.headers["cache-control"] == "public, max-age=10")
            #expect(response.headers["vary"] == "Accept, Authorization")
            #expect(try fetch(port, "/resolve?q=\(query)", method: "HEAD").status == 200)
        }
    }

    @Test func `a question that no document has is told so, and told to nobody else`() async throws {
        let library = try TestLibrary()
        try library.publish(library.bind("What is a hash?"))
        let log = LogLines()
        try await TestServer.run(library.serve(), logger: log.logger) { port in
            for (path, kind) in [
                ("/resolve?q=my+secret+question", "unresolved"), ("/resolve?q=What+is+a+hash?&lang=de", "unresolved"),
                ("/resolve?lang=x+secret+x&q=a", "bad-request"), ("/search?limit=secret&q=secret", "bad-request"),
            ] {
                let response = try fetch(port, path)
                #expect(response.status == (kind == "unresolved" ? 404 : 400), "\(path)")
                #expect(response.json?["type"]?.text == "/problems/\(kind)")
                #expect(response.headers["content-type"] == "application/problem+json")
                #expect(response.headers["cache-control"] == "no-store")
                #expect(!response.text.contains("secret"))
                guard kind == "unresolved" else { continue }
                #expect(response.json?["result"] == "none" && response.json?["documents"] == [])
                #expect(response.json?["detail"]?.text?.contains("normal form") == true)
            }
            #expect(try fetch(port, "/search?q=secret").text == "{\"hits\":[]}\n")
        }
        #expect(log.text.contains("/resolve") && log.text.contains("/search") && !log.text.contains("secret"))
    }

    @Test func `several documents are choices, and a withdrawn one is gone`() async throws {
        let library = try TestLibrary()
        let choices = try ["What is salt?", "what is salt"].map { try library.publish(library.bind($0)) }
        let object = try library.publish(library.bind("What is pepper?"))
        let withdrawal = try library.publish(library.withdraw(object))
        try await TestServer.run(library.serve()) { port in
            let ambiguous = try fetch(port, "/resolve?q=what's+salt")
            #expect(ambiguous.status == 300 && ambiguous.json?["result"] == "ambiguous")
            #expect(ambiguous.json?["documents"]?.elements?.count == 2 && ambiguous.headers["location"] == nil)
            for choice in choices {
                #expect(ambiguous.headers["link"]?.contains("</objects/\(choice.address)>; rel=\"alternate\"") == true)
            }
            #expect(try fetch(port, "/resolve?q=what%20is%20salt").status == 200)

            let gone = try fetch(port, "/resolve?q=what+is+pepper")
            #expect(gone.status == 410 && gone.json?["type"] == "/problems/withdrawn")
            #expect(gone.json?["result"] == "withdrawn" && gone.headers["cache-control"] == "no-store")
            #expect(gone.text.contains("withdrawn by \(withdrawal.address)"))
            #expect(gone.headers["link"]?.contains("</objects/\(object.address)>; rel=\"cite-as\"") == true)
        }
    }

    @Test func `the bytes of a withdrawn document stay, and its status says what happened`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        let withdrawal = try library.publish(library.withdraw(object))
        try await TestServer.run(library.serve()) { port in
            for _ in 0..<2 {
                let response = try fetch(port, "/objects/\(object.address)")
                #expect(response.status == 200 && response.body == object.bytes)
                #expect(response.headers["link"]?.contains("</status/\(object.address)>; rel=\"status\"") == true)
            }
            let status = try #require(fetch(port, "/status/\(object.address)").json)
            #expect(status["status"] == "withdrawn" && status["withdrawnBy"]?.text == "\(withdrawal.address)")
            #expect(status["reason"] == "error" && status["severity"] == "stop")
            #expect(try fetch(port, "/search?q=hash").json?["hits"]?.elements?.map { $0["status"] } == ["withdrawn"])
        }
    }

    @Test func `a document in quarantine is not offered, stays readable, and says who contradicts it`() async throws {
        let library = try TestLibrary()
        let object = try library.publish(library.bind())
        try await TestServer.run(library.serve()) { port in
            #expect(try fetch(port, "/resolve?q=what's+a+hash").status == 200)
            let attestation = try library.publish(library.recompute(object, .contradicted))
            let refused = try fetch(port, "/resolve?q=what's+a+hash")
            #expect(refused.status == 410 && refused.json?["type"] == "/problems/quarantined")
            #expect(refused.json?["result"] == "quarantined" && refused.headers["cache-control"] == "no-store")
            #expect(refused.json?["documents"]?.elements?.first?["verdict"] == "verified")
            #expect(refused.text.contains("\(attestation.address)"))
            let status = try #require(fetch(port, "/status/\(object.address)").json)
            #expect(status["status"] == "quarantined" && status["quarantinedBy"]?.text == "\(attestation.address)")
            #expect(try fetch(port, "/search?q=hash").json?["hits"]?.elements?.map { $0["status"] } == ["quarantined"])
            #expect(try fetch(port, "/objects/\(object.address)").body == object.bytes)
            let html = ["Accept": "text/html"]
            let lineage = try #require(object.envelope.subject.lineage)
            let page = try fetch(port, "/resolve?q=what's+a+hash", headers: html)
            #expect(page.status == 303 && page.headers["location"] == "/documents/\(lineage)")
            #expect(try fetch(port, "/documents/\(lineage)", headers: html).text.contains("In quarantine"))
            #expect(try fetch(port, "/problems/quarantined").status == 200)

            try library.publish(library.recompute(object, .equivalent))
            #expect(try fetch(port, "/resolve?q=what's+a+hash").status == 200)
            #expect(try fetch(port, "/status/\(object.address)").json?["quarantinedBy"] == nil)
        }
    }

    @Test func `words find documents, the best first, and what is new at the next request`() async throws {
        let library = try TestLibrary()
        let salt = try library.publish(library.bind("What is salt?", "Random bytes for a hash.\n"))
        let hash = try library.publish(library.bind("What is a hash?", "A digest.\n"))
        try await TestServer.run(library.serve()) { port in
            func found(_ query: String) throws -> [String?] {
                try fetch(port, "/search?\(query)").json?["hits"]?.elements?.map { $0["object"]?.text } ?? []
            }
            #expect(try found("q=hash") == ["\(hash.address)", "\(salt.address)"])
            #expect(try found("q=hash&limit=1") == ["\(hash.address)"])
            #expect(try found("q=%22random+bytes%22") == ["\(salt.address)"])
            let hit = try #require(fetch(port, "/search?q=digest").json?["hits"]?.elements?.first)
            #expect(hit["passage"]?.elements?.first { $0["match"] == true }?["text"] == "digest")

            let pepper = try library.publish(library.bind("What is pepper?"))
            #expect(try found("q=pepper") == ["\(pepper.address)"])
            #expect(try fetch(port, "/resolve?q=what%27s+pepper").status == 200)
        }
    }

    @Test func `a restricted document answers and is found for holders of the token alone`() async throws {
        let library = try TestLibrary()
        let open = try library.publish(library.bind("What is salt?", "Public words.\n"))
        try library.publish(library.bind("what is salt", "Secret words.\n") { $0.distribution = .restricted })
        let first = try library.publish(library.bind("What is it?", "Early text.\n"))
        let second = try library.publish(
            library.bind("What is it?", "Later text.\n") { $0.distribution = .restricted })
        let (token, headers) = try TestLibrary.token()
        try await TestServer.run(library.serve(), token: token) { port in
            // Nothing tells it from none: no second choice, no later version, no hit.
            let anonymous = try fetch(port, "/resolve?q=what's+salt")
            #expect(anonymous.status == 200 && anonymous.text.contains("\(open.address)"))
            #expect(try fetch(port, "/resolve?q=what's+salt", headers: headers).status == 300)
            #expect(try fetch(port, "/search?q=secret").json?["hits"] == [])
            #expect(try fetch(port, "/search?q=secret", headers: headers).json?["hits"]?.elements?.count == 1)

            let early = try fetch(port, "/resolve?q=what+is+it")
            #expect(early.json?["documents"]?.elements?.first?["object"]?.text == "\(first.address)")
            #expect(early.json?["documents"]?.elements?.first?["status"] == "current")
            #expect(!early.text.contains("\(second.address)"))
            #expect(try fetch(port, "/status/\(first.address)").json?["status"] == "current")
            #expect(try fetch(port, "/search?q=early").json?["hits"]?.elements?.count == 1)
            #expect(try fetch(port, "/search?q=later").json?["hits"] == [])

            let later = try fetch(port, "/resolve?q=what+is+it", headers: headers)
            #expect(later.json?["documents"]?.elements?.first?["object"]?.text == "\(second.address)")
            #expect(later.headers["cache-control"] == "private, no-store")
            #expect(try fetch(port, "/status/\(first.address)", headers: headers).json?["status"] == "superseded")
            #expect(try fetch(port, "/search?q=early", headers: headers).json?["hits"] == [])
            #expect(try fetch(port, "/search?q=later", headers: headers).json?["hits"]?.elements?.count == 1)
        }
    }

    @Test(arguments: [
        ("/resolve", "q", "is missing"), ("/resolve?q=", "q", "is empty"), ("/resolve?q=+%E3%80%80", "q", "is empty"),
        ("/resolve?q=a&q=b", "q", "stands 2 times"), ("/resolve?q=%FF", "q", "is not UTF-8"),
        ("/resolve?q=%4", "q", "percent-encoding"), ("/resolve?q=a&lang=d_e", "lang", "BCP 47"),
        ("/resolve?q=" + String(repeating: "a", count: 2_001), "q", "2001 bytes"),
        ("/search?limit=5", "q", "is missing"),
        ("/search?q=a&limit=0", "limit", "1 to 50"), ("/search?q=a&limit=51", "limit", "1 to 50"),
        ("/changes?after=x", "after", "-1 on"), ("/changes?limit=201", "limit", "1 to 200"),
    ])
    func `a parameter that means nothing is named`(path: String, name: String, problem: String) async throws {
        let library = try TestLibrary()
        try await TestServer.run(library.serve()) { port in
            let response = try fetch(port, path)
            #expect(response.status == 400 && response.json?["type"] == "/problems/bad-request")
            #expect(response.json?["parameter"]?.text == name)
            #expect(response.json?["detail"]?.text?.contains(problem) == true, "\(response.text)")
        }
    }

    @Test func `documents are judged under the trust root that is given or pinned`() async throws {
        let library = try TestLibrary()
        try library.publish(library.bind("What is a hash?"))
        var stranger = TestLibrary.environment
        stranger.configurationFolder = TemporaryDirectory.file("elsewhere")
        let path = library.founding.path
        for (root, verdict) in [(nil, "signer-unknown"), (library.founding.root, "verified")] {
            let served = try ServedLibrary(opening: path, for: Bindery(stranger), root: root)
            #expect(try served.pinnedRoot() == root)
            try await TestServer.run(served) { port in
                let document = try fetch(port, "/resolve?q=what+is+a+hash").json?["documents"]?.elements?.first
                #expect(document?["verdict"]?.text == verdict)
            }
        }
        let wrong = try #require(Address("sha256:" + String(repeating: "0", count: 64)))
        let error = #expect(throws: RegistryError.self) {
            try ServedLibrary(opening: path, for: Bindery(stranger), root: wrong)
        }
        #expect(error?.code == .refused)
    }
}
