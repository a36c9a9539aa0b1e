import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct InitCommandTests {
    private var program: BinderyProgram { BinderyProgram(in: TemporaryDirectory.current) }

    @Test func `init prints the registry and the root to pin, and keeps its keys outside`() throws {
        try TestLibrary.writeKey("publisher")
        let made = try program.run("init", "library", "--key", "publisher.pem", "--name", "My library", "--json")
        #expect(made.status == 0)
        guard case .object(let object) = made.json else { return #expect(Bool(false), "\(made.text)") }
        #expect(object.members.map(\.name) == ["registry", "root", "origin", "keys"])
        #expect(object["registry"]?.text == TemporaryDirectory.file("library"))
        #expect(made.text.contains(#""root":"sha256:"#))
        #expect(object["origin"]?.text?.hasPrefix("localhost/my-library/") == true)
        let keys = try #require(object["keys"]?.text)
        #expect(keys.hasPrefix(TemporaryDirectory.file(".data/bindery/keys/")))
        for name in ["root.pem", "log.pem", "commit.pem"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(keys)/\(name)")
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        }
        #expect(try program.shell("grep -rl 'PRIVATE KEY' library").text == "")
    }

    @Test func `init pins the root for this user alone`() throws {
        let library = try TestLibrary()
        let path = TemporaryDirectory.file(".config/bindery/registries.json")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let pins = JSONValue(try JSONDocument(parsing: [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))).root)
        #expect(pins["registries"]?[library.origin]?["root"]?.text == library.root)
        #expect(try library.run("verify", library.root, "--json").verdict == "verified")
    }

    @Test func `init says that it pinned the root`() throws {
        try TestLibrary.writeKey("publisher")
        let made = try program.run("init", "library", "--key", "publisher.pem", "--name", "L")
        #expect(made.status == 0 && made.text.contains("(pinned for you)"), "\(made.text)")
    }

    @Test func `encrypted keys are read with the passphrase of a file`() throws {
        _ = try program.shell("echo right > right; echo wrong > wrong")
        let key = try program.run("key", "new", "--out", "publisher.pem", "--passphrase-file", "right")
        #expect(key.status == 0)
        let command = ["init", "library", "--key", "publisher.pem", "--name", "L"]
        #expect(try program.run(command).status == 77)
        #expect(try program.run(command + ["--passphrase-file", "wrong"]).status == 77)
        #expect(try program.run(command + ["--passphrase-file", "right"]).status == 0)
    }

    @Test func `an address is a licence, by any scheme that the refusal names`() throws {
        try TestLibrary.writeKey("publisher")
        let command = ["init", "library", "--key", "publisher.pem", "--name", "L", "--json", "--dry-run", "--license"]
        for license in ["http://example.org/l", "https://example.org/l", "urn:example:l"] {
            #expect(try program.run(command + [license]).status == 0)
        }
        let remedy = try program.run(command + ["ftp://example.org/"]).errorJSON["remedy"]?.text
        #expect(remedy?.contains("http:, https: or urn:") == true)
    }

    @Test func `a folder with something in it is refused and left as it was`() throws {
        try TestLibrary.writeKey("publisher")
        _ = try program.shell("mkdir library; echo mine > library/file")
        let made = try program.run("init", "library", "--key", "publisher.pem", "--name", "L", "--json")
        #expect(made.status == 73 && made.errorJSON["code"] == "cannot-create")
        #expect(try program.shell("find library -type f").text == "library/file\n")
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file(".data")))
    }

    @Test func `keys inside the registry are refused`() throws {
        try TestLibrary.writeKey("publisher")
        let made = try program.run(
            "init", "library", "--key", "publisher.pem", "--name", "L", "--key-folder", "library/keys", "--json")
        #expect(made.status == 64 && made.errorJSON["code"] == "usage")
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file("library")))
    }

    @Test(arguments: [[], ["--dry-run"]])
    func `one key cannot hold two roles, and nothing is written`(options: [String]) throws {
        try TestLibrary.writeKey("publisher")
        let made = try program.run(
            ["init", "library", "--key", "publisher.pem", "--auditor", "publisher.pem", "--name", "L", "--json"]
                + options)
        #expect(made.status == 1 && made.findingCodes.contains("key-in-two-roles"), "\(made.diagnostics)")
        for name in ["library", ".data", ".config"] {
            #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file(name)))
        }
    }

    @Test func `defaults of the registry are what bind uses`() throws {
        let library = try TestLibrary(options: ["--language", "de", "--license", "CC0-1.0", "--freshness", "numeric"])
        let object = try library.bound("Was ist ein Hash?")
        let document = try library.run("get", object).json["credentialSubject"]
        #expect(document?["scope"]?["language"] == "de")
        #expect(document?["license"] == "CC0-1.0")
        #expect(document?["freshness"]?["class"] == "numeric")
    }

    @Test(arguments: [[], ["--dry-run"]])
    func `an origin that is pinned already is refused, and nothing is written`(options: [String]) throws {
        let library = try TestLibrary()
        let pins = TemporaryDirectory.file(".config/bindery/registries.json")
        let before = try Data(contentsOf: URL(fileURLWithPath: pins))
        let again = try program.run(
            [
                "init", "other", "--key", "publisher.pem", "--name", "Other", "--origin", library.origin,
                "--key-folder", TemporaryDirectory.file("other-keys"), "--json",
            ] + options)
        #expect(again.status == 78 && again.errorJSON["code"] == "configuration", "\(again.text)\(again.diagnostics)")
        #expect(again.errorJSON["location"]?.text == library.origin)
        #expect(again.errorJSON["problem"]?.text?.contains(library.root) == true, "\(again.diagnostics)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: pins)) == before)
        for name in ["other", "other-keys"] {
            #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file(name)))
        }
        #expect(try library.run("verify", library.root, "--json").verdict == "verified")
    }

    @Test(
        arguments: [
            ["--license", "CC BY 4.0"], ["--license", ""], ["--license", "MIT OR"],
            ["--license", "ftp://example.org/"],
            ["--language", "??"], ["--language", ""], ["--language", "e"], ["--language", "en_US"],
            ["--root-lifetime", "0"], ["--root-lifetime", "36501"], ["--root-lifetime", "9223372036854775807"],
            ["--threshold", "0"], ["--threshold", "3"], ["--name", ""], ["--name", "two\nlines"],
            ["--origin", "with space"],
        ], [[], ["--dry-run"]])
    func `what no registry can be made of is refused before anything is made`(
        option: [String], options: [String]
    ) throws {
        try TestLibrary.writeKey("publisher")
        let name = option[0] == "--name" ? [] : ["--name", "L"]
        let made = try program.run(["init", "l", "--key", "publisher.pem", "--json"] + name + option + options)
        #expect(made.status == 64 && made.errorJSON["code"] == "usage", "\(made.text)\(made.diagnostics)")
        #expect(made.errorJSON["location"]?.text == option[0])
        if option[0] != "--name", !option[1].isEmpty {
            #expect(made.errorJSON["problem"]?.text?.contains(option[1]) == true, "\(made.diagnostics)")
        }
        for name in ["l", ".data", ".config"] {
            #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file(name)))
        }
    }

    // MARK: What a folder from somebody else says of itself

    /// A note as a killed `init` once left it in the registry's folder.
    private func forgeNote(in folder: String, root: String, origin: String, keyFolder: String, did: String) throws {
        _ = try program.shell("mkdir -p \(folder)/.bindery-init")
        let note: JSONValue = [
            "request": "0", "origin": .string(origin), "root": .string(root), "keyFolder": .string(keyFolder),
            "process": 1, "keys": ["root.pem": .string(did)],
        ]
        try Data(note.canonicalBytes()).write(
            to: URL(fileURLWithPath: TemporaryDirectory.file("\(folder)/.bindery-init/founding.json")))
    }

    @Test func `a note in a foreign folder removes no key`() throws {
        let library = try TestLibrary()
        let did = try #require(library.program.run("key", "show", "--key", "keys/root.pem", "--json").json["did"]?.text)
        try forgeNote(
            in: "foreign", root: library.root, origin: "example.org/other", keyFolder: TemporaryDirectory.file("keys"),
            did: did)
        let made = try program.run("init", "foreign", "--key", "publisher.pem", "--name", "L", "--json")
        #expect(made.status == 0, "\(made.diagnostics)")
        #expect(FileManager.default.fileExists(atPath: TemporaryDirectory.file("keys/root.pem")))
    }

    @Test func `a note in a foreign registry pins nothing`() throws {
        try TestLibrary.writeKey("publisher")
        let origin = "library.example/somebody"
        let made = try program.run(
            ["init", "foreign", "--key", "publisher.pem", "--name", "F", "--origin", origin, "--json"],
            environment: ["XDG_CONFIG_HOME": TemporaryDirectory.file("attacker")])
        let root = try #require(made.json["root"]?.text)
        try forgeNote(in: "foreign", root: root, origin: origin, keyFolder: "/nowhere", did: "did:key:z")
        let again = try program.run("init", "foreign", "--key", "publisher.pem", "--name", "L", "--json")
        #expect(again.status == 73 && again.errorJSON["code"] == "cannot-create", "\(again.diagnostics)")
        #expect(try program.shell("cat .config/bindery/registries.json").text == "")
    }

    @Test func `a stage of another user is refused`() throws {
        try TestLibrary.writeKey("publisher")
        guard try program.shell("mkdir -p l/.bindery-init && chown 12345 l/.bindery-init").status == 0 else {
            print("skipped: only root gives folders away")
            return
        }
        let made = try program.run("init", "l", "--key", "publisher.pem", "--name", "L", "--json")
        #expect(made.status == 73 && made.errorJSON["problem"]?.text?.contains("12345") == true, "\(made.diagnostics)")
        #expect(try program.shell("ls -A l .data 2>/dev/null; true").text.contains("keys") == false)
    }

    @Test(arguments: ["d/lib", "d/a/lib", "/proc/lib", "/proc/a/lib"])
    func `a folder that cannot be made is an error`(path: String) throws {
        try TestLibrary.writeKey("publisher")
        _ = try program.shell("ln -s nowhere d")
        let made = try program.run("init", path, "--key", "publisher.pem", "--name", "L", "--json")
        #expect(made.status == 74, "\(made.diagnostics)")
        #expect(made.errorJSON["problem"]?.text?.hasPrefix("could not create") == true, "\(made.diagnostics)")
        #expect(try program.shell("ls -A").text.contains("nowhere") == false)
    }
}
