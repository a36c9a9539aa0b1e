internal import BoundKnowledge

/// Checks how the objects of a registry hang together: versions, claims, and the objects that others are about.
struct ChainAudit {
    private(set) var findings: [AuditFinding] = []

    /// - Parameter objects: in order of publication.
    init(_ objects: [BoundObject]) {
        var seen: [Address: BoundObject] = [:]
        var claims: [Claim: Address] = [:]
        var currents: [String: Address] = [:]
        for object in objects {
            let predecessor = object.envelope.subject.previous.flatMap { seen[$0] }
            for finding in LineageChain.findings(for: object, predecessor: predecessor) { report(finding, object) }
            if let lineage = object.envelope.subject.lineage {
                let key = "\(object.type.rawValue) \(lineage)"
                if currents[key] != object.envelope.subject.previous {
                    report(
                        Finding(
                            "lineage-fork", .rejects, at: "/credentialSubject/previous",
                            "the lineage stood at \(currents[key].map { "\($0)" } ?? "no version") when this was published",
                            remedy: "Ask the operator which of the versions holds."), object)
                }
                currents[key] = object.address
            }
            if let other = claims[object.claim] {
                report(
                    Finding(
                        "second-form", .rejects, at: "/proof", "the same claim is published as \(other)",
                        remedy: "Use the first one."), object)
            }
            checkReferences(of: object, among: seen)
            claims[object.claim] = object.address
            seen[object.address] = object
        }
    }

    /// What an object is about, and the manifest that it was derived by, are published before it.
    private mutating func checkReferences(of object: BoundObject, among seen: [Address: BoundObject]) {
        let subject = object.envelope.subject
        if let target = subject.target {
            if let found = seen[target.object] {
                guard found.claim != target.claim else { return }
                report(
                    Finding(
                        "target-claim", .rejects, at: "/credentialSubject/claim",
                        "the object \(target.object) has the claim \(found.claim), not \(target.claim)",
                        remedy: "Ask the operator what it was."), object)
            } else {
                reportMissing(target.object, at: "/credentialSubject/object", object)
            }
        }
        if case .boundDocument(let document) = subject, case .manifest(let manifest)? = document.derivation?.model,
            seen[manifest]?.type != .modelManifest
        {
            reportMissing(manifest, at: "/credentialSubject/derivation/model", object)
        }
    }

    private mutating func reportMissing(_ address: Address, at pointer: String, _ object: BoundObject) {
        report(
            Finding(
                "target-missing", .rejects, at: pointer, "the object \(address) is not there",
                remedy: "Ask the operator what it was."), object)
    }

    private mutating func report(_ finding: Finding, _ object: BoundObject) {
        findings.append(AuditFinding(finding, object: object.address))
    }
}
