public import BoundKnowledge
public import Cryptography
internal import JSON
public import KnowledgeRegistry
public import Recompute

/// What a recomputation has found, and what waits for whom (`Schemas/output/recompute.schema.json`).
public struct RecomputeReport: Sendable {
    /// Where the recomputation stands.
    public enum State: String, Sendable, CaseIterable {
        /// Nothing is left to be checked.
        case done
        /// It goes on when it is run again.
        case unfinished
        /// So many answers are contradicted, or none, that the new model itself is suspect: a person decides.
        case modelSuspect
        /// There is more to check, and the budget is used up.
        case budgetExhausted
        /// No document depends on the model.
        case nothingToDo
    }

    /// What was found in a part of the library.
    public struct Part: Sendable {
        /// The name of the stratum, or of the documents that are checked one by one.
        public let name: String
        /// How many documents are in it.
        public let documentCount: Int
        /// What the checks found.
        public let tally: CheckTally
        /// What the probes showed, where it is attested by sample.
        public let bySample: BySample?
    }

    /// A document and what was found.
    public struct Finding: Sendable {
        /// The document.
        public let document: Address
        /// Its question.
        public let question: String
        /// What was found; `nil` where only a person can tell.
        public let outcome: Outcome?
        /// What differs between the model that answered and the new one.
        public let changed: [BindingComponent]
        /// The component that the outcome comes from; `nil` where it cannot be told.
        public let cause: BindingComponent?
        /// The proposal that waits for a person; `nil` once it is decided or void.
        public let proposal: String?
        /// What became of it.
        public let state: FindingState
        /// Why the check failed, where it did.
        public let problem: String?
    }

    /// Documents whose answers changed, and why.
    public struct Cause: Sendable, Hashable {
        /// What differs between the model that answered and the new one.
        public let changed: [BindingComponent]
        /// The component that their changes come from; `nil` where it cannot be told.
        public let cause: BindingComponent?
        /// How many documents.
        public let documentCount: Int
    }

    /// The new model, `NAME@VERSION`.
    public let model: String
    /// Where the recomputation stands.
    public let state: State
    /// When it began.
    public let started: Timestamp
    /// Whether the run that returned this found nothing to check that was not there when the recomputation began.
    public internal(set) var hasNothingNew = false
    /// The SHA-256 of the policy in canonical form.
    public let policyDigest: Digest
    /// Whose the policy was when the recomputation began.
    public let policySource: PolicyInForce.Source
    /// The digest of the library's policy now, where the recomputation went by another one of the library: the next one
    /// begins anew under it.
    public let nextPolicyDigest: Digest?
    /// The digest of the policy of the model's recomputation before, where that was left unfinished and went by another:
    /// what it found stays, and the rest is checked by this one.
    public let earlierPolicyDigest: Digest?
    /// How many documents the library has.
    public let documentCount: Int
    /// How many of them people wrote.
    public let authoredCount: Int
    /// How many came from other models.
    public let otherModelCount: Int
    /// How many do not depend on what changed.
    public let unaffectedCount: Int
    /// How many publishers want no check.
    public let neverRecheckedCount: Int
    /// What was found, part by part.
    public let parts: [Part]
    /// The documents whose answers changed, or of which only a person can tell.
    public let findings: [Finding]
    /// The documents that are to be derived again with new grounding, since cited sources have changed.
    public let changedSources: [ChangedSources]
    /// How many findings are signed and published.
    public let attestationCount: Int
    /// How many findings wait for an auditor's key, those of the model's earlier recomputations included.
    public let unsignedCount: Int
    /// The versions that were published without a person.
    public let supersededCount: Int
    /// What the checks cost.
    public let spent: Cost
    /// What answering every affected question anew would have read and written.
    public let regeneration: Cost
}

extension RecomputeReport {
    /// What all checks have found.
    public var total: [Outcome: Int] {
        parts.reduce(into: [:]) { sum, part in sum.merge(part.tally.outcomes, uniquingKeysWith: +) }
    }

    /// The documents whose answers changed, together where what changed and the cause are the same; the most frequent
    /// first.
    public var causes: [Cause] {
        let changed = findings.filter { $0.outcome.map { $0 != .failed } ?? false }
        return Dictionary(grouping: changed) { [$0.cause].compactMap(\.self) + $0.changed }
            .compactMap { _, findings in
                findings.first.map { Cause(changed: $0.changed, cause: $0.cause, documentCount: findings.count) }
            }
            .sorted { ($1.documentCount, $0.order) < ($0.documentCount, $1.order) }
    }

    /// How many documents the checks left undecided, whatever became of them since.
    public var undecidedCount: Int { parts.reduce(0) { $0 + $1.tally.undecided } }

    /// How many of the undecided nobody has settled yet.
    public var waitingUndecidedCount: Int { findings.count { $0.outcome == nil && $0.state == .waiting } }
}

extension RecomputeReport.Cause {
    /// Groups of one size are in the order of what changed.
    fileprivate var order: String { ([cause].compactMap(\.self) + changed).map { "\($0.rawValue) " }.joined() }
}

extension Bindery {
    /// What a journal says.
    func report(_ journal: JobJournal, in registry: Registry) throws -> RecomputeReport {
        let (job, recomputation) = (journal.job, journal.recomputation)
        let state: RecomputeReport.State =
            switch recomputation.next(limit: 1) {
            case .check, .attest: .unfinished
            case .modelSuspect: .modelSuspect
            case .budgetExhausted: .budgetExhausted
            case .done: job.plan.affectedCount == 0 ? .nothingToDo : .done
            }
        var parts = recomputation.byStratum.map {
            RecomputeReport.Part(
                name: "\($0.planned.stratum)", documentCount: $0.planned.memberCount, tally: $0.tally,
                bySample: $0.bySample)
        }
        let each = job.plan.checkedEach.count
        if each > 0 {
            parts.append(
                RecomputeReport.Part(
                    name: "to be derived again", documentCount: each, tally: recomputation.ofEach, bySample: nil))
        }
        let earlier = try earlierJobs(than: journal, in: registry)
        return RecomputeReport(
            model: job.modelName, state: state, started: job.started, policyDigest: job.policy.digest,
            policySource: job.policySource, nextPolicyDigest: nextPolicyDigest(after: job, in: registry),
            earlierPolicyDigest: earlier.policyDigest,
            documentCount: job.documentCount, authoredCount: job.authoredCount, otherModelCount: job.otherModelCount,
            unaffectedCount: job.plan.unaffected.count, neverRecheckedCount: job.plan.neverRechecked.count,
            parts: parts, findings: try findings(journal, in: registry),
            changedSources: try changedSources(in: registry), attestationCount: journal.attestationCount,
            unsignedCount: journal.unsignedCount + earlier.unsignedCount, supersededCount: journal.supersededCount,
            spent: recomputation.spent, regeneration: PlanEstimate(job.plan).regeneration)
    }

    /// Those of documents that are still current.
    private func changedSources(in registry: Registry) throws -> [ChangedSources] {
        try RecomputeFolder(of: registry).changedSources().filter { changed in
            switch try registry.status(of: changed.document) {
            case .current, .quarantined: true
            case .superseded, .withdrawn, nil: false
            }
        }
    }

    /// What the model's jobs before this one have left: findings without a signature, and documents under another policy.
    private func earlierJobs(
        than journal: JobJournal, in registry: Registry
    ) throws -> (unsignedCount: Int, policyDigest: Digest?) {
        var (unsignedCount, policyDigest): (Int, Digest?) = (0, nil)
        for path in try RecomputeFolder(of: registry).jobs(of: journal.job.model) {
            guard !path.utf8.elementsEqual(journal.folder.utf8) else { break }
            let earlier = try JobJournal(in: path, isWritable: false)
            unsignedCount += earlier.unsignedCount
            let isLeft = !earlier.isDone && earlier.job.policy != journal.job.policy
            policyDigest = isLeft ? earlier.job.policy.digest : nil
        }
        return (unsignedCount, policyDigest)
    }

    /// A report is read also where the library's file is no policy; the next recomputation says so.
    private func nextPolicyDigest(after job: RecomputeJob, in registry: Registry) -> Digest? {
        guard job.policySource != .given, let now = try? recomputePolicy(in: registry).policy, now != job.policy else {
            return nil
        }
        return now.digest
    }

    private func findings(_ journal: JobJournal, in registry: Registry) throws -> [RecomputeReport.Finding] {
        let proposals = journal.proposals
        let states = try states(ofProposals: Set(proposals.values), in: registry)
        return try journal.outcomes.filter { journal.job.policy.tellsPeople(of: $0.value) }.map { document, outcome in
            let proposed = proposals[document].flatMap { states[$0] }
            return RecomputeReport.Finding(
                document: document, question: try self.document(document, in: registry).question, outcome: outcome,
                changed: journal.job.plan.entry(of: document)?.change.components ?? [],
                cause: journal.causes[document], proposal: proposed == .waiting ? proposals[document] : nil,
                state: try FindingState(
                    of: document, proposal: proposed, since: journal.job.started, in: registry),
                problem: journal.problems[document])
        }.sorted { $0.document < $1.document }
    }

    /// What became of proposals, by their names; those that newer ones have replaced have none.
    private func states(
        ofProposals names: Set<String>, in registry: Registry
    ) throws -> [String: ProposalState] {
        var states: [String: ProposalState] = [:]
        for decided in [true, false] where !names.isEmpty {
            try forEachProposal(in: registry, decided: decided) { listed in
                guard case .proposal(let proposal, let state) = listed, names.contains("\(proposal.id)") else { return }
                states["\(proposal.id)"] = state
            }
        }
        return states
    }

    /// What the recomputation that was begun last has found; `nil` where there was none.
    ///
    /// - Throws: `ServiceError.badData` for a folder that is damaged.
    public func recomputeReport(in registry: Registry) throws -> RecomputeReport? {
        guard let path = try RecomputeFolder(of: registry).newestJob() else { return nil }
        return try report(JobJournal(in: path, isWritable: false), in: registry)
    }
}

extension RecomputePolicy {
    /// Whether a document with an outcome stands in the report: what changed, what cannot be told, and what a person is
    /// to review though the rules find it to be the same.
    fileprivate func tellsPeople(of outcome: Outcome?) -> Bool {
        guard let outcome, !outcome.isMaterial else { return true }
        return action(for: outcome, in: .general) == .review
    }
}
