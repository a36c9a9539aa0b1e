import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct BindCommandTests {
    @Test func `the receipt's first member is the object`() throws {
        let library = try TestLibrary()
        let bound = try library.bind("What is a hash?", "A digest.\n", "--json")
        #expect(bound.status == 0)
        #expect(bound.text.hasPrefix(#"{"object":"sha256:"#))
        #expect(bound.json["status"] == "published" && bound.json["version"] == 1)
        #expect(try bound.json["commit"]?.text == library.head())
    }

    @Test func `the same answer again is known, another text is version 2`() throws {
        let library = try TestLibrary()
        let first = try library.bind("What is a hash?", "A digest.\n", "--json")
        let head = try library.head()
        let again = try library.bind("What is a hash?", "A digest.\n", "--json")
        #expect(again.status == 0 && again.json["status"] == "known")
        #expect(again.json["object"] == first.json["object"])
        #expect(try library.head() == head)
        let second = try library.bind("What is a hash?", "A digest of bytes.\n", "--change", "correction", "--json")
        #expect(second.json["status"] == "published" && second.json["version"] == 2)
        #expect(second.json["lineage"] == first.json["lineage"])
        let object = try library.run("get", try #require(second.json["object"]?.text)).json["credentialSubject"]
        #expect(object?["previous"] == first.json["object"])
        #expect(object?["change"]?["kind"] == "correction")
    }

    @Test func `the wording's spaces and normal form make no other lineage`() throws {
        let library = try TestLibrary()
        let first = try library.bind("What is a cafe\u{301}?", "A place.\n", "--json")
        let second = try library.bind("  What  is a caf\u{e9}? ", "A place.\n", "--json")
        #expect(second.json["status"] == "known" && first.json["lineage"] == second.json["lineage"])
    }

    @Test func `a model's answer declares its derivation`() throws {
        let library = try TestLibrary()
        let bound = try library.bind(
            "What is a hash?", "A digest.\n", "--origin", "model", "--model-name", "gpt-x", "--model-version",
            "2026-10",
            "--provider", "P", "--temperature", "0.7", "--seed", "18446744073709551615", "--json")
        #expect(bound.status == 0, "\(bound.diagnostics)")
        let subject = try library.run("get", try #require(bound.json["object"]?.text)).json["credentialSubject"]
        #expect(subject?["reproducibility"] == "declared" && subject?["answer"]?["origin"] == "model")
        #expect(subject?["derivation"]?["model"]?["version"] == "2026-10")
        #expect(subject?["derivation"]?["seed"] == "18446744073709551615")
        #expect(subject?["derivation"]?["sampler"]?["temperature"] == "0.7")
        #expect(subject?["derivation"]?["outputDigest"] == subject?["answer"]?["digestMultibase"])
    }

    @Test func `an edited answer keeps the model's raw output`() throws {
        let library = try TestLibrary()
        try library.write(Array("A digets.\n".utf8), to: "raw.md")
        let bound = try library.bind(
            "What is a hash?", "A digest.\n", "--origin", "model-edited", "--model-name", "gpt-x", "--model-version",
            "1",
            "--provider", "P", "--raw-output", "raw.md", "--edit-note", "spelling", "--json")
        #expect(bound.status == 0, "\(bound.diagnostics)")
        let derivation = try library.run("get", try #require(bound.json["object"]?.text)).json["credentialSubject"]?[
            "derivation"]
        #expect(derivation?["rawOutput"] == "A digets.\n" && derivation?["edit"]?["note"] == "spelling")
    }

    @Test(arguments: [
        ["--origin", "model"], ["--origin", "model", "--model-name", "gpt-x", "--provider", "P"],
        ["--model-name", "gpt-x"],
        ["--source", "no source"],
        ["--origin", "model", "--model-name", "m", "--model-version", "1", "--provider", "P", "--edit-note", "n"],
    ])
    func `what does not go together is a usage error`(options: [String]) throws {
        let library = try TestLibrary()
        try library.write(Array("A digest.\n".utf8), to: "a.md")
        let bound = try library.run(["bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--json"] + options)
        #expect(bound.status == 64 && bound.errorJSON["code"] == "usage", "\(bound.diagnostics)")
    }

    @Test(arguments: [
        (["--seed", "1e3"], "/credentialSubject/derivation/seed"),
        (["--temperature", "hot"], "/credentialSubject/derivation/sampler/temperature"),
        (["--license", "\u{1b}[31m"], "/credentialSubject/license"),
        (["--license", "CC BY 4.0"], "/credentialSubject/license"),
        (["--jurisdiction", ""], "/credentialSubject/scope/jurisdiction"),
    ])
    func `a value that the format forbids is bad data with its pointer`(options: [String], pointer: String) throws {
        let library = try TestLibrary()
        try library.write(Array("A digest.\n".utf8), to: "a.md")
        let bound = try library.run(
            [
                "bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--json", "--origin", "model",
                "--model-name", "m",
                "--model-version", "1", "--provider", "P",
            ] + options)
        #expect(bound.status == 65 && bound.errorJSON["code"] == "object", "\(bound.diagnostics)")
        #expect(
            bound.errorJSON["findings"]?.elements?.contains { $0["pointer"]?.text == pointer } == true,
            "\(bound.diagnostics)")
    }

    @Test func `sources are cited in order`() throws {
        let library = try TestLibrary()
        let source = ["--source", "citation | FIPS 180-4 | https://doi.org/10.6028/NIST.FIPS.180-4 | section 6.2"]
        let good = try library.bind("Q1?", "See [^s1].\n", source[0], source[1], "--json")
        #expect(good.status == 0, "\(good.diagnostics)")
        let dangling = try library.bind("Q2?", "See [^s2].\n", source[0], source[1], "--json")
        #expect(dangling.status == 65 && dangling.findingCodes.contains("source-unknown"), "\(dangling.diagnostics)")
    }

    @Test func `copies of sources give the document their digests, and a missing one is named`() throws {
        let library = try TestLibrary()
        try library.program.shell("mkdir -p copies/example.org/b && printf abc > copies/example.org/b/index.html")
            .requireSuccess()
        func bind(_ answer: String, _ sources: String...) throws -> BinderyProgram.Result {
            try library.write(Array(answer.utf8), to: "a.md")
            return try library.run(
                ["bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--sources", "copies", "--json"]
                    + sources.flatMap { ["--source", "citation | \($0)"] })
        }
        let head = try library.head()
        let missing = try bind("See [^s2].\n", "B | https://example.org/b/", "C | https://example.org/c")
        #expect(missing.status == 66 && missing.errorJSON["location"] == "copies", "\(missing)")
        #expect(missing.errorJSON["problem"]?.text?.hasSuffix("no copy of s2 (expected at example.org/c)") == true)
        #expect(try library.head() == head)
        let bound = try bind("See [^s1].\n", "B | https://example.org/b/", "A book")
        #expect(bound.status == 0 && bound.diagnostics.hasPrefix("no digest is recorded of s2: "), "\(bound)")
        let object = try library.run("get", try #require(bound.json["object"]?.text))
        let sources = object.json["credentialSubject"]?["sources"]?.elements
        // SHA-256("abc") of FIPS 180-4, as a multihash (1220) in base64url (u).
        #expect(
            sources?.map { $0["digestMultibase"]?.text } == ["uEiC6eBa_jwHP6kFBQN5driIjsANho5YXepy0EP9h8gAVrQ", nil],
            "\(object.text)")
        #expect(try bind("A.\n").status == 64)
    }

    @Test func `characters that nobody sees are refused unless they are meant`() throws {
        let library = try TestLibrary()
        let refused = try library.bind("Q?", "safe\u{202e}txt\n", "--json")
        #expect(refused.status == 65)
        let meant = try library.bind("Q?", "safe\u{202e}txt\n", "--allow-invisible", "--json")
        #expect(meant.status == 0)
        let verified = try library.run("verify", try #require(meant.json["object"]?.text), "--json")
        #expect(verified.verdict == "verified" && verified.findingCodes == ["bidirectional-control"])
    }

    @Test func `an answer that is not UTF-8 is bad data`() throws {
        let library = try TestLibrary()
        try library.write([0x41, 0xff, 0xfe], to: "a.md")
        let bound = try library.run("bind", "Q?", "--answer", "a.md", "--key", "publisher.pem", "--json")
        #expect(bound.status == 65 && bound.errorJSON["code"] == "bad-data")
    }

    @Test func `a demonstration key is refused outside the demonstration`() throws {
        let library = try TestLibrary()
        try library.write(Array("A.\n".utf8), to: "a.md")
        let derive =
            "printf '302e020100300506032b657004220420%s' $(printf 'bindery demo key, not secret: publisher' | sha256sum | cut -c1-64)"
            + " | xxd -r -p | openssl pkey -inform DER -out demo.pem && chmod 600 demo.pem"
        try #require(library.program.shell(derive).status == 0)
        let bound = try library.run("bind", "Q?", "--answer", "a.md", "--key", "demo.pem", "--json")
        #expect(bound.status == 77 && bound.errorJSON["code"] == "no-permission")
        let made = try library.program.run("init", "other", "--key", "demo.pem", "--name", "Other", "--json")
        #expect(made.status != 0 && made.findingCodes.contains("demo-key"), "\(made.diagnostics)")
    }

    @Test func `what stands against a version is a conflict and nothing is lost`() throws {
        let library = try TestLibrary()
        for text in ["one", "two"] {
            let draft = try library.bind("Q?", text + "\n", "--draft", "\(text).json", "--json")
            #expect(draft.status == 0 && draft.json["status"] == "draft")
        }
        #expect(try library.run("publish", "one.json", "--json").json["status"] == "published")
        let lost = try library.run("publish", "two.json", "--json")
        #expect(lost.status == 75 && lost.errorJSON["code"] == "conflict")
        #expect(FileManager.default.fileExists(atPath: TemporaryDirectory.file("two.json")))
        #expect(try library.audit().verdict == "verified")
    }
}
