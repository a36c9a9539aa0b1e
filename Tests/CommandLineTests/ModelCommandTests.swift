import BinderyTestSupport
import Foundation
import JSON
import Testing

@Suite(.temporaryDirectory) struct ModelCommandTests {
    private static let question = "When does the demo library open?"

    /// A library that knows the model that ships, and an auditor.
    private func library() throws -> TestLibrary {
        try TestLibrary.writeKey("auditor")
        let library = try TestLibrary(options: ["--auditor", "auditor.pem"])
        let added = try library.run(
            "model", "add", ShippedModel.path(1), "--name", "demo", "--model-version", "1", "--key", "publisher.pem",
            "--json")
        try #require(added.status == 0, "\(added.diagnostics)")
        #expect(added.json["type"] == "ModelManifest" && added.json["status"] == "published")
        return library
    }

    private func derive(_ library: TestLibrary, _ question: String = question) throws -> BinderyProgram.Result {
        try library.run("bind", question, "--model", "demo", "--key", "publisher.pem", "--json")
    }

    @Test func `a question is derived, verified, derived again, and the audit passes`() throws {
        let library = try library()
        let bound = try derive(library)
        #expect(bound.status == 0 && bound.json["status"] == "published" && bound.diagnostics.isEmpty)
        let object = try #require(bound.json["object"]?.text)
        let text = try library.run("get", object, "--answer").text
        #expect(text.contains("opens at 9:00 on weekdays."), "\(text)")

        let again = try library.run("rederive", object)
        #expect(again.status == 0 && again.text.hasPrefix("bitwise  \(object)"), "\(again)")
        #expect(try library.run("verify", object).status == 0)
        #expect(try library.audit().status == 0)
        #expect(try derive(library).json["status"] == "known")
    }

    @Test func `a model file that is gone makes the outcome unknown until it is installed`() throws {
        let library = try library()
        let object = try #require(try derive(library).json["object"]?.text)
        let listed = try library.run("model", "list", "--json").json
        #expect(listed["name"] == "demo" && listed["installed"] == true)
        try FileManager.default.removeItem(atPath: TemporaryDirectory.file(".data/bindery/models"))
        #expect(try library.run("model", "list", "--json").json["installed"] == false)

        let unknown = try library.run("rederive", object, "--json")
        #expect(unknown.status == 69 && unknown.json["outcome"] == "unknown", "\(unknown)")
        #expect(try derive(library, "What is Bindery?").status == 66)
        #expect(try library.program.run("model", "install", ShippedModel.path(1)).status == 0)
        #expect(try library.run("rederive", object, "--json").json["outcome"] == "bitwise")
    }

    @Test func `another version is asked, and what it says instead is printed`() throws {
        let library = try library()
        let changed = try #require(try derive(library).json["object"]?.text)
        let kept = try #require(try derive(library, "What is Bindery?").json["object"]?.text)
        let added = try library.run(
            "model", "add", ShippedModel.path(2), "--name", "demo", "--model-version", "2", "--key", "publisher.pem")
        try #require(added.status == 0, "\(added.diagnostics)")

        let same = try library.run("reverify", kept, "--model", "demo@2")
        #expect(same.status == 0 && same.text.hasPrefix("identical  \(kept)"), "\(same)")
        let other = try library.run("reverify", changed, "--model", "demo")
        #expect(other.status == 1 && other.text.contains("opens at 10:00 on weekdays."), "\(other)")
        let json = try library.run("reverify", changed, "--model", "demo", "--json").json
        #expect(json["outcome"] == "different" && json["difference"]?["found"] == "10")
        // The document's own model has not changed its mind.
        #expect(try library.run("reverify", changed, "--model", "demo@1").status == 0)
    }

    /// The attestations of the library, as `list` shows them.
    private func attestations(_ library: TestLibrary) throws -> Int {
        try library.run("list", "--all-types", "--json").text.split(separator: "\n")
            .count { $0.contains("\"type\":\"Attestation\"") }
    }

    @Test func `an auditor signs that the bytes came out again, and that another model gives them too`() throws {
        let library = try library()
        let object = try #require(try derive(library, "What is Bindery?").json["object"]?.text)
        let rehearsed = try library.run("rederive", object, "--key", "auditor.pem", "--dry-run", "--json")
        #expect(rehearsed.json["attestation"]?["status"] == "dry-run", "\(rehearsed)")
        #expect(try attestations(library) == 0)

        let again = try library.run("rederive", object, "--key", "auditor.pem", "--json")
        #expect(again.status == 0 && again.json["attestation"]?["status"] == "published", "\(again)")
        let address = try #require(again.json["attestation"]?["object"]?.text)
        let subject = try library.run("get", address).json["credentialSubject"]
        #expect(subject?["kind"] == "rederived" && subject?["outcome"] == "bitwise")
        #expect(subject?["object"] == .string(object) && subject?["evidence"]?["numerics"] == "bk1")
        #expect(try library.run("verify", address).status == 0)

        _ = try library.run(
            "model", "add", ShippedModel.path(2), "--name", "demo", "--model-version", "2", "--key", "publisher.pem")
        let other = try library.run("reverify", object, "--model", "demo@2", "--key", "auditor.pem")
        #expect(other.status == 0 && other.text.contains("\npublished  sha256:"), "\(other)")
        let signed = try #require(other.text.split(separator: "\npublished  ").last?.prefix { !$0.isWhitespace })
        let repeated = try library.run("rederive", String(signed))
        #expect(repeated.status == 0 && repeated.text.hasPrefix("bitwise  \(signed)"), "\(repeated)")
        #expect(try attestations(library) == 2)
        #expect(try library.audit().status == 0)
    }

    @Test func `a difference is not signed, and a publisher's key signs no attestation`() throws {
        let library = try library()
        let object = try #require(try derive(library).json["object"]?.text)
        let refused = try library.run("rederive", object, "--key", "publisher.pem")
        #expect(refused.status != 0 && refused.text.hasPrefix("bitwise"), "\(refused)")
        _ = try library.run(
            "model", "add", ShippedModel.path(2), "--name", "demo", "--model-version", "2", "--key", "publisher.pem")
        let other = try library.run("reverify", object, "--model", "demo@2", "--key", "auditor.pem", "--json")
        #expect(other.status == 1 && other.json["attestation"] == nil, "\(other)")
        #expect(try attestations(library) == 0)
        #expect(try library.run("rederive", object, "--dry-run").status == 64)
    }

    @Test func `a dry run publishes nothing and keeps no file`() throws {
        let library = try TestLibrary()
        let head = try library.head()
        let result = try library.run(
            "model", "add", ShippedModel.path(1), "--name", "demo", "--model-version", "1", "--key", "publisher.pem",
            "--dry-run")
        #expect(result.status == 0 && result.text.hasPrefix("would publish"))
        #expect(try library.head() == head)
        #expect(!FileManager.default.fileExists(atPath: TemporaryDirectory.file(".data/bindery/models")))
    }

    @Test func `logits have one hash for every instruction set, number of threads and batch`() throws {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        var hashes: Set<String> = []
        for options in [
            ["--isa", "scalar", "--threads", "1", "--batch", "1"], ["--threads", "3", "--batch", "7"], [],
        ] {
            let result = try program.run(
                ["model", "logits", ShippedModel.path(1), "--prompt", "What is a hash function?"] + options)
            #expect(result.status == 0, "\(result.diagnostics)")
            hashes.insert(try #require(result.text.split(separator: "\n").last.map(String.init)))
        }
        #expect(hashes.count == 1 && hashes.first?.count == 64, "\(hashes)")
    }

    @Test func `an instruction set that the machine lacks ends with 69`() throws {
        #if arch(arm64)
            let foreign = "avx2"
        #else
            let foreign = "neon"
        #endif
        let program = BinderyProgram(in: TemporaryDirectory.current)
        let result = try program.run(
            "model", "logits", ShippedModel.path(1), "--prompt", "What?", "--isa", foreign, "--json")
        #expect(result.status == 69 && result.errorJSON["code"] == "unavailable", "\(result)")
    }

    @Test(
        arguments: [
            (["--prompt", ""], 64), (["--prompt", String(repeating: "What is Bindery? ", count: 100)], 65),
            (["--prompt", "What?", "--isa", "mmx"], 64), (["--prompt", "What?", "--batch", "0"], 64),
            (["--prompt", "What?", "--threads", "65"], 64),
        ] as [([String], Int32)])
    func `a prompt or setting that will not do is told apart by the exit code`(options: [String], status: Int32) throws
    {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        let result = try program.run(["model", "logits", ShippedModel.path(1)] + options)
        #expect(result.status == status && result.output.isEmpty && !result.diagnostics.isEmpty, "\(result)")
    }

    @Test func `a file that is missing, or no model, is named`() throws {
        let program = BinderyProgram(in: TemporaryDirectory.current)
        let missing = try program.run("model", "install", "absent.gguf")
        #expect(missing.status == 66 && missing.diagnostics.contains("absent.gguf"))
        try Data("no model".utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("text.gguf")))
        let malformed = try program.run("model", "install", "text.gguf", "--json")
        #expect(malformed.status == 65 && malformed.errorJSON["location"]?.text?.contains("text.gguf") == true)
    }

    @Test func `an answer and a model exclude each other, and one of them is needed`() throws {
        let library = try TestLibrary()
        #expect(try library.run("bind", "What?", "--key", "publisher.pem").status == 64)
        let both = ["bind", "What?", "--answer", "a.md", "--model", "demo", "--key", "publisher.pem"]
        #expect(try library.run(both).status == 64)
        let absent = try library.run("bind", "What?", "--model", "demo", "--key", "publisher.pem", "--json")
        #expect(absent.status == 66 && absent.errorJSON["code"] == "no-input")
        let declared = ["--origin", "model", "--model-name", "m", "--model-version", "1", "--provider", "p"]
        #expect(
            try library.run(["bind", "What?", "--model", "demo", "--key", "publisher.pem"] + declared).status == 64)
    }
}
