public import BoundKnowledge

/// What became of an object since it was published, as far as it is proved.
public struct Standing: Sendable {
    /// One proved step from an object to what stands in for it.
    public enum Step: Sendable {
        /// A later version of the same lineage leads back to the object by `previous`.
        case superseded(by: FetchedObject)
        /// A withdrawal names the object's address and claim.
        case withdrawn(by: FetchedObject, Withdrawal)
        /// The withdrawal before this step names this object as replacement.
        case replaced(by: FetchedObject)
    }

    /// How the walk ended.
    public enum End: Sendable, Hashable {
        /// No mirror tells of a later version or a withdrawal of the newest object. That there is none is unproved.
        case noneKnown
        /// The newest object is withdrawn, and nothing replaces it.
        case withdrawn
        /// No mirror answered.
        case untold
        /// The steps form a circle, or are more than the limit.
        case endless
        /// The object that was asked about does not hold.
        case rejected
    }

    /// The object that was asked about.
    public let object: FetchedObject
    /// The steps, in order.
    public internal(set) var steps: [Step] = []
    /// The attestation that put the newest object in quarantine. That no later one lifts it is unproved.
    public internal(set) var quarantine: FetchedObject?
    /// How the walk ended.
    public internal(set) var end = End.noneKnown
    /// What mirrors claimed and could not prove, and what remains unproved.
    public internal(set) var findings: [Finding] = []

    init(of object: FetchedObject) { self.object = object }

    /// The verdict on the object that was asked about, with what became of it: a withdrawn one is stale.
    public var verification: Verification {
        let checked = object.verification
        return Verification(
            address: checked.address, object: checked.object, signers: checked.signers,
            findings: checked.findings + (steps.first.map { [$0.finding] } ?? []) + object.mirrorFindings + findings)
    }

    /// The object that stands in for the one asked about; the same where nothing does. It may be withdrawn: see `end`.
    public var newest: FetchedObject {
        for step in steps.reversed() {
            switch step {
            case .superseded(let object), .replaced(let object): return object
            case .withdrawn: continue
            }
        }
        return object
    }
}

extension Standing.Step {
    /// What the step says of the object before it.
    fileprivate var finding: Finding {
        switch self {
        case .superseded(let successor):
            Finding(
                "superseded", .informs, at: "", "a later version is \(successor.address)",
                remedy: "Read the later version, unless you want the history.")
        case .withdrawn(let object, let withdrawal):
            Finding(
                "withdrawn", .makesStale, at: "",
                "withdrawn by \(object.address): \(withdrawal.reason.rawValue), \(withdrawal.severity.rawValue)",
                remedy: withdrawal.replacedBy.map { "Read \($0) instead." } ?? "Do not rely on the answer.")
        case .replaced(let object):
            Finding("replaced", .informs, at: "", "replaced by \(object.address)", remedy: "Read the replacement.")
        }
    }
}
