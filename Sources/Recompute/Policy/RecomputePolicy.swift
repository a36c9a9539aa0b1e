public import BoundKnowledge
public import Cryptography
public import JSON

/// What a library does when a model changes: `policy/recompute.json` (`docs/format/recompute-policy.md`).
///
/// A policy is made by parsing one, so that one in hand is possible; what the file leaves out has the default.
public struct RecomputePolicy: Sendable, Hashable {
    /// What holds for answers of one freshness class.
    public struct ClassRule: Sendable, Hashable {
        /// Within how many days of the change the answers are to be checked; 1 to 3,650.
        public let deadlineInDays: Int
        /// The share of material changes that may stay unseen when a stratum is attested by sample; below 1, and 0 has
        /// each document checked.
        public let tolerance: Double
        /// How much a wrong answer weighs against one of another class; above 0, at most 1,000.
        public let severity: Double
    }

    /// What a recomputation may use up; a figure that is absent is no limit.
    public struct Budget: Sendable, Hashable {
        /// CPU seconds of this program.
        public let cpuSeconds: Double?
        /// Joules; only where a meter measures them.
        public let joules: Double?

        /// A budget.
        public init(cpuSeconds: Double? = nil, joules: Double? = nil) {
            (self.cpuSeconds, self.joules) = (cpuSeconds, joules)
        }
    }

    /// When a judge is heard, and what its word is worth.
    public struct JudgeRule: Sendable, Hashable {
        /// Whether a judge is heard where the rules cannot tell.
        public let isHeard: Bool
        /// How often it is asked about one comparison; odd, so that there may be a majority.
        public let votes: Int
        /// Whether a judge alone may find two answers the same.
        public let mayAffirm: Bool
    }

    /// How many samples a check draws where the answer is not greedy; 1 to 100.
    public let samples: Int
    /// How often a check that fails is tried in one recomputation; 1 to 10.
    public let attempts: Int
    /// The confidence of every bound; from 0.5 to below 1.
    public let confidence: Double
    /// How many material changes the probes of a stratum may show for it to be attested by sample; 0 to 100.
    public let acceptedMaterial: Int
    /// By what documents are put into strata, each at most once.
    public let strata: [StratumDimension]
    /// What a recomputation may use up.
    public let budget: Budget
    /// The share of the library's documents that may be superseded without a person within a day; 0 is never.
    public let maxAutoSupersedePerDay: Double
    /// The share of contradicted and unanswerable documents among those checked beyond which the new model itself is
    /// suspect.
    public let maxSuspectShare: Double
    /// When a judge is heard.
    public let judge: JudgeRule
    let classes: [FreshnessClass: ClassRule]
    let actions: [Outcome: RecomputeAction]

    /// What holds for answers of a class.
    public subscript(freshnessClass: FreshnessClass) -> ClassRule {
        classes[freshnessClass] ?? Self.defaultRule(of: freshnessClass)
    }

    /// What is done about an outcome. Where a safety answer is concerned, a person looks at what is unanswerable.
    public func action(for outcome: Outcome, in freshnessClass: FreshnessClass) -> RecomputeAction {
        let action = actions[outcome] ?? outcome.defaultAction
        return outcome == .unanswerable && freshnessClass == .safety && action == .annotate ? .review : action
    }

    /// Every member, defaults included, in the order of the documentation.
    public var json: JSONValue {
        var budget: JSONValue = [:]
        budget.set("cpuSeconds", self.budget.cpuSeconds.map(JSONValue.number))
        budget.set("joules", self.budget.joules.map(JSONValue.number))
        let classes = FreshnessClass.allCases.map { ($0.rawValue, self[$0].json) }
        let actions = Outcome.allCases.map {
            ($0.rawValue, JSONValue.string((self.actions[$0] ?? $0.defaultAction).rawValue))
        }
        return [
            "formatVersion": 1, "samples": .integer(Int64(samples)), "attempts": .integer(Int64(attempts)),
            "confidence": .number(confidence), "acceptedMaterial": .integer(Int64(acceptedMaterial)),
            "strata": .array(strata.map { .string($0.rawValue) }), "classes": .object(JSONObject(classes)),
            "actions": .object(JSONObject(actions)), "budget": budget,
            "maxAutoSupersedePerDay": .number(maxAutoSupersedePerDay),
            "maxSuspectShare": .number(maxSuspectShare), "judge": judge.json,
        ]
    }

    /// SHA-256 of the canonical form of ``json``: equal for policies that mean the same, and another where a later
    /// version has another default.
    public var digest: Digest { SHA256.digest(of: json.canonicalBytes()) }

    /// Whether both mean the same.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.json == rhs.json }

    /// Combines the canonical form.
    public func hash(into hasher: inout Hasher) { hasher.combine(json.canonicalBytes()) }
}

extension RecomputePolicy.ClassRule {
    var json: JSONValue {
        [
            "deadlineDays": .integer(Int64(deadlineInDays)), "tolerance": .number(tolerance),
            "severity": .number(severity),
        ]
    }
}

extension RecomputePolicy.JudgeRule {
    var json: JSONValue {
        ["heard": .bool(isHeard), "votes": .integer(Int64(votes)), "mayAffirm": .bool(mayAffirm)]
    }
}
