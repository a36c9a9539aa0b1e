internal import BoundKnowledge
internal import GitStore

/// Checks the checksums of the files that hold git's objects, so that a changed byte is found wherever it stands.
struct PackAudit {
    let findings: [AuditFinding]

    init(of repository: GitRepository) throws {
        findings = try repository.filesWithWrongChecksum().map { path in
            AuditFinding(
                Finding(
                    "store-damaged", .rejects, at: "", "the checksum at the end of \(path) is not that of its bytes",
                    remedy: "Restore the repository from a mirror."), path: path)
        }
    }
}
