import BinderyClient
import BinderyTestSupport
import BoundKnowledge
import HTTPClient
import JSON
import Retrieval
import Testing

/// The client library against `bindery serve`.
@Suite(.temporaryDirectory, .timeLimit(.minutes(2))) struct ClientTests {
    private func client(of library: TestLibrary, at url: String) throws -> BinderyClient {
        let root = try #require(Address(library.root))
        return BinderyClient(
            mirrors: [try HTTPLocation(url)], trustRoot: root,
            cache: ObjectCache(folder: TemporaryDirectory.file("cache")))
    }

    @Test func `an object is fetched, verified and followed to its newest version and its withdrawal`() async throws {
        let library = try TestLibrary()
        let first = try #require(Address(try library.bound("What is a hash?", "One.\n")))
        _ = try library.bound("What is a hash?", "Two.\n")
        let third = try #require(Address(try library.bound("What is a hash?", "Three.\n")))
        _ = try await library.served { url in
            let client = try client(of: library, at: url)
            let fetched = try await client.object(at: first)
            #expect(fetched.verdict == .verified && fetched.mirrorFindings.isEmpty)
            #expect(fetched.document?.answer.text == "One.\n")
            let standing = try await client.follow(first)
            #expect(standing.newest.address == third && standing.end == .noneKnown)

            let withdrawn = try library.run(
                ["withdraw", "\(third)", "--reason", "error", "--key", "publisher.pem"])
            try #require(withdrawn.status == 0, "\(withdrawn.diagnostics)")
            let later = try await client.follow(first)
            #expect(later.end == .withdrawn && later.steps.count == 2)
            #expect(try await client.follow(third).verification.verdict == .stale)
        }
    }

    @Test func `trust roots that followed the pinned one are found and proved`() async throws {
        let library = try TestLibrary()
        try TestLibrary.writeKey("successor")
        try #require(try library.rotate([]).status == 0)
        try #require(try library.rotate(["--add", "publisher=successor.pem"]).status == 0)
        try library.write(Array("An answer.\n".utf8), to: "answer.md")
        let bound = try library.run(
            ["bind", "What is new?", "--answer", "answer.md", "--key", "successor.pem", "--json"])
        let object = try #require(bound.json["object"]?.text.flatMap { Address($0) })
        _ = try await library.served { url in
            let fetched = try await client(of: library, at: url).object(at: object)
            #expect(fetched.verdict == .verified && fetched.mirrorFindings.isEmpty)
        }
    }

    /// A server without the page says 404, which is no answer either.
    @Test func `a question is resolved, and what is found is proved`() async throws {
        let library = try TestLibrary()
        let (bytes, salt) = (try library.bound("What is a hash?"), try library.bound("What is salt?"))
        let withdrawn = try library.run(["withdraw", salt, "--reason", "error", "--key", "publisher.pem"])
        try #require(withdrawn.status == 0, "\(withdrawn.diagnostics)")
        _ = try await library.served { url in
            let client = try client(of: library, at: url)
            let found = try await client.resolve("what is a hash", language: "en")
            #expect(found.told == .answer && found.candidates.map { "\($0.object.address)" } == [bytes])
            #expect(found.candidates.first?.match == .questionForm && found.answer != nil && found.findings.isEmpty)
            #expect(try await client.resolve("What is salt?", language: "en").told == .withdrawn)
            #expect(try await client.resolve("What is pepper?", language: "en").told == .none)
        }
    }

    @Test func `get and verify read from servers and keep what they fetched`() throws {
        let library = try TestLibrary()
        let object = try library.bound("What is a hash?")
        let whole = try library.run("get", object).output
        let nobody = ["--from", "http://127.0.0.1:1"]
        let common = ["--root", library.root, "--cache", "cache"]
        _ = try library.served { url in
            let got = try library.program.run(["get", object, "--from", url] + nobody + common)
            #expect(got.status == 0 && got.output == whole, "\(got.diagnostics)")
            // The one that is away is named: it could have told of a newer trust root.
            #expect(got.diagnostics.hasPrefix("mirror http://127.0.0.1:1:"))
            let verified = try library.program.run(["verify", object, "--from", url, "--json"] + common)
            #expect(verified.status == 0 && verified.verdict == "verified", "\(verified.diagnostics)")
            #expect(verified.json["status"] == "current" && verified.findingCodes == ["absence-unproved"])

            _ = try library.bound("What is a hash?", "Another.\n")
            let superseded = try library.program.run(
                ["verify", object, "--from", url, "--json", "--require-current"] + common)
            #expect(superseded.status == 1 && superseded.json["status"] == "superseded")
        }
        // From the cache: nobody is there any more, which is said.
        let kept = try library.program.run(["get", object, "--answer"] + nobody + common)
        #expect(kept.status == 0 && kept.text == "An answer.\n")
        #expect(kept.diagnostics.contains("http://127.0.0.1:1"))
        let unknown = try library.program.run(["verify", object, "--json"] + nobody + common)
        #expect(unknown.json["status"] == "unknown" && unknown.findingCodes.contains("status-unknown"))
        let fresh = try library.program.run(["get", object, "--root", library.root, "--cache", "other"] + nobody)
        #expect(fresh.status == 69 && fresh.output.isEmpty && fresh.diagnostics.contains("http://127.0.0.1:1"))
    }

    @Test func `an object by a key that left since is not printed, and a clone knows better`() throws {
        let library = try TestLibrary()
        let object = try library.bound("What is a hash?")
        let did = try #require(library.program.run("key", "show", "--key", "publisher.pem", "--json").json["did"]?.text)
        try TestLibrary.writeKey("second")
        try #require(try library.rotate(["--add", "publisher=second.pem", "--remove", did]).status == 0)
        _ = try library.served { url in
            let got = try library.program.run(
                "get", object, "--from", url, "--root", library.root, "--cache", "cache")
            #expect(got.status == 1 && got.output.isEmpty && got.diagnostics.contains("does not hold the role"))
        }
        #expect(try library.run("verify", object, "--json").verdict == "verified")
    }

    @Test func `where the trust root is missing or is none nothing is printed`() throws {
        let library = try TestLibrary()
        let object = try library.bound("What is a hash?")
        let unknown = "sha256:" + String(repeating: "0", count: 64)
        _ = try library.served { url in
            let got = try library.program.run("get", object, "--from", url, "--root", unknown, "--cache", "cache")
            #expect(got.status == 66 && got.output.isEmpty)
            let verified = try library.program.run(
                "verify", object, "--from", url, "--root", object, "--cache", "cache", "--json")
            #expect(verified.status == 1 && verified.output.isEmpty && !verified.findingCodes.isEmpty)
        }
    }

    @Test(arguments: [
        ["--from", "http://127.0.0.1:1"], ["--from", "http://library.example", "--root", "R"],
        ["--from", "https://a/../b", "--root", "R"], ["--from", "https://a", "--registry", "library", "--root", "R"],
        [],
    ])
    func `arguments that do not go together are a usage error`(options: [String]) throws {
        let library = try TestLibrary()
        let options = options.map { $0 == "R" ? library.root : $0 }
        #expect(try library.program.run(["get", library.root] + options).status == 64)
    }
}
