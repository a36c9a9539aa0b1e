internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import Recompute

/// How long it takes, and how much memory, to plan what is checked of a large library, and to follow the plan to its end.
public struct PlanningBenchmark: Sendable {
    private let documentCount: Int

    /// A benchmark over so many documents, a twentieth of which have changed.
    public init(documents: Int = 100_000) { documentCount = max(documents, 1) }

    /// Plans, then follows the plan with checks that are made up.
    public func run(_ report: (BenchmarkMeasure) -> Void) throws {
        let before = PeakMemory.bytes
        var times = SampleTimes(.thread)
        let entries = Self.entries(documentCount)
        let policy = RecomputePolicy()
        let plan = try times.measure { try RecomputePlan(entries, policy: policy, seed: 1) }
        var walk = SampleTimes(.thread)
        let checked = try walk.measure { try Self.follow(plan) }
        let megabytes = Double(PeakMemory.bytes - before) * 1e-6
        let notes = [
            "\(documentCount) documents in \(plan.strata.count) strata",
            "\(checked) of them checked, the others attested by sample: \(SampleTimes.text(walk.total))",
            "memory: \(Int(megabytes.rounded())) MB at the peak",
        ]
        report(
            BenchmarkMeasure(
                "recompute-planning", unit: "s of processor time", ours: times.total, limit: 10,
                limitName: "the limit for 100,000 documents", notes: notes))
        report(
            BenchmarkMeasure(
                "recompute-planning-memory", unit: "MB", ours: max(megabytes, 0.1), limit: 300,
                limitName: "the limit for 100,000 documents"))
    }

    private static func entries(_ count: Int) -> [PlanningEntry] {
        (0..<count).compactMap { number in
            guard let address = Address("sha256:\(SHA256.digest(of: "document \(number)"))") else { return nil }
            return PlanningEntry(
                document: address,
                change: BindingComponents([.weights]),
                freshnessClass: FreshnessClass.allCases[number % FreshnessClass.allCases.count], recheck: .compare,
                traffic: Float(number % 1_000), ageInDays: Int32(number % 700), promptTokens: 40, answerTokens: 200)
        }
    }

    private static func follow(_ plan: RecomputePlan) throws -> Int {
        var recomputation = try Recomputation(plan)
        while true {
            switch recomputation.next(limit: 64) {
            case .check(let documents):
                for document in documents {
                    let isChanged = document.digest.bytes[0] < 13
                    try recomputation.record(.checked(document, isChanged ? .revised : .identical, .zero))
                }
            case .attest(let documents, _):
                for document in documents { try recomputation.record(.attestedBySample(document)) }
            case .modelSuspect: try recomputation.record(.continued)
            case .budgetExhausted, .done: return recomputation.total.checked
            }
        }
    }
}
