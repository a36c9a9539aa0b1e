import BinderyTestSupport
import BoundKnowledge
import Cryptography
import Recompute
import Testing

/// A recomputation that is killed and made again from its plan and journal.
@Suite struct ResumptionTests {
    /// What a library does, decided by the seed: every document has its outcome, some fail first, some go away.
    private struct World {
        let plan: RecomputePlan
        private let seed: UInt64

        init(seed: UInt64) throws {
            self.seed = seed
            var generator = SeededGenerator(seed: seed)
            let entries = (0..<300).map { number in
                RecomputePlanTests.entry(
                    number, generator.next() % 2 == 0 ? .general : .numeric,
                    recheck: [.compare, .compare, .compare, .rederive, .never][Int(generator.next() % 5)],
                    traffic: Float(generator.next() % 50))
            }
            let policy = try SampleAnswers.policy(
                #"{"strata": ["class"], "attempts": 2, "acceptedMaterial": 1, "maxSuspectShare": 0.02}"#)
            plan = try RecomputePlan(entries, policy: policy, seed: seed)
        }

        /// What happens to a document when it is looked at for the `attempt`th time.
        func entry(_ document: Address, attempt: Int) -> JournalEntry {
            var generator = SeededGenerator(seed: seed ^ UInt64(document.digest.bytes[0]) << 8 ^ UInt64(attempt))
            switch generator.next() % 100 {
            case 0..<3: return .voided(document)
            case 3..<8: return .checked(document, .failed, Cost(cpuSeconds: 1))
            case 8..<9: return .checked(document, .contradicted, Cost(cpuSeconds: 1))
            case 9: return .checked(document, nil, Cost(cpuSeconds: 1))
            default: return .checked(document, .identical, Cost(cpuSeconds: 1))
            }
        }
    }

    /// Goes on for at most so many entries, and adds them to the journal.
    private func advance(
        _ world: World, _ journal: inout [JournalEntry], by count: Int, limit: Int
    ) throws -> Recomputation {
        var recomputation = try Recomputation(world.plan)
        for entry in journal { try recomputation.record(entry) }
        var left = count
        while left > 0 {
            let entries: [JournalEntry]
            switch recomputation.next(limit: limit) {
            case .check(let documents):
                entries = documents.map { document in
                    let attempt = journal.count { if case .checked(document, _, _) = $0 { true } else { false } }
                    return world.entry(document, attempt: attempt)
                }
            case .attest(let documents, _): entries = documents.map(JournalEntry.attestedBySample)
            case .modelSuspect: entries = [.continued]
            case .budgetExhausted, .done: return recomputation
            }
            // A kill may come between any two entries of a batch.
            for entry in entries.prefix(left) {
                try recomputation.record(entry)
                journal.append(entry)
            }
            left -= entries.count
        }
        return recomputation
    }

    private func document(of entry: JournalEntry) -> Address? {
        switch entry {
        case .checked(let document, _, _), .attestedBySample(let document), .voided(let document): document
        case .continued: nil
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `many kills change neither the end nor repeat what is finished`(seed: UInt64) throws {
        let world = try World(seed: seed)
        var whole: [JournalEntry] = []
        let expected = try advance(world, &whole, by: .max, limit: 7)
        #expect(expected.next(limit: 1) == .done)

        var generator = SeededGenerator(seed: seed &+ 1_000)
        var journal: [JournalEntry] = []
        var resumed = try Recomputation(world.plan)
        while resumed.next(limit: 1) != .done {
            resumed = try advance(world, &journal, by: 1 + Int(generator.next() % 40), limit: 7)
        }
        #expect(resumed.total == expected.total)
        #expect(resumed.spent == expected.spent)
        // A kill within a batch changes the order of checks, and with it whether so many broken answers come early that
        // a person is asked.
        #expect(Set(journal).subtracting([.continued]) == Set(whole).subtracting([.continued]))
        try expectNothingRepeated(journal)
    }

    /// A document has one entry that ends it, and failed checks only before that.
    private func expectNothingRepeated(_ journal: [JournalEntry]) throws {
        var finished: Set<Address> = []
        var failures: [Address: Int] = [:]
        for entry in journal {
            guard let document = document(of: entry) else { continue }
            #expect(!finished.contains(document), "\(entry)")
            if case .checked(_, .failed, _) = entry {
                failures[document, default: 0] += 1
                if failures[document] == 2 { finished.insert(document) }
            } else {
                finished.insert(document)
            }
        }
    }

    @Test func `at every prefix of a journal the next step is the one that was taken`() throws {
        let world = try World(seed: 77)
        var journal: [JournalEntry] = []
        _ = try advance(world, &journal, by: .max, limit: 1)
        var recomputation = try Recomputation(world.plan)
        for (count, entry) in journal.enumerated() {
            var again = try Recomputation(world.plan)
            for entry in journal.prefix(count) { try again.record(entry) }
            let step = again.next(limit: 1)
            #expect(step == recomputation.next(limit: 1))
            switch (step, document(of: entry)) {
            case (.check(let documents), let document?), (.attest(let documents, _), let document?):
                #expect(documents == [document])
            case (.modelSuspect, nil): break
            default: Issue.record("\(step) and then \(entry)")
            }
            try recomputation.record(entry)
        }
        #expect(recomputation.next(limit: 1) == .done)
    }

    @Test func `an entry that was written twice changes nothing but the cost`() throws {
        let world = try World(seed: 5)
        var journal: [JournalEntry] = []
        let expected = try advance(world, &journal, by: .max, limit: 7)
        var twice = try Recomputation(world.plan)
        for entry in journal {
            try twice.record(entry)
            if case .checked(_, .failed, _) = entry { continue }
            try twice.record(entry)
        }
        #expect(twice.total == expected.total)
        #expect(twice.next(limit: 1) == .done)
    }
}
