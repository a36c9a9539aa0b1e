public import JSON
internal import KnowledgeRegistry
internal import Recompute
internal import Signing

extension PolicyInForce {
    /// The policy, whole (`Schemas/output/recompute-policy-show.schema.json`).
    public var json: JSONValue {
        [
            "policySource": .string(source.rawValue), "policyDigest": .string(digestText),
            "policy": policy.json,
        ]
    }

    /// Its digest as evidence has it.
    public var digestText: String { DigestMultibase.encode(policy.digest) }
}

extension PolicyReceipt {
    /// The receipt (`Schemas/output/recompute-policy-set.schema.json`).
    ///
    /// - Parameter isRehearsal: whether nothing was written.
    public func json(isRehearsal: Bool) -> JSONValue {
        var value: JSONValue = [
            "status": .string(isRehearsal ? "dry-run" : status.rawValue), "policyDigest": .string(digestText),
        ]
        value.set("commit", commit.map(JSONValue.string))
        return value
    }

    /// The policy's digest as evidence has it.
    public var digestText: String { DigestMultibase.encode(policy.digest) }
}
