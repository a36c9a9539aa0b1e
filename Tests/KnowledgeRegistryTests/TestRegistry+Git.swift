import BinderyTestSupport
import BoundKnowledge
import Foundation
import GitStore
import KnowledgeRegistry
import Signing
import Testing

/// What somebody does to the repository with git, with or without the commit key.
extension TestRegistry {
    static let isGitAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")

    /// Runs a line of the shell whose `git` works on the registry, and returns what it printed.
    @discardableResult func git(_ line: String) throws -> String {
        let result = try program.shell(
            "set -e; \(line)",
            environment: [
                "GIT_DIR": path, "GIT_INDEX_FILE": TemporaryDirectory.file("index"), "GIT_CONFIG_GLOBAL": "/dev/null",
                "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_AUTHOR_NAME": "M", "GIT_AUTHOR_EMAIL": "m@example.org",
                "GIT_COMMITTER_NAME": "M", "GIT_COMMITTER_EMAIL": "m@example.org", "LC_ALL": "C",
            ])
        try #require(result.status == 0, "\(line): \(result.text)\(result.diagnostics)")
        return result.text.split(separator: "\n").last.map(String.init) ?? ""
    }

    /// Commits what `edit` does to git's index; with the commit key, if a thief has it.
    func commit(_ edit: String, message: String = "Tidy up", signer: String? = nil) throws {
        try Data(message.utf8).write(to: URL(fileURLWithPath: TemporaryDirectory.file("message")))
        try git(
            "rm -f index; git read-tree main; \(edit)\n"
                + "git update-ref refs/heads/main $(git commit-tree -F message -p main $(git write-tree))")
        if let signer { try signHead(by: signer) }
    }

    /// Replaces the commit at `main` by the same one, signed.
    func signHead(by signer: String) throws {
        let unsigned = Array(try program.shell("git --git-dir=\(path) cat-file commit main").output)
        let armor = try SSHSignature(
            signing: unsigned, namespace: SSHSignature.gitNamespace, with: TestKey.key(signer)
        ).armor
        let text = String(decoding: unsigned, as: UTF8.self)
        let end = try #require(text.range(of: "\n\n"))
        let header = armor.split(separator: "\n").joined(separator: "\n ")
        try Data((text[..<end.lowerBound] + "\ngpgsig " + header + text[end.lowerBound...]).utf8)
            .write(to: URL(fileURLWithPath: TemporaryDirectory.file("commit")))
        try git("git update-ref refs/heads/main $(git hash-object -t commit -w commit)")
    }

    /// The shell's words that put an object's bytes at a path of git's index.
    func add(_ bytes: [UInt8], at path: String, mode: String = "100644") throws -> String {
        let name = "file-\(Address(of: bytes).digest)"
        try Data(bytes).write(to: URL(fileURLWithPath: TemporaryDirectory.file(name)))
        return "git update-index --add --cacheinfo \(mode),$(git hash-object -w --no-filters \(name)),\(path);"
    }

    static func path(of object: BoundObject) -> String {
        let digits = "\(object.address.digest)"
        return "objects/\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits).jsonld"
    }

    static func headPath(of object: BoundObject) throws -> String {
        let lineage = "\(try #require(object.envelope.subject.lineage))"
        return "documents/\(lineage.prefix(2))/\(lineage.dropFirst(2).prefix(1))/\(lineage).md"
    }

    /// The message of a commit that publishes objects, as our writer writes it.
    static func message(_ objects: BoundObject...) -> String {
        "Publish\n\n" + objects.map { "object \($0.address) \($0.type.rawValue)\n" }.joined()
    }
}

extension AuditReport {
    /// The codes of all findings that are more than information.
    var codes: [String] { findings.map(\.finding).filter { $0.consequence != .informs }.map(\.code) }

    func first(_ code: String) -> AuditFinding? { findings.first { $0.finding.code == code } }
}
