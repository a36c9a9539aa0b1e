import BinderyTestSupport
import BoundKnowledge
import JSON
import Testing

/// `bindery review`: what an auditor says who has read an answer.
@Suite(.temporaryDirectory) struct ReviewCommandTests {
    private static let question = "When does it open?"

    /// A library, and the address of an answer in quarantine.
    private func quarantined() throws -> (TestLibrary, String) {
        try TestLibrary.writeKey("auditor")
        let library = try TestLibrary(options: TestLibrary.auditor)
        let address = try library.bound(Self.question)
        try library.attest(address, .contradicted)
        try #require(library.run("resolve", Self.question).status == 1)
        return (library, address)
    }

    private func review(
        _ library: TestLibrary, _ address: String, _ outcome: String, _ options: String...
    ) throws -> BinderyProgram.Result {
        try library.run(["review", address, "--outcome", outcome, "--key", "auditor.pem", "--json"] + options)
    }

    @Test func `a review that passed ends a quarantine, and says what was looked at`() throws {
        let (library, address) = try quarantined()
        let result = try review(library, address, "passed", "--note", "Asked the shop.")
        #expect(result.status == 0 && result.json["status"] == "published", "\(result)")
        #expect(try library.run("resolve", Self.question).status == 0)
        let subject = try library.run("get", #require(result.json["object"]?.text)).json["credentialSubject"]
        #expect(subject?["kind"] == "reviewed" && subject?["evidence"] == ["note": "Asked the shop."])
        #expect(try library.audit().verdict == "verified")
    }

    @Test func `a review that failed, a rehearsed one and a draft end none`() throws {
        let (library, address) = try quarantined()
        #expect(try review(library, address, "failed").json["status"] == "published")
        let head = try library.head()
        #expect(try review(library, address, "passed", "--dry-run").status == 0)
        #expect(try review(library, address, "passed", "--draft", "review.json").status == 0)
        #expect(try library.head() == head && library.run("resolve", Self.question).status == 1)
        try library.run("publish", "review.json").requireDone()
        #expect(try library.run("resolve", Self.question).status == 0)
    }

    @Test func `only an auditor reviews, and only documents`() throws {
        let (library, address) = try quarantined()
        let publisher = try library.run("review", address, "--outcome", "passed", "--key", "publisher.pem", "--json")
        #expect(publisher.status == 1 && publisher.errorJSON["code"] == "refused", "\(publisher)")
        #expect(try library.run("resolve", Self.question).status == 1)
        let root = try review(library, library.root, "passed")
        #expect(root.status == 64 && root.errorJSON["problem"]?.text?.contains("TrustRoot") == true, "\(root)")
        #expect(try review(library, "sha256:" + String(repeating: "0", count: 64), "passed").status == 66)
        #expect(try review(library, address, "maybe").status == 64)
    }
}
