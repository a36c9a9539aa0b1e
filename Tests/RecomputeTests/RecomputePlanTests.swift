import BinderyTestSupport
import BoundKnowledge
import Recompute
import Testing

@Suite struct RecomputePlanTests {
    /// A document whose weights changed.
    static func entry(
        _ number: Int, change: BindingComponents = BindingComponents([.weights]),
        _ freshnessClass: FreshnessClass = .general,
        recheck: Recheck = .compare, traffic: Float = 0, age: Int32 = 0, tokens: UInt32 = 100
    ) -> PlanningEntry {
        PlanningEntry(
            document: SampleAnswers.address(number), change: change, freshnessClass: freshnessClass, recheck: recheck,
            traffic: traffic, ageInDays: age, promptTokens: tokens, answerTokens: 2 * tokens)
    }

    /// Documents of two classes, with traffic.
    static func library(_ count: Int) -> [PlanningEntry] {
        (0..<count).map { entry($0, $0 % 3 == 0 ? .safety : .general, traffic: Float($0 % 100), age: Int32($0 / 7)) }
    }

    private func plan(_ entries: [PlanningEntry], _ policy: String = "{}", seed: UInt64 = 1) throws -> RecomputePlan {
        try RecomputePlan(entries, policy: SampleAnswers.policy(policy), seed: seed)
    }

    @Test func `an entry is small and holds nothing on the heap`() {
        #expect(MemoryLayout<PlanningEntry>.stride <= 64)
        #expect(_isPOD(PlanningEntry.self))
    }

    @Test func `what a document wants, and whether anything changed, decides how it is treated`() throws {
        let plan = try plan([
            Self.entry(1), Self.entry(2, recheck: .never), Self.entry(3, recheck: .rederive), Self.entry(4, change: []),
            Self.entry(5, change: BindingComponents([.policy])), Self.entry(6, change: [], recheck: .rederive),
        ])
        #expect(Set(plan.unaffected) == Set([4, 5, 6].map(SampleAnswers.address)))
        #expect(plan.neverRechecked == [SampleAnswers.address(2)])
        #expect(plan.checkedEach == [SampleAnswers.address(3)])
        #expect(plan.strata.map(\.memberCount) == [1])
        #expect(plan.affectedCount == 2)
    }

    @Test(arguments: 0..<20 as Range<UInt64>) func `the order in which documents come does not count`(seed: UInt64)
        throws
    {
        var generator = SeededGenerator(seed: seed)
        let library = Self.library(700)
        let (one, other) = (try plan(library), try plan(library.shuffled(using: &generator)))
        #expect(one.digest == other.digest)
        #expect(one.strata == other.strata)
    }

    @Test func `another seed draws other probes of the same strata`() throws {
        let (one, other) = (try plan(Self.library(700), seed: 1), try plan(Self.library(700), seed: 2))
        #expect(one.digest != other.digest)
        #expect(one.strata != other.strata)
        #expect(one.strata.map(\.stratum) == other.strata.map(\.stratum))
        #expect(one.strata.map(\.memberCount) == other.strata.map(\.memberCount))
    }

    @Test func `the probes of a stratum do not depend on the other strata`() throws {
        func probes(_ entries: [PlanningEntry]) throws -> [Address] {
            let recomputation = try Recomputation(try plan(entries, #"{"strata": ["class"]}"#))
            guard case .check(let documents) = recomputation.next(limit: 1_000) else { return [] }
            return documents
        }
        let general = (0..<200).map { Self.entry($0) }
        let both = try probes(general + (200..<500).map { Self.entry($0, .timeless) })
        #expect(Set(both).isSuperset(of: try probes(general)))
        #expect(try probes(general).count == 59)
    }

    @Test func `the digest tells plans apart that differ in one document or in the policy`() throws {
        let library = Self.library(100)
        let digests = [
            try plan(library), try plan(library.dropLast()), try plan(library, #"{"samples": 6}"#),
            try plan(library.dropLast() + [Self.entry(99, .safety, recheck: .never, traffic: 99, age: 14)]),
        ].map(\.digest)
        #expect(Set(digests).count == digests.count)
    }

    @Test func `the seed follows from model and policy`() throws {
        let (model, policy) = (SampleAnswers.model("new"), RecomputePolicy())
        #expect(RecomputePlan.seed(for: model, under: policy) == RecomputePlan.seed(for: model, under: policy))
        #expect(
            RecomputePlan.seed(for: model, under: policy)
                != RecomputePlan.seed(for: SampleAnswers.model("newer"), under: policy))
        let other = try SampleAnswers.policy(#"{"samples": 6}"#)
        #expect(RecomputePlan.seed(for: model, under: policy) != RecomputePlan.seed(for: model, under: other))
    }

    @Test func `a document stands in one plan once`() {
        let error = #expect(throws: RecomputeError.self) { try plan([Self.entry(1), Self.entry(2), Self.entry(1)]) }
        #expect(error?.code == .duplicate)
    }

    @Test func `strata are of one class and one tenth of the traffic, and deciles are even`() throws {
        let entries = (0..<1_000).map { Self.entry($0, traffic: Float($0)) }
        let strata = try plan(entries).strata
        #expect(strata.map(\.stratum.trafficDecile) == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
        #expect(strata.allSatisfy { $0.memberCount == 100 && $0.stratum.freshnessClass == .general })
    }

    @Test func `what nobody counted is one stratum, not ten of chance`() throws {
        let strata = try plan((0..<1_000).map { Self.entry($0) }).strata
        #expect(strata.map(\.stratum) == [Stratum(freshnessClass: .general)])
    }

    @Test func `strata are by what the policy says`() throws {
        let library = Self.library(700)
        #expect(try plan(library, #"{"strata": []}"#).strata.map(\.stratum) == [Stratum()])
        let classes = try plan(library, #"{"strata": ["class"]}"#).strata
        #expect(classes.map(\.stratum) == [.general, .safety].map { Stratum(freshnessClass: $0) })
        #expect(try plan(library, #"{"strata": ["age"]}"#).strata.map(\.stratum.ageDecile) == Array((0...9).reversed()))
    }

    @Test func `a stratum is probed as its strictest class wants, or each is checked`() throws {
        let library = Self.library(3_000)
        let mixed = try #require(try plan(library, #"{"strata": []}"#).strata.first)
        #expect(mixed.tolerance == 0.01 && mixed.probeCount == 299 && mixed.deadlineInDays == 7)
        let classes = try plan(library, #"{"strata": ["class"]}"#).strata
        #expect(classes.map(\.probeCount) == [59, 299])
        let small = try plan((0..<59).map { Self.entry($0) }).strata
        #expect(small.map(\.probeCount) == [nil])
        #expect(try plan((0..<60).map { Self.entry($0) }).strata.map(\.probeCount) == [59])
        let strict = #"{"classes": {"general": {"tolerance": 0}}}"#
        #expect(try plan((0..<900).map { Self.entry($0) }, strict).strata.map(\.probeCount) == [nil])
    }

    @Test func `each member is drawn as often as every other`() throws {
        // 60 members, 59 probes: the one that is left out, over 6,000 seeds. Each is expected 100 times; six standard
        // deviations of the binomial distribution are 60.
        let entries = (0..<60).map { Self.entry($0) }
        var leftOut: [Address: Int] = [:]
        for seed in 0..<6_000 {
            var recomputation = try Recomputation(try plan(entries, seed: UInt64(seed)))
            guard case .check(let probes) = recomputation.next(limit: 100) else { return #expect(Bool(false)) }
            for probe in probes { try recomputation.record(.checked(probe, .identical, .zero)) }
            guard case .attest(let rest, _) = recomputation.next(limit: 100) else { return #expect(Bool(false)) }
            for document in rest { leftOut[document, default: 0] += 1 }
        }
        #expect(leftOut.count == 60)
        #expect(leftOut.values.allSatisfy { (40...160).contains($0) }, "\(leftOut.values.sorted())")
    }

    @Test func `the estimate lies between probes alone and everything`() throws {
        let plan = try plan((0..<100).map { Self.entry($0) } + [Self.entry(100, recheck: .rederive)])
        let estimate = PlanEstimate(plan)
        #expect(estimate.leastCheckedCount == 60)
        #expect(estimate.least == Cost(prefilledTokens: 60 * 300))
        #expect(estimate.mostCheckedCount == 101)
        #expect(estimate.most == Cost(prefilledTokens: 101 * 300, generatedTokens: 101 * 200))
        #expect(estimate.regeneration == Cost(prefilledTokens: 101 * 100, generatedTokens: 101 * 200))
        let rate = TokenRate(prefilledPerCPUSecond: 1_000, generatedPerCPUSecond: 50)
        #expect(rate.cpuSeconds(of: estimate.least) == 18)
        #expect(rate.cpuSeconds(of: estimate.regeneration) == 10.1 + 404)
    }

    @Test func `a traffic that is no number counts as none`() {
        for traffic in [Float.nan, -1, .infinity] { #expect(Self.entry(1, traffic: traffic).traffic == 0) }
    }

    @Test func `100,000 documents are planned the same each time`() throws {
        let library = Self.library(100_000)
        let (one, other) = (try plan(library), try plan(library))
        #expect(one.digest == other.digest)
        #expect(one.affectedCount == 100_000)
    }
}
