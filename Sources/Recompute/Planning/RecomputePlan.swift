public import BoundKnowledge
public import Cryptography
internal import JSON

/// Which documents a new model concerns, which of them are probed, and which are checked one by one.
///
/// A plan follows from documents, policy and seed alone, in whatever order the documents come.
public struct RecomputePlan: Sendable {
    /// How a document is treated.
    enum Treatment: UInt8, Sendable {
        case unaffected, neverRechecked
        /// Checked one by one, because its publisher wants the answer derived again.
        case each
        /// In a stratum.
        case sampled
    }

    /// The documents, ordered by address.
    public let entries: [PlanningEntry]
    /// The policy.
    public let policy: RecomputePolicy
    /// The seed of the order of probing.
    public let seed: UInt64
    /// The strata, the most read first within each class.
    public let strata: [PlannedStratum]
    let treatments: [Treatment]
    /// Positions of the documents that are checked one by one whatever the probes show.
    let each: [Int32]

    /// A plan.
    ///
    /// - Parameter seed: see ``seed(for:under:)``; another one only in tests.
    /// - Throws: `duplicate` where a document stands twice, `outOfRange` for more than 2³¹ - 1 documents.
    /// - Complexity: O(n log n) for n documents.
    public init(_ entries: [PlanningEntry], policy: RecomputePolicy, seed: UInt64) throws(RecomputeError) {
        let sorted = entries.sorted { $0.document < $1.document }
        try Self.check(sorted)
        let treatments = sorted.map(Self.treatment)
        let sampled = treatments.indices.filter { treatments[$0] == .sampled }.map(Int32.init)
        let groups = Strata(sorted, policy.strata).groups(of: sampled)
        strata = groups.keys.sorted().map { stratum in
            var members = groups[stratum] ?? []
            var order = ProbeOrder(seed: seed, stratum)
            order.shuffle(&members)
            return PlannedStratum(stratum, shuffled: members, sorted, policy)
        }
        each = treatments.indices.filter { treatments[$0] == .each }.map(Int32.init)
        (self.entries, self.policy, self.seed, self.treatments) = (sorted, policy, seed, treatments)
    }

    /// The seed of a recomputation: it follows from the new model and the policy, so that nobody can choose probes that
    /// suit.
    public static func seed(for model: ModelIdentity, under policy: RecomputePolicy) -> UInt64 {
        UInt64(leading: ["model": model.json, "policy": .string("\(policy.digest)")])
    }

    /// What the plan knows of a document; `nil` for one that is not in it.
    ///
    /// - Complexity: O(log n).
    public func entry(of document: Address) -> PlanningEntry? { index(of: document).map { entries[$0] } }

    /// The position of a document in `entries`, by binary search.
    func index(of document: Address) -> Int? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].document < document { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].document == document ? low : nil
    }

    /// The documents that do not depend on what has changed.
    public var unaffected: [Address] { documents(.unaffected) }

    /// The documents whose publishers want no check.
    public var neverRechecked: [Address] { documents(.neverRechecked) }

    /// The documents that are checked one by one whatever the probes show: those whose publishers want them derived
    /// again.
    public var checkedEach: [Address] { documents(.each) }

    /// How many documents the change concerns.
    public var affectedCount: Int { each.count + strata.reduce(0) { $0 + $1.memberCount } }

    /// What a journal must agree with: SHA-256 of policy, seed, and every document with what the plan does with it.
    public var digest: Digest {
        var bytes = policy.digest.bytes
        withUnsafeBytes(of: seed.bigEndian) { bytes += $0 }
        for (entry, treatment) in zip(entries, treatments) {
            bytes += entry.document.digest.bytes
            bytes.append(treatment.rawValue)
        }
        for stratum in strata {
            bytes += stratum.stratum.json.canonicalBytes()
            for member in stratum.members { withUnsafeBytes(of: member.bigEndian) { bytes += $0 } }
        }
        return SHA256.digest(of: bytes)
    }

    private func documents(_ treatment: Treatment) -> [Address] {
        zip(entries, treatments).filter { $0.1 == treatment }.map(\.0.document)
    }

    private static func check(_ sorted: [PlanningEntry]) throws(RecomputeError) {
        guard sorted.count <= Int(Int32.max) else {
            throw RecomputeError(
                .outOfRange, at: "plan", "found \(sorted.count) documents, expected at most \(Int32.max)",
                remedy: "Plan a part of the library at a time.")
        }
        guard let twice = zip(sorted, sorted.dropFirst()).first(where: { $0.document == $1.document }) else { return }
        throw RecomputeError(
            .duplicate, at: "\(twice.0.document)", "the document stands twice in the plan, expected once",
            remedy: "Plan for the newest version of each lineage, once.")
    }

    private static func treatment(of entry: PlanningEntry) -> Treatment {
        guard ModelChange(entry.change).isRelevant else { return .unaffected }
        switch entry.recheck {
        case .never: return .neverRechecked
        case .rederive: return .each
        case .compare: return .sampled
        }
    }
}
