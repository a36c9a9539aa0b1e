import BinderyTestSupport
import DataIntegrity
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct ReadingCommandTests {
    @Test func `get prints the bytes whose SHA-256 is the address`() throws {
        let library = try TestLibrary()
        let object = try library.bound("What is a hash?", "A digest.\n")
        let sum = try library.program.shell("\"$BINDERY\" get \(object) --registry library | sha256sum")
        #expect(sum.text == object.dropFirst(7) + "  -\n")
        #expect(try library.run("get", object, "--answer").text == "A digest.\n")
    }

    @Test(arguments: ["A digest without a line feed", "\tA digest\n\n\n", "a\u{308} \u{1f600}\n"])
    func `get --answer prints the answer's exact bytes`(answer: String) throws {
        let library = try TestLibrary()
        let object = try library.bound("Q?", answer)
        #expect(try library.run("get", object, "--answer").output == Array(answer.utf8))
    }

    @Test(arguments: ["sha256:12", "sha256:", "sha256:" + String(repeating: "A", count: 64)])
    func `an address that is none is told so, and not looked for as a file`(address: String) throws {
        let library = try TestLibrary()
        for command in [["verify", address], ["history", address], ["diff", address, library.root]] {
            let result = try library.run(command + ["--json"])
            #expect(
                result.status == 64 && result.errorJSON["problem"]?.text?.contains("malformed") == true, "\(command)")
        }
        // A file of such a name is meant where its folder is named too.
        try library.write(library.run("get", library.root).output, to: address)
        #expect(try library.run("verify", "./\(address)", "--json").verdict == "verified")
    }

    @Test func `a registry that is not there is told from a folder that is none`() throws {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        let absent = try program.run("list", "--registry", "absent")
        #expect(absent.status == 66 && absent.diagnostics.contains("there is no such folder"))
        let empty = try program.run("list", "--registry", ".")
        #expect(empty.status == 66 && empty.diagnostics.contains("found no `objects` in it"))
    }

    @Test func `an object that is not there is no input`() throws {
        let library = try TestLibrary()
        let absent = "sha256:" + String(repeating: "0", count: 64)
        for verb in ["get", "verify"] {
            let result = try library.run(verb, absent)
            #expect(result.status == 66 && result.output.isEmpty, "\(verb): \(result.diagnostics)")
        }
        #expect(try library.run("withdraw", absent, "--reason", "error", "--key", "publisher.pem").status == 66)
    }

    @Test(arguments: [
        "sha256:" + String(repeating: "A", count: 64), "sha256:" + String(repeating: "a", count: 63),
        "sha256:" + String(repeating: "a", count: 65), "SHA256:" + String(repeating: "a", count: 64),
        String(repeating: "a", count: 64), "sha256:" + String(repeating: "g", count: 64),
        "sha512:" + String(repeating: "a", count: 64),
    ])
    func `a hash that is no address is a usage error`(address: String) throws {
        let library = try TestLibrary()
        for arguments in [
            ["get", address], ["verify", library.root, "--root", address],
            ["withdraw", address, "--reason", "error", "--key", "k"],
        ] {
            let result = try library.run(arguments)
            #expect(result.status == 64, "\(arguments): \(result.diagnostics)")
            #expect(result.diagnostics.contains(address), "\(result.diagnostics)")
        }
        // `verify` also takes files, so a hash that is no address is looked for as one.
        #expect([64, 65, 66].contains(try library.run("verify", address).status))
    }

    @Test func `every verdict has its name and its exit code`() throws {
        let library = try TestLibrary()
        let object = try library.bound("What is a hash?")
        let verified = try library.run("verify", object, "--json")
        #expect(verified.verdict == "verified" && verified.status == 0 && verified.findingCodes.isEmpty)
        #expect(verified.json["status"] == "current")

        let stranger = BinderyProgram(in: TemporaryDirectory.current)
        let unknown = try stranger.run(
            ["verify", object, "--registry", "library", "--json"],
            environment: ["XDG_CONFIG_HOME": TemporaryDirectory.file("nobody")])
        #expect(
            unknown.verdict == "signer-unknown" && unknown.status == 1 && unknown.findingCodes == ["signer-unknown"])

        var later = try SignedDocument("What comes?")
        later.set("credentialSubject", "formatVersion", to: 2)
        try library.write(try later.bytes(), to: "later.json")
        let unsupported = try library.run("verify", "later.json", "--json")
        #expect(
            unsupported.verdict == "unsupported" && unsupported.status == 1
                && unsupported.findingCodes == ["format-version"])

        var ended = try SignedDocument("What was?")
        ended.set("credentialSubject", "freshness", to: ["class": "general", "reviewBy": "2026-01-01"])
        try library.write(try ended.bytes(), to: "ended.json")
        let stale = try library.run("verify", "ended.json", "--json")
        #expect(stale.verdict == "stale" && stale.status == 0 && stale.findingCodes == ["review-overdue"])
        #expect(try library.run("verify", "ended.json", "--require-current").status == 1)

        var forged = try SignedDocument("What is false?").bytes()
        forged[forged.count / 2] ^= 1
        try library.write(forged, to: "forged.json")
        let rejected = try library.run("verify", "forged.json", "--json")
        #expect(rejected.verdict == "rejected" && rejected.status == 1 && !rejected.findingCodes.isEmpty)
    }

    @Test func `a published object is superseded by its next version`() throws {
        let library = try TestLibrary()
        let first = try library.bound("Q?", "One.\n")
        let second = try library.bound("Q?", "Two.\n")
        let verified = try library.run("verify", first, "--json")
        #expect(verified.verdict == "verified" && verified.json["status"] == "superseded")
        #expect(verified.findingCodes == ["superseded"] && verified.text.contains(second))
    }

    @Test func `integrity says nothing about who may sign`() throws {
        let library = try TestLibrary()
        try library.write(try SignedDocument("Q?", signers: ["stranger"]).bytes(), to: "q.json")
        let checked = try library.program.run("verify", "q.json", "--integrity", "--json")
        #expect(checked.verdict == "verified" && checked.status == 0)
        let judged = try library.run("verify", "q.json", "--json")
        #expect(judged.verdict == "rejected" && judged.findingCodes.contains("key-not-authorised"))
    }

    @Test func `a withdrawal makes an object stale and its bytes stay`() throws {
        let library = try TestLibrary()
        let first = try library.bound("Q?", "One.\n")
        let better = try library.bound("A better question?", "Two.\n")
        let withdrawn = try library.run(
            "withdraw", first, "--reason", "outdated", "--replaced-by", better, "--note", "Read the other.",
            "--key", "publisher.pem", "--json")
        #expect(withdrawn.status == 0 && withdrawn.json["type"] == "Withdrawal", "\(withdrawn.diagnostics)")
        let verified = try library.run("verify", first, "--json")
        #expect(
            verified.verdict == "stale" && verified.json["status"] == "withdrawn"
                && verified.findingCodes == ["withdrawn"])
        #expect(verified.text.contains(better))
        #expect(
            try library.program.shell("\"$BINDERY\" get \(first) --registry library | sha256sum").text
                == first.dropFirst(7) + "  -\n")
        let head = try library.git(
            "git show main:$(git ls-tree -r --name-only main documents | xargs -I@ sh -c 'git show main:@ | grep -q ^withdrawal: && echo @') | grep ^status:"
        )
        #expect(head == "status: withdrawn (outdated, prefer-replacement)")
    }

    @Test func `a file that the registry holds is judged with what the registry knows`() throws {
        let library = try TestLibrary()
        let first = try library.bound("Q?", "One.\n")
        _ = try library.program.shell("\"$BINDERY\" get \(first) --registry library > one.jsonld")
        #expect(try library.run("verify", "one.jsonld", "--require-current").status == 0)
        _ = try library.run("withdraw", first, "--reason", "error", "--key", "publisher.pem")
        let verified = try library.run("verify", "one.jsonld", "--json")
        #expect(verified.verdict == "stale" && verified.json["status"] == "withdrawn")
        #expect(try library.run("verify", "one.jsonld", "--require-current").status == 1)
    }

    @Test func `what is of unknown status is not current`() throws {
        let library = try TestLibrary()
        try library.write(try SignedDocument("Q?", signers: ["publisher"]).bytes(), to: "q.json")
        let alone = try library.program.run("verify", "q.json", "--require-current", "--json")
        #expect(alone.status == 1 && alone.findingCodes.contains("status-unknown"))
        #expect(try library.run("verify", "q.json", "--require-current").status == 1)
    }

    @Test func `a result that cannot be written is an error, not a crash`() throws {
        let library = try TestLibrary()
        let first = try library.bound("Q?", "One.\n")
        for command in ["get \(first) --registry library", "verify \(first) --registry library", "audit library"] {
            let result = try library.program.shell("\"$BINDERY\" \(command) > /dev/full; echo $? >&2")
            #expect(result.diagnostics.contains("bindery: standard output: "), "\(command): \(result.diagnostics)")
            #expect(result.diagnostics.hasSuffix("74\n"), "\(command): \(result.diagnostics)")
        }
    }

    @Test func `roots and withdrawals are not withdrawn, and what is to be read instead is there`() throws {
        let library = try TestLibrary()
        let first = try library.bound("Q?", "One.\n")
        func withdraw(_ object: String, _ more: String...) throws -> BinderyProgram.Result {
            try library.run(
                ["withdraw", object, "--reason", "error", "--key", "publisher.pem", "--json"] + more)
        }
        let absent = "sha256:" + String(repeating: "0", count: 64)
        #expect(try withdraw(first, "--replaced-by", absent).status == 66)
        let done = try withdraw(first)
        let withdrawal = try #require(done.json["object"]?.text)
        #expect(done.json["status"] == "published")
        let again = try withdraw(first)
        #expect(again.json["status"] == "known" && again.json["object"]?.text == withdrawal)
        #expect(try withdraw(first, "--note", "Something else.").json["status"] == "published")
        #expect(try withdraw(withdrawal).status == 1)
        #expect(try withdraw(library.root).status == 1)
    }

    @Test func `an error about a file's content names the file`() throws {
        let library = try TestLibrary()
        try library.write(Array("{\"a\":1}".utf8), to: "broken.json")
        try library.write(Array("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".utf8), to: "bad.pem")
        _ = try library.program.shell("chmod 600 bad.pem")
        for arguments in [
            ["publish", "broken.json", "--registry", "library"],
            ["approve", "broken.json", "--key", "publisher.pem"], ["approve", "broken.json", "--key", "bad.pem"],
        ] {
            let result = try library.program.run(arguments)
            let file = arguments.contains("bad.pem") ? "bad.pem" : "broken.json"
            #expect(result.diagnostics.contains("bindery: \(file): "), "\(arguments): \(result.diagnostics)")
        }
    }

    @Test func `an audit judges a registry and a clone of it alike`() throws {
        let library = try TestLibrary()
        let object = try library.bound("Q?", "One.\n")
        _ = try library.bound("Q?", "Two.\n")
        _ = try library.run("withdraw", object, "--reason", "error", "--key", "publisher.pem")
        _ = try library.program.shell("git clone -q library clone && git clone -q --bare library mirror.git")
        for path in ["library", "clone", "mirror.git"] {
            let audit = try library.audit(path)
            #expect(
                audit.status == 0 && audit.verdict == "verified" && audit.findingCodes.isEmpty, "\(path): \(audit.text)"
            )
            #expect(audit.json["byType"] == ["BoundDocument": 2, "Withdrawal": 1, "TrustRoot": 1])
            #expect(audit.json["commits"] == 4 && audit.json["objects"] == 4)
        }
    }

    @Test func `an audit without a root, or with another one, does not pass`() throws {
        let library = try TestLibrary()
        let object = try library.bound("Q?")
        let nobody = ["XDG_CONFIG_HOME": TemporaryDirectory.file("nobody")]
        let without = try library.program.run(["audit", "library", "--json"], environment: nobody)
        #expect(without.status == 1 && without.verdict == "signer-unknown")
        let other = try library.program.run("audit", "library", "--root", object, "--json")
        #expect(other.status == 1 && other.verdict != "verified", "\(other.text)")
        let absent = try library.program.run(
            "audit", "library", "--root", "sha256:" + String(repeating: "0", count: 64), "--json")
        #expect(absent.status == 1 && absent.findingCodes.contains("root-missing"))
    }

    @Test func `an index is used where nothing temporary can be written`() throws {
        let library = try TestLibrary()
        try library.write(Array("An answer.\n".utf8), to: "a.md")
        let bound = try library.program.run(
            ["bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--registry", "library"],
            environment: ["TMPDIR": TemporaryDirectory.file("absent")])
        #expect(bound.status == 0, "\(bound.diagnostics)")
        let counted = try library.program.shell(
            "python3 -c \"import sqlite3; print(sqlite3.connect('library/.bindery/index.sqlite')"
                + ".execute('SELECT count FROM progress').fetchone()[0])\"")
        #expect(counted.text == "2\n", "\(counted.diagnostics)")
    }

    @Test func `a folder that is no registry is no input`() throws {
        let library = try TestLibrary()
        _ = try library.program.shell("mkdir empty; git init -q repository; echo file > file")
        for path in ["absent", "empty", "repository", "file"] {
            #expect(try library.program.run("audit", path, "--json").status == 66, "\(path)")
            #expect(try library.program.run("get", library.root, "--registry", path).status == 66, "\(path)")
        }
    }
}
