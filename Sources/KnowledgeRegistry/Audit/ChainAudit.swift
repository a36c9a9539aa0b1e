internal import BoundKnowledge

/// Checks how the objects of a registry hang together: versions, claims, and the objects that others are about.
struct ChainAudit {
    private(set) var findings: [AuditFinding] = []
    /// The objects so far.
    private(set) var ledger = ObjectLedger()

    mutating func reserve(_ count: Int) { ledger.reserve(count) }

    /// Adds the next object in order of publication.
    mutating func add(_ object: ObjectSummary, at position: Int) {
        let link = object.link
        let predecessor = link.previous.flatMap { ledger.object(at: $0)?.link }
        for finding in LineageChain.findings(for: link, predecessor: predecessor) { report(finding, link) }
        if let lineage = link.lineage {
            let current = ledger.current(link.type, of: lineage)
            if current != link.previous {
                report(
                    Finding(
                        "lineage-fork", .rejects, at: "/credentialSubject/previous",
                        "the lineage stood at \(current.map { "\($0)" } ?? "no version") when this was published",
                        remedy: "Ask the operator which of the versions holds."), link)
            }
        }
        if let other = ledger.address(of: object.claim) {
            report(
                Finding(
                    "second-form", .rejects, at: "/proof", "the same claim is published as \(other)",
                    remedy: "Use the first one."), link)
        }
        checkReferences(of: object)
        ledger.append(object, at: position)
    }

    /// What an object is about, and the manifest that it was derived by, are published before it.
    private mutating func checkReferences(of object: ObjectSummary) {
        if let target = object.target {
            if let found = ledger.object(at: target.object) {
                guard found.claim != target.claim else { return }
                report(
                    Finding(
                        "target-claim", .rejects, at: "/credentialSubject/claim",
                        "the object \(target.object) has the claim \(found.claim), not \(target.claim)",
                        remedy: "Ask the operator what it was."), object.link)
            } else {
                reportMissing(target.object, at: "/credentialSubject/object", object.link)
            }
        }
        if let manifest = object.manifest, ledger.object(at: manifest)?.link.type != .modelManifest {
            reportMissing(manifest, at: "/credentialSubject/derivation/model", object.link)
        }
    }

    private mutating func reportMissing(_ address: Address, at pointer: String, _ object: LineageLink) {
        report(
            Finding(
                "target-missing", .rejects, at: pointer, "the object \(address) is not there",
                remedy: "Ask the operator what it was."), object)
    }

    private mutating func report(_ finding: Finding, _ object: LineageLink) {
        findings.append(AuditFinding(finding, object: object.address))
    }
}
