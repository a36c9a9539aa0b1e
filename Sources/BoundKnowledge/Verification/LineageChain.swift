/// What a chain of versions needs to know of an object; small, so that an audit can keep one for each.
package struct LineageLink: Sendable {
    package let address: Address
    package let type: ObjectType
    package let registry: String
    package let lineage: LineageID?
    package let version: Int64?
    package let previous: Address?

    package init(
        address: Address, type: ObjectType, registry: String, lineage: LineageID?, version: Int64?, previous: Address?
    ) {
        self.address = address
        self.type = type
        self.registry = registry
        self.lineage = lineage
        self.version = version
        self.previous = previous
    }

    package init(_ object: BoundObject) {
        let subject = object.envelope.subject
        self.init(
            address: object.address, type: object.type, registry: object.envelope.registry, lineage: subject.lineage,
            version: subject.version, previous: subject.previous)
    }
}

/// How an object follows its predecessor (`docs/format/objects.md` sections 3, 7 and 8).
public enum LineageChain {
    /// What is wrong between an object and the one that it names as `previous`; empty when all is well.
    ///
    /// - Parameters:
    ///   - object: the later one.
    ///   - predecessor: the object at `previous`, or `nil` where it could not be found.
    public static func findings(for object: BoundObject, predecessor: BoundObject?) -> [Finding] {
        findings(for: LineageLink(object), predecessor: predecessor.map(LineageLink.init))
    }

    /// The same, of what was kept of both.
    package static func findings(for object: LineageLink, predecessor: LineageLink?) -> [Finding] {
        guard let address = object.previous else { return [] }
        guard let predecessor, predecessor.address == address else {
            return [
                Finding(
                    "predecessor-missing", .rejects, at: "/credentialSubject/previous",
                    "the predecessor \(address) is not there",
                    remedy: "Fetch it, or publish the versions in order.")
            ]
        }
        var findings: [Finding] = []
        if predecessor.type != object.type || predecessor.lineage != object.lineage {
            findings.append(
                Finding(
                    "lineage-chain", .rejects, at: "/credentialSubject/previous",
                    "the predecessor \(address) is of another type or lineage",
                    remedy: "Name the version before this one, of the same question and scope."))
        }
        if !predecessor.registry.utf8.elementsEqual(object.registry.utf8) {
            findings.append(
                Finding(
                    "other-registry", .rejects, at: "/credentialSubject/previous",
                    "the predecessor is an object of `\(predecessor.registry)`",
                    remedy: "Name a version of the same registry."))
        }
        if let version = object.version, predecessor.version != version - 1 {
            findings.append(
                Finding(
                    "version-chain", .rejects, at: "/credentialSubject/version",
                    "version \(version) follows version \(predecessor.version ?? 0)",
                    remedy: "Count versions one by one."))
        }
        return findings
    }
}
