internal import BoundKnowledge
internal import GitStore

/// Compares the origin that `registry.jsonld` states with the trust root's: by it readers look up what they pinned.
struct DescriptionAudit {
    let findings: [AuditFinding]

    init(of repository: GitRepository, at path: String, expecting origin: String) {
        let problem: String
        do {
            let stated = try Registry.description(of: repository, at: path).origin
            guard !stated.utf8.elementsEqual(origin.utf8) else {
                findings = []
                return
            }
            problem = "the file states the origin `\(stated)`, the trust root `\(origin)`"
        } catch {
            problem = "the file cannot be read: \((error as? RegistryError)?.problem ?? "its bytes are damaged")"
        }
        findings = [
            AuditFinding(
                Finding(
                    "other-registry", .rejects, at: "", problem, remedy: "Restore the repository from a mirror."),
                path: RegistryLayout.description)
        ]
    }
}
