package import BoundKnowledge

/// What a recomputation has found and cost, as its page shows it.
package struct RecomputeFigures: Sendable {
    /// Where a recomputation stands.
    package enum State: Sendable, CaseIterable {
        case done, unfinished, budgetExhausted, modelSuspect, nothingToDo
    }

    /// A part of the library, and what became of its documents.
    package struct Part: Sendable {
        let name: String
        let counts: [ReportedOutcome: Int]
        let sample: Sample?

        /// A part. What `counts` does not count has not been looked at.
        package init(name: String, documentCount: Int, counts: [ReportedOutcome: Int], sample: Sample? = nil) {
            (self.name, self.sample) = (name, sample)
            let open = documentCount - counts.values.reduce(0, +)
            self.counts = open > 0 ? counts.merging([.open: open], uniquingKeysWith: +) : counts
        }

        var documentCount: Int { counts.values.reduce(0, +) }
    }

    /// What the probes of a part showed that is attested by sample.
    package struct Sample: Sendable {
        let probeCount: Int
        let materialCount: Int
        let bound: Double
        let confidence: Double

        /// - Parameters:
        ///   - bound: the upper bound of the share that changed, 0 to 1.
        ///   - confidence: the confidence of the bound, 0 to 1.
        package init(probeCount: Int, materialCount: Int, bound: Double, confidence: Double) {
            (self.probeCount, self.materialCount) = (probeCount, materialCount)
            (self.bound, self.confidence) = (bound, confidence)
        }
    }

    /// A document whose answer changed, or of which that cannot be told.
    package struct Finding: Sendable {
        let document: Address
        let question: String
        let outcome: ReportedOutcome
        let proposal: String?
        let settled: String?

        /// - Parameters:
        ///   - proposal: the name of the proposal that waits for a person.
        ///   - settled: what became of it, in words that go on “since then”; `nil` where it waits.
        package init(
            document: Address, question: String, outcome: ReportedOutcome, proposal: String?, settled: String? = nil
        ) {
            (self.document, self.question) = (document, question)
            (self.outcome, self.proposal, self.settled) = (outcome, proposal, settled)
        }
    }

    /// Documents whose answers changed, and why.
    package struct Cause: Sendable {
        let changed: [String]
        let cause: String?
        let documentCount: Int

        /// - Parameters:
        ///   - changed: the names of the components that differ between the models.
        ///   - cause: the one that the changes come from; `nil` where it cannot be told.
        package init(changed: [String], cause: String?, documentCount: Int) {
            (self.changed, self.cause, self.documentCount) = (changed, cause, documentCount)
        }
    }

    /// Tokens that a model read and wrote, and what that took.
    package struct Work: Sendable {
        let readTokens: Int64
        let writtenTokens: Int64
        let cpuSeconds: Double
        let joules: Double?

        package init(readTokens: Int64 = 0, writtenTokens: Int64 = 0, cpuSeconds: Double = 0, joules: Double? = nil) {
            (self.readTokens, self.writtenTokens) = (readTokens, writtenTokens)
            (self.cpuSeconds, self.joules) = (cpuSeconds, joules)
        }
    }

    /// The library's name.
    package let library: String
    /// The new model, `NAME@VERSION`.
    package let model: String
    /// Where the recomputation stands.
    package let state: State
    /// The time of these figures.
    package let made: Timestamp
    /// When the recomputation began.
    package var started: Timestamp?
    /// The digest of its policy.
    package var policy: String?
    /// Whose its policy is, as `the library's`.
    package var policySource: String?
    /// How many documents the library had when it began.
    package var documentCount = 0
    /// How many documents are not checked, each with the reason, as `written by people`.
    package var leftOut: [(count: Int, reason: String)] = []
    /// The parts of the library.
    package var parts: [Part] = []
    /// The documents whose answers changed, or of which that cannot be told.
    package var findings: [Finding] = []
    /// What the changes come from.
    package var causes: [Cause] = []
    /// How many findings are signed and published.
    package var signedCount = 0
    /// How many findings wait for an auditor's signature.
    package var unsignedCount = 0
    /// How many of the undecided nobody has settled yet.
    package var waitingUndecidedCount = 0
    /// How many new versions were published without a person.
    package var supersededCount = 0
    /// How many documents cite sources that have changed.
    package var changedSourceCount = 0
    /// What the checks cost.
    package var spent = Work()
    /// What answering every question of the parts anew would read and write.
    package var regeneration = Work()

    /// A recomputation of which nothing else is known.
    package init(library: String, model: String, state: State, made: Timestamp) {
        (self.library, self.model, self.state, self.made) = (library, model, state, made)
    }

    /// How many documents of all parts have one of `outcomes`.
    func count(of outcomes: ReportedOutcome...) -> Int {
        parts.reduce(0) { sum, part in outcomes.reduce(sum) { $0 + (part.counts[$1] ?? 0) } }
    }

    var affectedCount: Int { parts.reduce(0) { $0 + $1.documentCount } }
    var checkedCount: Int { affectedCount - count(of: .bySample, .voided, .open) }
    var changedCount: Int { count(of: .contradicted, .unanswerable, .unstable, .revised) }
    var untoldCount: Int { count(of: .undecided, .failed) }
    var proposalCount: Int { findings.count { $0.proposal != nil } }
}
