import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct ApprovalTests {
    /// A registry in which two of three publishers must sign, with a draft by the first.
    private func drafted() throws -> TestLibrary {
        let library = try TestLibrary(publishers: ["publisher", "second", "third"], options: ["--threshold", "2"])
        let draft = try library.bind("What is a hash?", "A digest.\n", "--draft", "draft.json", "--json")
        try #require(draft.status == 0, "\(draft.diagnostics)")
        #expect(draft.json["draft"] == "draft.json" && draft.json["status"] == "draft")
        return library
    }

    @Test func `one approval of two is refused and nothing is written`() throws {
        let library = try drafted()
        let head = try library.head()
        let refused = try library.run("publish", "draft.json", "--json")
        #expect(refused.status == 1 && refused.errorJSON["code"] == "refused")
        #expect(refused.findingCodes == ["threshold"])
        #expect(try library.head() == head)
    }

    @Test func `two approvals collected offline publish, and the address is what approve said`() throws {
        let library = try drafted()
        let approved = try library.program.run("approve", "draft.json", "--key", "second.pem", "--json")
        #expect(approved.status == 0 && approved.json["approvals"]?.elements?.count == 2)
        let published = try library.run("publish", "draft.json", "--json")
        #expect(published.status == 0, "\(published.diagnostics)")
        #expect(published.json["object"] == approved.json["object"])
        let verified = try library.run("verify", try #require(published.json["object"]?.text), "--json")
        #expect(verified.verdict == "verified" && verified.json["signers"]?.elements?.count == 2)
        #expect(try library.audit().verdict == "verified")
    }

    @Test func `the same key twice counts once`() throws {
        let library = try drafted()
        let approved = try library.program.run("approve", "draft.json", "--key", "publisher.pem", "--json")
        #expect(approved.json["approvals"]?.elements?.count == 1)
        #expect(try library.run("publish", "draft.json").status == 1)
    }

    @Test func `a surplus approval by a key without the role is refused`() throws {
        let library = try drafted()
        try TestLibrary.writeKey("stranger")
        for key in ["second.pem", "stranger.pem"] { _ = try library.program.run("approve", "draft.json", "--key", key) }
        let refused = try library.run("publish", "draft.json", "--json")
        #expect(refused.status == 1 && refused.findingCodes == ["key-not-authorised"])
    }

    @Test func `the same claim with other approvals is a conflict`() throws {
        let library = try drafted()
        _ = try library.program.shell("cp draft.json other.json")
        _ = try library.program.run("approve", "draft.json", "--key", "second.pem")
        _ = try library.program.run("approve", "other.json", "--key", "third.pem")
        #expect(try library.run("publish", "draft.json").status == 0)
        let second = try library.run("publish", "other.json", "--json")
        #expect(second.status == 75 && second.errorJSON["code"] == "conflict")
    }

    @Test func `a draft in another layout or without proofs can be approved`() throws {
        let library = try drafted()
        let pretty =
            "python3 -c \"import json; d=json.load(open('draft.json')); del d['proof']; json.dump(d, open('draft.json','w'), indent=2)\""
        try #require(library.program.shell(pretty).status == 0)
        for key in ["publisher.pem", "second.pem"] {
            #expect(try library.program.run("approve", "draft.json", "--key", key).status == 0)
        }
        #expect(try library.run("publish", "draft.json").status == 0)
    }

    @Test func `a withdrawal needs the threshold too`() throws {
        let library = try drafted()
        _ = try library.program.run("approve", "draft.json", "--key", "second.pem")
        let object = try #require(library.run("publish", "draft.json", "--json").json["object"]?.text)
        let alone = try library.run("withdraw", object, "--reason", "error", "--key", "publisher.pem", "--json")
        #expect(alone.status == 1 && alone.findingCodes == ["threshold"])
        let draft = try library.run(
            "withdraw", object, "--reason", "error", "--key", "publisher.pem", "--draft", "w.json", "--json")
        #expect(draft.json["status"] == "draft" && draft.json["type"] == "Withdrawal")
        _ = try library.program.run("approve", "w.json", "--key", "third.pem")
        #expect(try library.run("publish", "w.json").status == 0)
        #expect(try library.run("verify", object, "--json").json["status"] == "withdrawn")
    }
}
