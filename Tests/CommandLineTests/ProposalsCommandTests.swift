import BinderyTestSupport
import BoundKnowledge
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct ProposalsCommandTests {
    private let library: TestLibrary
    private let object: String

    init() throws {
        try TestLibrary.writeKey("auditor")
        library = try TestLibrary(options: TestLibrary.auditor)
        object = try library.bound("What is a hash?", "A number.\n")
    }

    @Test func `a proposal is listed, shown and compared before anybody decides`() throws {
        let name = try library.propose("What is a hash?", "A number. It is short.\n")
        let list = try library.run("proposals", "list", "--json").json
        #expect(list["proposal"]?.text == name && list["state"] == "waiting" && list["outcome"] == "revised")
        #expect(list["object"]?.text == object && list["version"] == 2 && list["question"] == "What is a hash?")
        let line = try library.run("proposals", "list")
        #expect(line.text.hasPrefix("waiting   \(name)  revised       v2   2026-11-23  What is a hash?\n"))
        #expect(line.text.hasSuffix("\n  One sentence more.\n"))

        let shown = try library.run("proposals", "show", String(name.prefix(3)), "--json").json
        #expect(shown["differences"] == [["kind": "added"]] && shown["proposal"]?.text == name)
        #expect(shown["draft"]?["credentialSubject"]?["answer"]?["text"] == "A number. It is short.\n")
        let text = try library.run("proposals", "show", name).text
        #expect(text.contains("for       \(object)\n") && text.contains("difference  {\"kind\":\"added\"}\n"))
        #expect(text.hasSuffix("\n\nA number.\nIt is short.\n"), "\(text)")

        let difference = try library.run("proposals", "diff", name)
        #expect(difference.text.contains("--- \(object)  v1") && difference.text.contains("+ It is short.\n"))
        #expect(try library.run("proposals", "diff", name, "--json").json["old"]?["object"]?.text == object)
        #expect(try library.run("proposals", "list", "--decided").output.isEmpty)
    }

    @Test func `accepting signs and publishes the next version, once`() throws {
        let name = try library.propose("What is a hash?", "A short number.\n")
        let accept = ["proposals", "accept", name, "--key", "publisher.pem", "--json"]
        let rehearsed = try library.run(accept + ["--dry-run"])
        #expect(rehearsed.status == 0 && rehearsed.json["status"] == "dry-run" && rehearsed.json["version"] == 2)
        let accepted = try library.run(accept)
        #expect(accepted.status == 0 && accepted.json["status"] == "published", "\(accepted.diagnostics)")
        let version = try #require(accepted.json["object"]?.text)
        #expect(try library.run("get", version, "--answer").text == "A short number.\n")
        #expect(try library.run("verify", version).status == 0)
        let again = try library.run(accept)
        #expect(again.status == 1 && again.errorJSON["code"] == "refused")
        #expect(again.errorJSON["problem"]?.text?.contains(version) == true)
        #expect(try library.run("proposals", "list").output.isEmpty)
        #expect(try library.run("proposals", "list", "--decided", "--json").json["published"]?.text == version)
        #expect(try library.audit().status == 0)
    }

    @Test func `a person's text takes the place of the proposed one, and both are kept`() throws {
        let name = try library.propose("What is a hash?", "A short number.\n")
        try library.write(Array("A number of fixed length.\n".utf8), to: "edited.md")
        let accept = ["proposals", "accept", name, "--key", "publisher.pem", "--answer", "edited.md", "--json"]
        #expect(try library.run(accept).status == 64)
        let accepted = try library.run(accept + ["--edit-note", "Clearer."])
        let version = try #require(accepted.json["object"]?.text, "\(accepted.diagnostics)")
        let document = JSONValue(try JSONDocument(parsing: library.run("get", version).output).root)
        #expect(document["credentialSubject"]?["answer"]?["text"] == "A number of fixed length.\n")
        #expect(document["credentialSubject"]?["answer"]?["origin"] == "model-edited")
        #expect(document["credentialSubject"]?["derivation"]?["rawOutput"] == "A short number.\n")
    }

    @Test func `a draft for others to approve leaves the proposal waiting until it is published`() throws {
        let name = try library.propose("What is a hash?", "A short number.\n")
        let drafted = try library.run(
            "proposals", "accept", name, "--key", "publisher.pem", "--draft", "next.json", "--json")
        #expect(drafted.status == 0 && drafted.json["status"] == "draft")
        #expect(try library.run("proposals", "list", "--json").json["state"] == "waiting")
        try library.run("publish", "next.json").requireDone()
        #expect(try library.run("proposals", "list", "--json").json["state"] == "accepted")
    }

    @Test func `a text with characters that nobody sees is accepted only where they are meant`() throws {
        let name = try library.propose("What is a hash?", "A short\u{200b} number.\n")
        let accept = ["proposals", "accept", name, "--key", "publisher.pem"]
        let refused = try library.run(accept)
        #expect(refused.status == 65 && refused.diagnostics.contains("does not see"))
        try library.run(accept + ["--allow-invisible"]).requireDone()
    }

    @Test func `rejecting takes it off the list, with the reason`() throws {
        let name = try library.propose("What is a hash?", "A short number.\n")
        #expect(try library.run("proposals", "reject", name, "--dry-run").text == "would reject  \(name)\n")
        let rejected = try library.run("proposals", "reject", name, "--note", "No gain.", "--json")
        #expect(rejected.json == ["proposal": .string(name), "status": "rejected"])
        #expect(try library.run("proposals", "list").output.isEmpty)
        let decided = try library.run("proposals", "list", "--decided", "--json").json
        #expect(decided["state"] == "rejected" && decided["decisionNote"] == "No gain.")
        #expect(try library.run("proposals", "reject", name).status == 1)
    }

    @Test func `what is void, damaged or unknown is told apart`() throws {
        let name = try library.propose("What is a hash?", "A short number.\n")
        try library.bind("What is a hash?", "A digest.\n").requireDone()
        let void = try library.run("proposals", "list", "--json").json
        #expect(void["state"] == "void" && void["problem"]?.text?.contains("meanwhile") == true)
        #expect(try library.run("proposals", "accept", name, "--key", "publisher.pem").status == 1)
        _ = try library.propose("What is a hash?", "A brief number.\n") { $0.set("formatVersion", 2) }
        let listed = try library.run("proposals", "list")
        #expect(listed.status == 0 && listed.text.contains("damaged   ") && listed.text.contains("void      \(name)"))
        let unknown = try library.run("proposals", "show", "0000", "--json")
        #expect(unknown.status == 66 && unknown.errorJSON["code"] == "not-found")
    }

    @Test func `an answer in quarantine is no answer until an auditor finds that it holds`() throws {
        let attestation = try library.attest(object, .contradicted)
        let resolved = try library.run("resolve", "What is a hash?", "--json")
        #expect(resolved.status == 1 && resolved.json["result"] == "quarantined")
        let document = resolved.json["documents"]?.elements?.first
        #expect(document?["status"] == "quarantined" && document?["verdict"] == "verified")
        #expect(try library.run("resolve", "What is a hash?").text.hasPrefix("quarantined  "))
        #expect(try library.run("resolve", "What is a hash?", "--withdrawn").status == 1)
        let verified = try library.run("verify", object, "--json")
        #expect(verified.status == 0 && verified.verdict == "verified" && verified.findingCodes == ["quarantined"])
        #expect(verified.json["status"] == "quarantined" && verified.text.contains(attestation))
        #expect(try library.run("verify", object, "--require-current").status == 1)
        #expect(try library.run("list").text.hasPrefix("quarantined  v1 "))
        #expect(try library.run("search", "hash", "--json").json["status"] == "quarantined")
        #expect(try library.run("history", object).text.contains("initial, quarantined\n"))
        // The same text again would be a way out without a review.
        #expect(try library.bind("What is a hash?", "A number.\n", "--json").json["status"] == "known")
        #expect(try library.run("get", object, "--answer").text == "A number.\n")
        #expect(try library.audit().status == 0)
        try library.attest(object, .identical)
        #expect(try library.run("resolve", "What is a hash?").status == 0)
        #expect(try library.audit().status == 0)
    }

    @Test func `verify --from names the attestation that a server tells of`() throws {
        let attestation = try library.attest(object, .contradicted)
        _ = try library.served { url in
            let told = try library.program.run("verify", object, "--from", url, "--root", library.root, "--json")
            #expect(told.status == 0 && told.json["status"] == "quarantined" && told.text.contains(attestation))
        }
    }
}
