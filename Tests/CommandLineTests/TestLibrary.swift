import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Foundation
import JSON
import Signing
import Testing

/// A registry named `library` in the running test's folder, with publishers whose keys are derived from their names.
struct TestLibrary {
    let program: BinderyProgram
    /// The address of its trust root.
    let root: String
    /// The origin of its log.
    let origin = "example.org/test-library"
    /// Where the registry is.
    let path: String

    /// Runs `bindery init` for the named publishers.
    init(
        publishers: [String] = ["publisher"], at path: String = "library", folder: String = TemporaryDirectory.current,
        options: [String] = []
    ) throws {
        program = BinderyProgram(in: folder)
        self.path = path
        var arguments = [
            "init", path, "--name", "Test library", "--origin", origin, "--key-folder", folder + "/keys", "--json",
        ]
        for name in publishers {
            try Self.writeKey(name, in: folder)
            arguments += ["--key", "\(name).pem"]
        }
        let made = try program.run(arguments + options)
        try #require(made.status == 0, "\(made.diagnostics)")
        root = try #require(made.json["root"]?.text)
    }

    /// Writes the private key of a name to `<name>.pem`.
    static func writeKey(_ name: String, in folder: String = TemporaryDirectory.current) throws {
        let pem = try TestKey.key(name).pem().withBytes { span in Data(span.withUnsafeBytes { Array($0) }) }
        try #require(
            FileManager.default.createFile(
                atPath: "\(folder)/\(name).pem", contents: pem, attributes: [.posixPermissions: 0o600]))
    }

    /// Runs `bindery` with these arguments and `--registry`.
    func run(_ arguments: String...) throws -> BinderyProgram.Result { try run(arguments) }

    /// Runs `bindery` with these arguments and `--registry`.
    func run(_ arguments: [String]) throws -> BinderyProgram.Result {
        try program.run(arguments + ["--registry", path])
    }

    /// Binds `answer` to `question` with the key of `publisher` and returns the output.
    func bind(_ question: String, _ answer: String, _ options: String...) throws -> BinderyProgram.Result {
        let file = "answer-\(UUID().uuidString).md"
        try write(Array(answer.utf8), to: file)
        return try run(["bind", question, "--answer", file, "--key", "publisher.pem"] + options)
    }

    /// Binds and returns the new object's address.
    func bound(_ question: String, _ answer: String = "An answer.\n") throws -> String {
        let result = try bind(question, answer, "--json")
        try #require(result.status == 0, "\(result.diagnostics)")
        return try #require(result.json["object"]?.text)
    }

    /// The verdict of `bindery audit` in JSON; `path` may name a clone.
    func audit(_ path: String? = nil) throws -> BinderyProgram.Result {
        try program.run("audit", path ?? self.path, "--root", root, "--json")
    }

    /// Runs git on the registry, without anybody's configuration.
    @discardableResult func git(_ line: String) throws -> String {
        let result = try program.shell(
            "export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_DIR='\(path)'; \(line)",
            environment: [
                "GIT_AUTHOR_NAME": "Somebody", "GIT_AUTHOR_EMAIL": "somebody@example.org",
                "GIT_COMMITTER_NAME": "Somebody", "GIT_COMMITTER_EMAIL": "somebody@example.org",
            ])
        try #require(result.status == 0, "\(line): \(result.diagnostics)")
        return String(result.text.prefix { $0 != "\n" })
    }

    /// The commit at the head of `main`.
    func head() throws -> String { try git("git rev-parse main") }

    /// A commit key, as the registry's operator or a thief holds it.
    func commitKey() throws -> Ed25519PrivateKey {
        let pem = try [UInt8](Data(contentsOf: URL(fileURLWithPath: program.folder + "/keys/commit.pem")))
        return try Ed25519PrivateKey(pem: SecretBytes(copying: pem.span.bytes))
    }

    /// Writes a file into the test's folder.
    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: program.folder + "/" + name))
    }
}

extension BinderyProgram.Result {
    /// Standard output's first line as JSON; `null` if it is none.
    var json: JSONValue { Self.json(text) }

    /// Standard error's first line as JSON; `null` if it is none.
    var errorJSON: JSONValue { Self.json(diagnostics)["error"] ?? .null }

    /// The codes of the findings on either stream.
    var findingCodes: [String] {
        (json["findings"]?.elements ?? errorJSON["findings"]?.elements ?? []).compactMap { $0["code"]?.text }
    }

    /// The verdict that standard output states.
    var verdict: String? { json["verdict"]?.text }

    private static func json(_ text: String) -> JSONValue {
        let line = Array(text.utf8.prefix { $0 != UInt8(ascii: "\n") })
        return (try? JSONDocument(parsing: line)).map { JSONValue($0.root) } ?? .null
    }
}

extension JSONValue {
    /// The text of a string.
    var text: String? { if case .string(let text) = self { text } else { nil } }

    /// The elements of an array.
    var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
}
