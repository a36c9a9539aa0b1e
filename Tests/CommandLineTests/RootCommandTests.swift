import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct RootCommandTests {
    @Test func `root show prints the root in force`() throws {
        let library = try TestLibrary()
        let text = try library.run("root", "show")
        #expect(text.status == 0 && text.text.contains(library.root) && text.text.contains("publisher  1 of 1"))
        let root = try library.run("root", "show", "--json")
        #expect(root.json["version"] == 1 && root.json["roles"]?["commit"]?["threshold"] == 1)
    }

    @Test func `a role that nobody holds says so`() throws {
        let library = try TestLibrary()
        let text = try library.run("root", "show").text
        #expect(text.contains("witness  no keys\n") && text.contains("auditor  no keys\n"), "\(text)")
        #expect(!text.contains(" of 0"))
    }

    @Test func `a new publisher may sign after the next root and not before`() throws {
        let library = try TestLibrary()
        try TestLibrary.writeKey("second")
        try library.write(Array("An answer.\n".utf8), to: "a.md")
        let early = try library.run("bind", "Q?", "--answer", "a.md", "--key", "second.pem", "--json")
        #expect(early.status == 1 && early.findingCodes.contains("key-not-authorised"))
        let rotated = try library.rotate(["--add", "publisher=second.pem"])
        #expect(rotated.status == 0 && rotated.json["version"] == 2, "\(rotated.diagnostics)")
        #expect(try library.run("bind", "Q?", "--answer", "a.md", "--key", "second.pem").status == 0)
        // Who pinned the first root follows the chain.
        #expect(try library.audit().verdict == "verified")
    }

    @Test func `a private key that comes in is opened with the passphrase of a file`() throws {
        let library = try TestLibrary()
        try library.write(Array("secret\n".utf8), to: "pass")
        try library.program.run(["key", "new", "--out", "second.pem", "--passphrase-file", "pass"]).requireSuccess()
        let next = ["root", "next", "--add", "publisher=second.pem", "--out", "root.json", "--dry-run"]
        #expect(try library.run(next).status == 77)
        #expect(try library.run(next + ["--passphrase-file", "pass"]).status == 0)
        try library.write(Array("question,answer\nA?,a\n".utf8), to: "faq.csv")
        let drafted = ["import", "faq.csv", "--out", "drafts", "--key", "second.pem", "--dry-run"]
        #expect(try library.run(drafted).status == 77)
        #expect(try library.run(drafted + ["--passphrase-file", "pass"]).status == 0)
    }

    @Test func `a publisher who left may not sign, and what was signed stays`() throws {
        let library = try TestLibrary()
        try TestLibrary.writeKey("second")
        let old = try library.bound("Old?")
        let did = try #require(library.program.run("key", "show", "--key", "publisher.pem", "--json").json["did"]?.text)
        #expect(try library.rotate(["--add", "publisher=second.pem", "--remove", did]).status == 0)
        let late = try library.bind("New?", "An answer.\n", "--json")
        #expect(late.status == 1 && late.findingCodes.contains("key-not-authorised"))
        #expect(try library.run("verify", old, "--json").verdict == "verified")
        #expect(try library.audit().verdict == "verified")
    }

    @Test(arguments: [[], ["publisher.pem"], ["keys/commit.pem"]])
    func `a root that the root key did not approve is refused`(keys: [String]) throws {
        let library = try TestLibrary()
        let head = try library.head()
        let refused = try library.rotate([], keys: keys)
        #expect(refused.status == (keys.isEmpty ? 65 : 1) || refused.status == 1, "\(refused.diagnostics)")
        #expect(!refused.findingCodes.isEmpty, "\(refused.diagnostics)")
        #expect(try library.head() == head)
    }

    @Test func `a new root key needs the old one's approval and its own`() throws {
        let library = try TestLibrary()
        try TestLibrary.writeKey("newroot")
        let old = try #require(library.program.run("key", "show", "--key", "keys/root.pem", "--json").json["did"]?.text)
        let options = ["--add", "root=newroot.pem", "--remove", old]
        for keys in [["keys/root.pem"], ["newroot.pem"]] {
            let refused = try library.rotate(options, keys: keys)
            #expect(refused.status == 1 && refused.findingCodes.contains("threshold"), "\(keys) \(refused.diagnostics)")
        }
        #expect(try library.rotate(options, keys: ["keys/root.pem", "newroot.pem"]).status == 0)
        #expect(try library.rotate(["--lifetime", "30"], keys: ["newroot.pem"]).json["version"] == 3)
        #expect(try library.audit().verdict == "verified")
    }

    @Test func `the commit key can be rotated, and later commits are signed by the new one`() throws {
        let library = try TestLibrary()
        let old = try #require(
            library.program.run("key", "show", "--key", "keys/commit.pem", "--json").json["did"]?.text)
        _ = try library.program.run("key", "new", "--out", "keys/commit2.pem")
        #expect(try library.rotate(["--add", "commit=keys/commit2.pem", "--remove", old]).status == 0)
        // The old key is refused before anything is written.
        let refused = try library.bind("Q?", "A.\n", "--json")
        #expect(refused.status == 78 && refused.errorJSON["code"] == "configuration")
        _ = try library.program.shell("mv keys/commit2.pem keys/commit.pem")
        #expect(try library.bind("Q?", "A.\n").status == 0)
        #expect(try library.audit().verdict == "verified")
    }

    @Test func `a pin is kept, and another one replaces it only when told so`() throws {
        let library = try TestLibrary()
        let object = try library.bound("Q?")
        func run(_ arguments: String...) throws -> BinderyProgram.Result {
            try library.program.run(
                arguments + ["--registry", "library"],
                environment: ["XDG_CONFIG_HOME": TemporaryDirectory.file("reader")])
        }
        #expect(try run("verify", object, "--json").verdict == "signer-unknown")
        #expect(try run("root", "pin", library.root, "--dry-run").status == 0)
        #expect(try run("verify", object, "--json").verdict == "signer-unknown")
        #expect(try run("root", "pin", library.root).status == 0)
        #expect(try run("verify", object, "--json").verdict == "verified")
        // What is no root of the registry cannot be pinned, and another root needs a word more.
        #expect(try run("root", "pin", object).status == 78)
        let second = try library.rotate([])
        let address = try #require(second.json["object"]?.text)
        #expect(try run("root", "pin", address).status == 78)
        let pinned = try run("root", "pin", address, "--json")
        #expect(pinned.status == 78 && pinned.errorJSON["problem"]?.text?.contains(library.root) == true)
        let dry = try run("root", "pin", address, "--replace", "--dry-run")
        #expect(dry.status == 0 && dry.text.contains("in place of \(library.root)"), "\(dry.text)")
        let replaced = try run("root", "pin", address, "--replace")
        #expect(replaced.status == 0 && replaced.text.contains("in place of \(library.root)"), "\(replaced.text)")
        #expect(try run("root", "pin", address).text.contains("in place of") == false)
    }

    @Test func `root pin prints what it pinned and what it replaced as JSON`() throws {
        let library = try TestLibrary()
        func pin(_ arguments: String...) throws -> BinderyProgram.Result {
            try library.program.run(
                ["root", "pin"] + arguments + ["--registry", "library", "--json"],
                environment: ["XDG_CONFIG_HOME": TemporaryDirectory.file("reader")])
        }
        let dry = try pin(library.root, "--dry-run")
        #expect(dry.status == 0 && dry.json["dryRun"] == true, "\(dry.diagnostics)")
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("reader")))
        let first = try pin(library.root)
        guard case .object(let object) = first.json else { return #expect(Bool(false), "\(first.diagnostics)") }
        #expect(object.members.map(\.name) == ["root", "origin", "version", "expires"])
        #expect(object["root"]?.text == library.root && object["origin"]?.text == library.origin)
        let second = try #require(library.rotate([]).json["object"]?.text)
        let replaced = try pin(second, "--replace")
        #expect(replaced.json["replaced"]?.text == library.root && replaced.json["version"] == 2, "\(replaced.text)")
    }

    @Test func `pinning the same root again keeps the head that was audited`() throws {
        let library = try TestLibrary()
        _ = try library.bound("Q?")
        #expect(try library.program.run("audit", "library").status == 0)
        #expect(try library.run("root", "pin", library.root).status == 0)
        try library.git("git update-ref refs/heads/main main~1")
        #expect(try library.audit().findingCodes == ["history-rewritten"])
    }

    @Test(arguments: [
        ["--add", "king=second.pem"], ["--add", "publisher"], ["--threshold", "publisher=0"],
        ["--threshold", "publisher=x"], ["--threshold", "publisher=2"], ["--lifetime", "0"], ["--lifetime", "36501"],
        ["--lifetime", "9223372036854775807"], ["--lifetime=-1"],
    ])
    func `what is no role, count or number of days is a usage error`(options: [String]) throws {
        let library = try TestLibrary()
        try TestLibrary.writeKey("second")
        let result = try library.run(["root", "next", "--out", "r.json", "--json"] + options)
        #expect(result.status == 64 && result.errorJSON["code"] == "usage", "\(result.diagnostics)")
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("r.json")))
    }
}
