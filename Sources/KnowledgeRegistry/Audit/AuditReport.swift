public import BoundKnowledge
public import GitStore

/// One finding of an audit, with the place that it concerns.
public struct AuditFinding: Sendable, Hashable {
    /// What was found.
    public let finding: Finding
    /// The object that it concerns.
    public let object: Address?
    /// The path in the tree that it concerns.
    public let path: String?
    /// The commit that it concerns.
    public let commit: GitObjectID?

    init(_ finding: Finding, object: Address? = nil, path: String? = nil, commit: GitObjectID? = nil) {
        self.finding = finding
        self.object = object
        self.path = path
        self.commit = commit
    }
}

/// What an audit of a whole registry found.
public struct AuditReport: Sendable {
    /// The registry's origin.
    public let origin: String
    /// The commit that was audited.
    public let head: GitObjectID
    /// The trust root that the audit started from.
    public let root: Address?
    /// How many commits the history has.
    public let commitCount: Int
    /// How many objects there are, by type.
    public let objectCounts: [ObjectType: Int]
    /// Everything that was found.
    public let findings: [AuditFinding]

    /// What the findings add up to; objects whose time is over, or of a format to come, do not spoil an audit, nor hide what does.
    public var verdict: Verdict {
        let consequences = findings.lazy.map(\.finding.consequence)
        if consequences.contains(.rejects) { return .rejected }
        return consequences.contains(.leavesSignerUnknown) ? .signerUnknown : .verified
    }
}

extension GitStoreError {
    /// Whether the error says that the repository's content is not what it was, which is an audit's answer.
    var isDamage: Bool { [.corrupt, .missingObject, .missingPath, .merge].contains(code) }
}
