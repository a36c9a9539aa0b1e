public import JSON
internal import Recompute
internal import Signing

extension RecomputeReport {
    /// The report (`Schemas/output/recompute.schema.json`).
    public var json: JSONValue {
        var value: JSONValue = [
            "model": .string(model), "state": .string(state.rawValue), "started": .string("\(started)"),
            "policyDigest": .string(DigestMultibase.encode(policyDigest)),
            "policySource": .string(policySource.rawValue),
        ]
        if hasNothingNew { value.set("nothingNewSince", .string("\(started)")) }
        value.set("nextPolicyDigest", nextPolicyText.map(JSONValue.string))
        value.set("earlierPolicyDigest", earlierPolicyText.map(JSONValue.string))
        value.set(
            "documents",
            [
                "all": .integer(Int64(documentCount)), "authored": .integer(Int64(authoredCount)),
                "ofOtherModels": .integer(Int64(otherModelCount)), "unaffected": .integer(Int64(unaffectedCount)),
                "neverRechecked": .integer(Int64(neverRecheckedCount)),
            ])
        value.set("outcomes", Self.json(total, undecided: undecidedCount))
        value.set("parts", .array(parts.map(\.json)))
        value.set("findings", .array(findings.map(\.json)))
        value.set("causes", .array(causes.map(\.json)))
        value.set("changedSources", .array(changedSources.map(\.json)))
        value.set(
            "effects",
            [
                "attested": .integer(Int64(attestationCount)), "unsigned": .integer(Int64(unsignedCount)),
                "superseded": .integer(Int64(supersededCount)),
                "waitingUndecided": .integer(Int64(waitingUndecidedCount)),
            ])
        value.set("spent", spent.json)
        value.set("regeneration", regeneration.json)
        return value
    }

    /// Its policy, for people: the digest, and whose it was.
    public var policyText: String { "\(DigestMultibase.encode(policyDigest))  \(policySource.words)" }

    /// ``earlierPolicyDigest`` as evidence has it.
    public var earlierPolicyText: String? { earlierPolicyDigest.map(DigestMultibase.encode) }

    /// ``nextPolicyDigest`` as evidence has it.
    public var nextPolicyText: String? { nextPolicyDigest.map(DigestMultibase.encode) }

    fileprivate static func json(_ outcomes: [Outcome: Int], undecided: Int) -> JSONValue {
        var value: JSONValue = [:]
        for outcome in Outcome.allCases {
            value.set(outcome.rawValue, outcomes[outcome].map { .integer(Int64($0)) })
        }
        if undecided > 0 { value.set("undecided", .integer(Int64(undecided))) }
        return value
    }
}

extension RecomputeReport.Part {
    fileprivate var json: JSONValue {
        var value: JSONValue = ["name": .string(name), "documents": .integer(Int64(documentCount))]
        value.set("outcomes", RecomputeReport.json(tally.outcomes, undecided: tally.undecided))
        value.set("attestedBySample", .integer(Int64(tally.attestedBySample)))
        value.set("voided", .integer(Int64(tally.voided)))
        value.set(
            "bySample",
            bySample.map {
                [
                    "probes": .integer(Int64($0.probes)), "material": .integer(Int64($0.material)),
                    "bound": .number($0.bound), "confidence": .number($0.confidence),
                    "tolerance": .number($0.tolerance),
                ]
            })
        return value
    }
}

extension RecomputeReport.Finding {
    fileprivate var json: JSONValue {
        var value: JSONValue = ["document": .string("\(document)"), "question": .string(question)]
        value.set("outcome", outcome.map { .string($0.rawValue) })
        value.set("proposal", proposal.map(JSONValue.string))
        value.set("state", .string(state.name))
        value.set("by", state.object.map { .string("\($0)") })
        value.set("problem", problem.map(JSONValue.string))
        return value
    }
}

extension RecomputeReport.Cause {
    fileprivate var json: JSONValue {
        var value: JSONValue = ["changed": .array(changed.map { .string($0.name) })]
        value.set("cause", cause.map { .string($0.name) })
        value.set("documents", .integer(Int64(documentCount)))
        return value
    }
}

extension Cost {
    var json: JSONValue {
        var value: JSONValue = [
            "prefilledTokens": .integer(prefilledTokens), "generatedTokens": .integer(generatedTokens),
        ]
        if cpuSeconds > 0 { value.set("cpuSeconds", .number(cpuSeconds)) }
        value.set("joules", joules.map(JSONValue.number))
        return value
    }
}

extension RecomputeOutline {
    /// Its policy, for people: the digest, and whose it is.
    public var policyText: String { "\(DigestMultibase.encode(plan.policy.digest))  \(policySource.words)" }

    /// The outline (`Schemas/output/recompute-plan.schema.json`).
    public var json: JSONValue {
        let estimate = estimate
        return [
            "model": .string(model), "policyDigest": .string(DigestMultibase.encode(plan.policy.digest)),
            "policySource": .string(policySource.rawValue),
            "documents": [
                "all": .integer(Int64(documentCount)), "authored": .integer(Int64(authoredCount)),
                "ofOtherModels": .integer(Int64(otherModelCount)),
                "finished": .integer(Int64(finishedCount)),
                "unaffected": .integer(Int64(plan.unaffected.count)),
                "neverRechecked": .integer(Int64(plan.neverRechecked.count)),
                "checkedEach": .integer(Int64(plan.checkedEach.count)),
            ],
            "changes": .array(
                changes.map {
                    [
                        "components": .array($0.components.map { .string($0.name) }),
                        "documents": .integer(Int64($0.count)),
                    ]
                }),
            "strata": .array(plan.strata.map(\.json)),
            "changedSources": .array(changedSources.map(\.json)),
            "estimate": [
                "leastChecked": .integer(Int64(estimate.leastCheckedCount)), "least": estimate.least.json,
                "mostChecked": .integer(Int64(estimate.mostCheckedCount)), "most": estimate.most.json,
                "regeneration": estimate.regeneration.json,
            ],
        ]
    }
}

extension PlannedStratum {
    fileprivate var json: JSONValue {
        var value: JSONValue = ["name": .string("\(stratum)"), "documents": .integer(Int64(memberCount))]
        value.set("probes", probeCount.map { .integer(Int64($0)) })
        value.set("tolerance", .number(tolerance))
        value.set("deadlineDays", .integer(Int64(deadlineInDays)))
        return value
    }
}
