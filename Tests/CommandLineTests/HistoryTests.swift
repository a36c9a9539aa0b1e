import BinderyTestSupport
import Foundation
import JSON
import Signing
import Testing

/// Histories that somebody with write access to the repository, or with the commit key too, has changed.
@Suite(.temporaryDirectory) struct HistoryTests {
    /// A registry with two documents, audited once so that its head is remembered.
    private func audited() throws -> (library: TestLibrary, objects: [String]) {
        let library = try TestLibrary()
        let objects = [try library.bound("One?"), try library.bound("Two?")]
        let audit = try library.audit()
        try #require(audit.verdict == "verified", "\(audit.text)")
        return (library, objects)
    }

    private func path(of object: String) -> String {
        let digits = object.dropFirst(7)
        return "objects/\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits).jsonld"
    }

    /// Replaces the commit at `main` by one that a thief of the commit key signed.
    private func signHead(of library: TestLibrary) throws {
        let unsigned = try library.program.shell("git --git-dir=library cat-file commit main").output
        let armor = try SSHSignature(signing: unsigned, namespace: SSHSignature.gitNamespace, with: library.commitKey())
            .armor
        let lines = armor.split(separator: "\n").joined(separator: "\n ")
        let text = String(decoding: unsigned, as: UTF8.self)
        let split = try #require(text.range(of: "\n\n"))
        try library.write(
            Array((text[..<split.lowerBound] + "\ngpgsig " + lines + text[split.lowerBound...]).utf8), to: "commit")
        try library.git("git update-ref refs/heads/main $(git hash-object -t commit -w commit)")
    }

    /// Commits what `edit` does to the index.
    private func commit(_ library: TestLibrary, _ edit: String, message: String = "Tidy up", isSigned: Bool = false)
        throws
    {
        try library.git(
            "export GIT_INDEX_FILE=\"$PWD/index\"; rm -f index; git read-tree main; \(edit); "
                + "git update-ref refs/heads/main $(git commit-tree -m '\(message)' -p main $(git write-tree))")
        if isSigned { try signHead(of: library) }
    }

    /// The findings of a code, each with its object, path and commit.
    private func findings(_ code: String, _ audit: BinderyProgram.Result) -> [JSONValue] {
        (audit.json["findings"]?.elements ?? []).filter { $0["code"]?.text == code }
    }

    @Test(arguments: [false, true])
    func `an amended commit is noticed by whoever saw the one before`(withKey: Bool) throws {
        let (library, objects) = try audited()
        let seen = try library.head()
        // As `git commit --amend` does: the same tree and message, another committer.
        try library.git(
            "git update-ref refs/heads/main $(git log -1 --format=%B main | git commit-tree -p main~1 main^{tree})")
        if withKey { try signHead(of: library) }
        let audit = try library.audit()
        #expect(audit.status == 1 && audit.verdict == "rejected")
        #expect(findings("history-rewritten", audit).first?["commit"]?.text == seen, "\(audit.text)")
        let unsigned = findings("commit-signature", audit)
        #expect(withKey ? unsigned.isEmpty : try unsigned.first?["commit"]?.text == library.head(), "\(audit.text)")
        // The objects themselves are what they were.
        #expect(try library.run("verify", objects[1], "--json").verdict == "verified")
    }

    @Test func `a reset of main is noticed by whoever saw more, and names the commit`() throws {
        let (library, _) = try audited()
        let seen = try library.head()
        try library.git("git update-ref refs/heads/main main~1")
        let audit = try library.audit()
        #expect(audit.status == 1 && audit.findingCodes == ["history-rewritten"])
        #expect(findings("history-rewritten", audit).first?["commit"]?.text == seen)
        // A failed audit does not make the shorter history the remembered one.
        #expect(try library.audit().findingCodes == ["history-rewritten"])
        try library.git("git update-ref refs/heads/main \(seen)")
        #expect(try library.audit().verdict == "verified")
    }

    @Test func `the registry opens on another history and serves what that one holds`() throws {
        let (library, objects) = try audited()
        try library.git("git update-ref refs/heads/main main~1")
        #expect(try library.run("get", objects[1]).status == 66)
        #expect(try library.run("get", objects[0]).status == 0)
    }

    @Test(arguments: [false, true])
    func `a deleted object is found and named`(withKey: Bool) throws {
        let (library, objects) = try audited()
        try commit(library, "git rm -q --cached \(path(of: objects[0]))", isSigned: withKey)
        let audit = try library.audit()
        #expect(audit.status == 1 && audit.verdict == "rejected")
        let deleted = try #require(findings("object-deleted", audit).first, "\(audit.text)")
        #expect(deleted["object"]?.text == objects[0] && deleted["path"]?.text == path(of: objects[0]))
        #expect(try deleted["commit"]?.text == library.head())
        #expect(findings("object-missing", audit).first?["object"]?.text == objects[0])
        #expect(findings("commit-signature", audit).isEmpty == withKey)
    }

    @Test(arguments: [false, true])
    func `a changed object is found and named`(withKey: Bool) throws {
        let (library, objects) = try audited()
        let file = path(of: objects[0])
        try commit(
            library,
            "git show main:\(file) | sed 's/An answer/No answer/' > changed; "
                + "git update-index --add --cacheinfo 100644,$(git hash-object -w changed),\(file)", isSigned: withKey)
        let audit = try library.audit()
        #expect(audit.status == 1 && audit.verdict == "rejected")
        let changed = try #require(findings("object-changed", audit).first, "\(audit.text)")
        #expect(changed["object"]?.text == objects[0] && changed["path"]?.text == file)
        #expect(try changed["commit"]?.text == library.head())
    }

    @Test func `a truncated object under an honest name is found and named`() throws {
        let (library, _) = try audited()
        let bytes = try SignedDocument("Three?").bytes()
        try library.write(Array(bytes.dropLast(40)), to: "short.json")
        let object = "sha256:" + String(repeating: "ab", count: 32)
        try commit(
            library, "git update-index --add --cacheinfo 100644,$(git hash-object -w short.json),\(path(of: object))",
            message: "Publish 1 objects\n\nobject \(object) BoundDocument", isSigned: true)
        let audit = try library.audit()
        #expect(audit.status == 1 && audit.verdict == "rejected")
        for code in ["address-mismatch", "not-json"] {
            #expect(findings(code, audit).first?["object"]?.text == object, "\(code): \(audit.text)")
        }
    }

    @Test func `an object that nobody authorised is found even when the commit key signed it in`() throws {
        let (library, _) = try audited()
        let bytes = try SignedDocument("Three?", signers: ["stranger"]).bytes()
        try library.write(bytes, to: "foreign.json")
        let digest = try library.program.shell("sha256sum foreign.json").text.prefix(64)
        let object = "sha256:\(digest)"
        try commit(
            library, "git update-index --add --cacheinfo 100644,$(git hash-object -w foreign.json),\(path(of: object))",
            message: "Publish 1 objects\n\nobject \(object) BoundDocument", isSigned: true)
        let audit = try library.audit()
        #expect(audit.status == 1 && audit.verdict == "rejected")
        #expect(findings("key-not-authorised", audit).first?["object"]?.text == object, "\(audit.text)")
        #expect(try library.run("verify", object, "--json").findingCodes.contains("key-not-authorised"))
    }

    @Test func `a changed head and a stray file are found`() throws {
        let (library, _) = try audited()
        let head = try library.git("git ls-tree -r --name-only main documents | head -1")
        try commit(
            library,
            "echo advert > advert; B=$(git hash-object -w advert); git update-index --add --cacheinfo 100644,$B,\(head); "
                + "git update-index --add --cacheinfo 100644,$B,advert.html", isSigned: true)
        let audit = try library.audit()
        #expect(audit.status == 1)
        #expect(findings("derived-file", audit).first?["path"]?.text == head, "\(audit.text)")
        #expect(findings("unknown-path", audit).first?["path"]?.text == "advert.html", "\(audit.text)")
    }

    @Test func `an unsigned commit is found though it changes nothing`() throws {
        let (library, _) = try audited()
        try commit(library, ":")
        let audit = try library.audit()
        #expect(audit.status == 1 && audit.findingCodes == ["commit-signature"], "\(audit.text)")
        #expect(try findings("commit-signature", audit).first?["commit"]?.text == library.head())
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `a flipped byte in a pack is found and named`(seed: UInt64) throws {
        let (library, objects) = try audited()
        // Which pack holds the object: the commit that published it wrote one pack.
        let packs = try library.program.shell("ls -1 library/objects/pack/*.pack").text.split(separator: "\n").map(
            String.init)
        #expect(packs.count == 3)
        var generator = SeededGenerator(seed: seed)
        let pack = TemporaryDirectory.file(packs.randomElement(using: &generator) ?? packs[0])
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: pack)))
        // Past the header, before the checksum that closes the pack.
        let index = Int.random(in: 12..<(bytes.count - 20), using: &generator)
        bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        try library.program.shell("chmod u+w '\(pack)'").requireSuccess()
        try Data(bytes).write(to: URL(fileURLWithPath: pack))
        let audit = try library.audit()
        if audit.status == 65 {
            // The very first thing read, the registry's description, is what was hit.
            #expect(audit.errorJSON["code"] == "damaged", "\(audit.diagnostics)")
        } else {
            #expect(audit.status == 1 && audit.verdict == "rejected", "\(audit.text)\(audit.diagnostics)")
            let name = try #require(pack.components(separatedBy: "library/").last)
            #expect(findings("store-damaged", audit).contains { $0["path"]?.text == name }, "\(audit.text)")
        }
        // Whatever `get` still prints has the digest that was asked for.
        for object in objects {
            let got = try library.program.shell("\"$BINDERY\" get \(object) --registry library | sha256sum")
            #expect(got.text == object.dropFirst(7) + "  -\n" || !got.diagnostics.isEmpty, "\(object)")
        }
    }
}

extension BinderyProgram.Result {
    /// Fails the test unless the program succeeded.
    func requireSuccess() throws { try #require(status == 0, "\(diagnostics)") }
}
