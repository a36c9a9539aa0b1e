import BoundKnowledge
import Recompute
import Testing

/// What is next, from what is done.
@Suite struct RecomputationTests {
    private func recomputation(
        _ count: Int, _ policy: String = #"{"strata": ["class"]}"#, budget: RecomputePolicy.Budget? = nil
    ) throws -> Recomputation {
        let plan = try RecomputePlan(
            RecomputePlanTests.library(count), policy: SampleAnswers.policy(policy), seed: 3)
        return try Recomputation(plan, budget: budget)
    }

    @Test func `probes that show nothing leave the rest attested by sample`() throws {
        var recomputation = try recomputation(3_000)
        let total = try drain(&recomputation) { _ in .identical }.total
        #expect(total.outcomes == [.identical: 59 + 299])
        #expect(total.attestedBySample == 3_000 - 59 - 299)
        let samples = recomputation.byStratum.compactMap(\.bySample)
        #expect(samples.map(\.probes) == [59, 299])
        #expect(samples.map(\.population) == [2_000, 1_000])
        #expect(samples.allSatisfy { $0.material == 0 && $0.bound < $0.tolerance && $0.isSound })
    }

    @Test func `a probe that shows a material change has every document of its stratum checked`() throws {
        var recomputation = try recomputation(3_000)
        let safety = Set(RecomputePlanTests.library(3_000).filter { $0.freshnessClass == .safety }.map(\.document))
        let total = try drain(&recomputation) { safety.contains($0) ? .revised : .equivalent }.total
        #expect(total.outcomes == [.revised: 1_000, .equivalent: 59])
        #expect(recomputation.byStratum.map { $0.bySample == nil } == [false, true])
    }

    @Test func `as many material probes are accepted as the policy says`() throws {
        let policy = #"{"strata": [], "acceptedMaterial": 1, "classes": {"safety": {"tolerance": 0.05}}}"#
        for material in 0...2 {
            var recomputation = try recomputation(1_000, policy)
            guard case .check(let probes) = recomputation.next(limit: 1_000) else { return #expect(Bool(false)) }
            #expect(probes.count == 93)
            for (index, probe) in probes.enumerated() {
                try recomputation.record(.checked(probe, index < material ? .revised : .identical, .zero))
            }
            let sample = recomputation.byStratum[0].bySample
            #expect((sample != nil) == (material < 2))
            if let sample { #expect(sample.material == material && sample.bound < 0.05) }
        }
    }

    @Test(arguments: [nil, .failed, .unanswerable, .unstable, .contradicted] as [Outcome?])
    func `what is not shown to be immaterial counts as material`(outcome: Outcome?) throws {
        var recomputation = try recomputation(1_000, #"{"strata": [], "attempts": 1}"#)
        guard case .check(let probes) = recomputation.next(limit: 1) else { return #expect(Bool(false)) }
        try recomputation.record(.checked(probes[0], outcome, .zero))
        guard case .check(let rest) = recomputation.next(limit: 5_000) else { return #expect(Bool(false)) }
        #expect(rest.count == 999)
    }

    private func tokens(of document: Address, in recomputation: Recomputation) throws -> Int64 {
        let entry = try #require(recomputation.plan.entry(of: document))
        return Int64(entry.promptTokens) + Int64(entry.answerTokens)
    }

    @Test func `a batch has no more tokens than the limit, or is one document`() throws {
        let recomputation = try recomputation(100)
        func batch(_ tokens: Int64) -> [Address] {
            guard case .check(let documents) = recomputation.next(limit: 50, tokenLimit: tokens) else { return [] }
            return documents
        }
        let all = batch(.max)
        let counts = try all.map { try tokens(of: $0, in: recomputation) }
        #expect(all.count == 50 && batch(0) == Array(all.prefix(1)))
        for count in [1, 2, 7, 50] {
            let sum = counts.prefix(count).reduce(0, +)
            #expect(batch(sum) == Array(all.prefix(count)))
            #expect(batch(sum - 1).count == max(1, count - 1))
        }
    }

    @Test func `under a budget one document tells the price, and a batch is what the rest pays for`() throws {
        var recomputation = try recomputation(100, budget: .init(cpuSeconds: 10))
        guard case .check(let first) = recomputation.next(limit: 50) else { return #expect(Bool(false)) }
        #expect(first.count == 1)
        // A second for each token: of the ten seconds nine are left after one, and seven after three.
        try recomputation.record(.checked(first[0], .identical, Cost(prefilledTokens: 1, cpuSeconds: 1)))
        for spent in [1.0, 3, 9] {
            guard case .check(let documents) = recomputation.next(limit: 50) else { return #expect(Bool(false)) }
            let sum = try documents.map { try tokens(of: $0, in: recomputation) }.reduce(0, +)
            #expect(documents.count == 1 || Double(sum) <= 10 - spent)
            let more = spent == 1 ? 2.0 : spent == 3 ? 6 : 1
            try recomputation.record(
                .checked(documents[0], .identical, Cost(prefilledTokens: Int64(more), cpuSeconds: more)))
        }
        #expect(recomputation.next(limit: 50) == .budgetExhausted)
    }

    @Test func `a check that fails is tried again after the others, and only so often`() throws {
        var recomputation = try recomputation(4, #"{"attempts": 3}"#)
        var tries: [Address: Int] = [:]
        let broken = SampleAnswers.address(2)
        var order: [Address] = []
        while case .check(let documents) = recomputation.next(limit: 1) {
            for document in documents {
                tries[document, default: 0] += 1
                order.append(document)
                try recomputation.record(.checked(document, document == broken ? .failed : .identical, .zero))
            }
        }
        #expect(tries[broken] == 3)
        #expect(tries.values.sorted() == [1, 1, 1, 3])
        #expect(order.suffix(2) == [broken, broken])
        #expect(recomputation.total.outcomes == [.identical: 3, .failed: 1])
        #expect(recomputation.next(limit: 1) == .done)
    }

    @Test func `a document that is gone is replaced among the probes by the next one`() throws {
        var recomputation = try recomputation(1_000, #"{"strata": [], "classes": {"safety": {"tolerance": 0.05}}}"#)
        guard case .check(let probes) = recomputation.next(limit: 1_000) else { return #expect(Bool(false)) }
        #expect(probes.count == 59)
        for probe in probes.prefix(9) { try recomputation.record(.voided(probe)) }
        guard case .check(let after) = recomputation.next(limit: 1_000) else { return #expect(Bool(false)) }
        #expect(after.count == 59)
        #expect(Set(after).isDisjoint(with: probes.prefix(9)))
        #expect(Array(after.prefix(50)) == Array(probes.dropFirst(9)))
        for probe in after { try recomputation.record(.checked(probe, .identical, .zero)) }
        #expect(recomputation.byStratum[0].bySample?.population == 991)
        #expect(recomputation.byStratum[0].bySample?.probes == 59)
    }

    @Test func `a probe that was checked and is gone afterwards still speaks for its stratum`() throws {
        var recomputation = try recomputation(1_000, #"{"strata": [], "classes": {"safety": {"tolerance": 0.05}}}"#)
        guard case .check(let probes) = recomputation.next(limit: 1_000) else { return #expect(Bool(false)) }
        try recomputation.record(.checked(probes[0], .revised, .zero))
        try recomputation.record(.voided(probes[0]))
        #expect(recomputation.total.voided == 0)
        #expect(recomputation.byStratum[0].bySample == nil)
    }

    @Test func `a stratum that shrinks to its probes is checked document by document`() throws {
        var recomputation = try recomputation(61, #"{"strata": [], "classes": {"safety": {"tolerance": 0.05}}}"#)
        guard case .check(let probes) = recomputation.next(limit: 100) else { return #expect(Bool(false)) }
        for probe in probes.prefix(2) { try recomputation.record(.voided(probe)) }
        let done = try drain(&recomputation) { _ in .identical }
        #expect(done.total.outcomes == [.identical: 59])
        #expect(done.total.attestedBySample == 0)
    }

    @Test func `what is checked one by one comes by requests, expected changes, severity and cost`() throws {
        let entries = [
            RecomputePlanTests.entry(1, traffic: 4, tokens: 100), RecomputePlanTests.entry(2, traffic: 2, tokens: 10),
            RecomputePlanTests.entry(3, traffic: 9, tokens: 100), RecomputePlanTests.entry(4, .safety, traffic: 9),
            RecomputePlanTests.entry(5, .safety, traffic: 0),
        ]
        let policy = try SampleAnswers.policy(#"{"strata": ["class"]}"#)
        let recomputation = try Recomputation(try RecomputePlan(entries, policy: policy, seed: 1))
        #expect(recomputation.next(limit: 9) == .check([4, 2, 3, 1, 5].map(SampleAnswers.address)))
    }

    @Test func `strata that showed more changes come first`() throws {
        let entries =
            (0..<100).map { RecomputePlanTests.entry($0, .general) }
            + (100..<200).map { RecomputePlanTests.entry($0, .timeless) }
        let policy = try SampleAnswers.policy(#"{"strata": ["class"]}"#)
        var recomputation = try Recomputation(try RecomputePlan(entries, policy: policy, seed: 1))
        let general = Set((0..<100).map(SampleAnswers.address))
        // The first probe of one stratum, and the third of the other, shows a change.
        var seen: [Bool: Int] = [:]
        while recomputation.byStratum.contains(where: { ($0.tally.outcomes[.revised] ?? 0) == 0 }) {
            guard case .check(let documents) = recomputation.next(limit: 1) else { return #expect(Bool(false)) }
            let isGeneral = general.contains(documents[0])
            seen[isGeneral, default: 0] += 1
            let isMaterial = isGeneral ? seen[true] == 3 : true
            try recomputation.record(.checked(documents[0], isMaterial ? .revised : .identical, .zero))
        }
        guard case .check(let next) = recomputation.next(limit: 99 + 97) else { return #expect(Bool(false)) }
        #expect(next.count == 99 + 97)
        #expect(next.prefix(99).allSatisfy { !general.contains($0) })
    }

    @Test func `the budget ends the checks, and not what costs nothing`() throws {
        var recomputation = try recomputation(1_000, budget: RecomputePolicy.Budget(cpuSeconds: 10))
        let done = try drain(&recomputation, limit: 3) { _ in .identical }
        #expect(done.last == .budgetExhausted)
        #expect(recomputation.spent.cpuSeconds == 10)
        var finished = try self.recomputation(1_000, budget: RecomputePolicy.Budget(cpuSeconds: 59 + 299))
        #expect(try drain(&finished) { _ in .identical }.last == .done)
    }

    @Test func `a budget of joules needs a meter`() throws {
        let plan = try RecomputePlan(RecomputePlanTests.library(9), policy: RecomputePolicy(), seed: 1)
        let budget = RecomputePolicy.Budget(joules: 5)
        let error = #expect(throws: RecomputeError.self) { try Recomputation(plan, budget: budget) }
        #expect(error?.code == .noMeter)
        var metered = try Recomputation(plan, budget: budget, isMetered: true)
        guard case .check(let documents) = metered.next(limit: 1) else { return #expect(Bool(false)) }
        try metered.record(.checked(documents[0], .identical, Cost(joules: 5)))
        #expect(metered.next(limit: 1) == .budgetExhausted)
    }

    @Test(arguments: [Outcome.contradicted, .unanswerable])
    func `a model that breaks most answers is suspect until a person goes on`(outcome: Outcome) throws {
        var recomputation = try recomputation(1_000)
        var checked = 0
        while case .check(let documents) = recomputation.next(limit: 1) {
            try recomputation.record(.checked(documents[0], outcome, .zero))
            checked += 1
        }
        #expect(checked == Recomputation.fewestChecksForSuspicion)
        #expect(recomputation.next(limit: 1) == .modelSuspect)
        try recomputation.record(.continued)
        #expect(try drain(&recomputation) { _ in outcome }.total.outcomes == [outcome: 1_000])
    }

    @Test func `a share of broken answers that the policy allows makes no model suspect`() throws {
        var recomputation = try recomputation(400, #"{"maxSuspectShare": 0.5}"#)
        var count = 0
        let done = try drain(&recomputation) { _ in
            count += 1
            return count.isMultiple(of: 2) ? .contradicted : .revised
        }
        #expect(done.last == .done)
    }

    @Test func `a journal of another plan is refused`() throws {
        var recomputation = try recomputation(9)
        let error = #expect(throws: RecomputeError.self) {
            try recomputation.record(.checked(SampleAnswers.address(1_000), .identical, .zero))
        }
        #expect(error?.code == .unknownDocument)
        #expect(recomputation.spent == .zero)
    }

    @Test func `an empty library is done`() throws {
        #expect(try recomputation(0).next(limit: 1) == .done)
    }

    /// Does all there is to do, and returns the last step.
    private func drain(
        _ recomputation: inout Recomputation, limit: Int = 10, _ outcome: (Address) -> Outcome?
    ) throws -> (last: Recomputation.Step, total: CheckTally) {
        while true {
            let step = recomputation.next(limit: limit)
            switch step {
            case .check(let documents):
                for document in documents {
                    try recomputation.record(.checked(document, outcome(document), Cost(cpuSeconds: 1)))
                }
            case .attest(let documents, _):
                for document in documents { try recomputation.record(.attestedBySample(document)) }
            default: return (step, recomputation.total)
            }
        }
    }
}
