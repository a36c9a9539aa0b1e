/// How an object follows its predecessor (`docs/format/objects.md` sections 3, 7 and 8).
public enum LineageChain {
    /// What is wrong between an object and the one that it names as `previous`; empty when all is well.
    ///
    /// - Parameters:
    ///   - object: the later one.
    ///   - predecessor: the object at `previous`, or `nil` where it could not be found.
    public static func findings(for object: BoundObject, predecessor: BoundObject?) -> [Finding] {
        guard let address = object.envelope.subject.previous else { return [] }
        guard let predecessor, predecessor.address == address else {
            return [
                Finding(
                    "predecessor-missing", .rejects, at: "/credentialSubject/previous",
                    "the predecessor \(address) is not there",
                    remedy: "Fetch it, or publish the versions in order.")
            ]
        }
        var findings: [Finding] = []
        if predecessor.type != object.type || predecessor.envelope.subject.lineage != object.envelope.subject.lineage {
            findings.append(
                Finding(
                    "lineage-chain", .rejects, at: "/credentialSubject/previous",
                    "the predecessor \(address) is of another type or lineage",
                    remedy: "Name the version before this one, of the same question and scope."))
        }
        if !predecessor.envelope.registry.utf8.elementsEqual(object.envelope.registry.utf8) {
            findings.append(
                Finding(
                    "other-registry", .rejects, at: "/credentialSubject/previous",
                    "the predecessor is an object of `\(predecessor.envelope.registry)`",
                    remedy: "Name a version of the same registry."))
        }
        if let version = object.envelope.subject.version, predecessor.envelope.subject.version != version - 1 {
            findings.append(
                Finding(
                    "version-chain", .rejects, at: "/credentialSubject/version",
                    "version \(version) follows version \(predecessor.envelope.subject.version ?? 0)",
                    remedy: "Count versions one by one."))
        }
        return findings
    }
}
