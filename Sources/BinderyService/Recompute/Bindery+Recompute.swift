internal import AnswerComparison
internal import BoundKnowledge
internal import Cryptography
internal import JSON
public import KnowledgeRegistry
internal import Recompute

extension Bindery {
    /// Learns which answers of a library still hold with another model, and acts upon it as the policy says.
    ///
    /// One job, on disk after every document: killed anywhere, it goes on when it is run again and repeats nothing that
    /// is finished. Run again when it is done, it looks at what was bound since. A job keeps the policy that it began
    /// with: under another one a new job begins, without the documents that are finished.
    ///
    /// - Parameters:
    ///   - request: the model, the policy, and which answers.
    ///   - keys: what attestations and versions are signed with; what has no key waits.
    ///   - registry: the library.
    ///   - writer: makes a writer of the library; asked only where something is published.
    ///   - progress: called after each check, and after what is attested by sample.
    /// - Returns: what is known and what waits.
    /// - Throws: `ServiceError.locked` while another recomputation runs; `ServiceError` and `InferenceError` for a model
    ///   that cannot be run; `CompletionError` for an engine that is gone; `RecomputeError` for an impossible budget; what
    ///   `recomputePolicy` throws for a library's file that is no policy;
    ///   `CancellationError`. What was found before is kept.
    public func recompute(
        _ request: RecomputeRequest, keys: RecomputeKeys = RecomputeKeys(), in registry: Registry,
        writer: @escaping () throws -> RegistryWriter, progress: (RecomputeProgress) -> Void = { _ in }
    ) async throws -> RecomputeReport {
        try check(keys, in: registry)
        let inForce = try policy(of: request, in: registry)
        let folder = RecomputeFolder(of: registry)
        let lock = try folder.lock()
        defer { withExtendedLifetime(lock) {} }
        if request.sources != nil { try folder.keep(scope(of: request, in: registry).changedSources) }
        let generator = try generator(request.model)
        func effects(of journal: JobJournal) -> RecomputeEffects {
            RecomputeEffects(
                bindery: self, registry: registry, journal: journal, generator: generator, keys: keys,
                makeWriter: writer, supersessionsPath: folder.supersessionsPath)
        }
        let (path, hasNothingNew) = try job(for: request, under: inForce, in: registry, folder) {
            try effects(of: $0).catchUp()
        }
        let journal = try JobJournal(in: path, budget: request.budget, isWritable: true)
        let isContinued = request.continues && journal.isHeld
        if isContinued { try journal.append([.continued]) }
        // Of a job that has nothing new, what waited was done when that was found out.
        if isContinued || !hasNothingNew { try effects(of: journal).catchUp() }
        let (judge, policy) = (request.judge.map(EngineJudge.init), journal.job.policy)
        func checker(_ generator: any BindableGenerator) throws -> AnswerChecker {
            try AnswerChecker(generator, judge: judge, policy: policy) {
                AnswerComparator(language: $0, similarity: request.encoder)
            }
        }
        var causes: CauseChecks?
        if case .local(_, let engine) = request.model, let local = generator as? LocalGenerator {
            causes = CauseChecks(self, registry, local, engine: engine, makeChecker: checker)
        }
        let run = RecomputeRun(
            bindery: self, registry: registry, journal: journal, model: generator.model,
            checker: try checker(generator), encoder: request.encoder?.digest, causes: causes,
            effects: effects(of: journal), continues: request.continues, batchCount: request.model.batchCount)
        try await run.run(progress)
        var report = try report(journal, in: registry)
        report.hasNothingNew = hasNothingNew
        return report
    }

    /// The folder of the job that is to go on, or of a new one; of the last one, where nothing is new.
    ///
    /// - Parameter catchUp: does what waits of an earlier job, as far as there are keys by now.
    private func job(
        for request: RecomputeRequest, under policy: PolicyInForce, in registry: Registry, _ folder: RecomputeFolder,
        catchUp: (JobJournal) throws -> Void
    ) throws -> (folder: String, hasNothingNew: Bool) {
        var finished: Set<Address> = []
        var last: String?
        let jobs = try folder.jobs(of: request.model.identity)
        for path in jobs {
            let journal = try JobJournal(in: path, budget: RecomputePolicy.Budget(), isWritable: true)
            if path == jobs.last, journal.job.isMeant(by: request, under: policy.policy), !journal.isDone {
                return (path, false)
            }
            try catchUp(journal)
            finished.formUnion(journal.finished)
            if journal.job.isAbout(request.replaced) { last = path }
        }
        let scope = try scope(of: request, in: registry, excluding: finished)
        let job = try RecomputeJob(request, scope, under: policy, started: environment.clock())
        // A job that cannot be carried on must not be begun.
        _ = try Recomputation(job.plan, budget: request.budget)
        if let last, job.plan.affectedCount == 0 { return (last, true) }
        return (try folder.begin(job), false)
    }
}

extension JobJournal {
    /// Whether nothing is left to be checked.
    var isDone: Bool { recomputation.next(limit: 1) == .done }
}

/// How far a recomputation is.
public struct RecomputeProgress: Sendable {
    /// Documents that need not be looked at again.
    public let finished: Int
    /// Documents that the change concerns.
    public let total: Int
    /// CPU seconds spent so far.
    public let cpuSeconds: Double
}

/// A job at work.
struct RecomputeRun {
    let bindery: Bindery
    let registry: Registry
    let journal: JobJournal
    let model: ModelIdentity
    let checker: AnswerChecker
    /// The weights of the encoder that the checker compares with, where it has one.
    let encoder: Digest?
    /// Finds out why answers changed; `nil` where the new model is an engine's.
    let causes: CauseChecks?
    let effects: RecomputeEffects
    let continues: Bool
    /// Documents that the model is asked about at a time.
    let batchCount: Int

    /// The tokens of documents that the model may be asked about at a time, however long that takes.
    private static let leastTokensTogether: Int64 = 2048
    /// The processor time of what it is asked about at a time, in seconds: a kill costs about so much.
    private static let secondsTogether = 1.0
    /// Findings that are acted upon together: their attestations are one commit.
    private static let actedUponTogether = 64

    /// Works until nothing is left, the budget is used up, or the model is suspect.
    func run(_ progress: (RecomputeProgress) -> Void) async throws {
        var found: [Address] = []
        // While the model is suspect nothing is done about what is found; it stays open in the journal.
        func act() throws {
            guard !journal.isHeld else { return }
            try effects.run(found)
            found = []
        }
        progress(journal.progress)
        loop: while true {
            try Task.checkCancellation()
            switch journal.recomputation.next(limit: batchCount, tokenLimit: tokensTogether) {
            case .check(let documents): found += try await check(documents, progress)
            case .attest(let documents, let sample):
                found += try attest(documents, sample)
                progress(journal.progress)
            case .modelSuspect:
                guard continues else { break loop }
                try journal.append([.continued])
            case .budgetExhausted, .done: break loop
            }
            if found.count >= Self.actedUponTogether { try act() }
        }
        try act()
        try journal.sync()
    }

    /// The most tokens of documents that the model is asked about at a time, by what tokens have cost so far.
    private var tokensTogether: Int64 {
        let spent = journal.recomputation.spent
        guard spent.cpuSeconds > 0 else { return Self.leastTokensTogether }
        let tokens = Double(spent.tokenCount) / spent.cpuSeconds * Self.secondsTogether
        return max(Self.leastTokensTogether, Int64(min(tokens, 1e9)))
    }

    /// Checks documents, up to the one that uses up the budget or makes the model suspect.
    private func check(
        _ documents: [Address], _ progress: (RecomputeProgress) -> Void
    ) async throws -> [Address] {
        let policyDigest = journal.job.policy.digest
        return try await checker.check(current(documents)) { check in
            let change = change(of: check.answer.document)
            let check = try await causes?.complete(check, of: change) ?? check
            var evidence = check.evidence(
                of: change, to: model, costMethod: "measured:cpu-time", policyDigest: policyDigest)
            if !check.samples.isEmpty { evidence?.encoder = encoder }
            try journal.append([.checked(CheckedDocument(check, evidence))])
            progress(journal.progress)
            return !journal.isHeld && !journal.recomputation.isBudgetExhausted
        }.map(\.answer.document)
    }

    private func attest(_ documents: [Address], _ sample: BySample) throws -> [Address] {
        let answers = try current(documents)
        let lines = try answers.map { answer in
            let evidence = Evidence(
                sample, changed: change(of: answer.document), from: ModelIdentity(answer.derivation.model), to: model,
                policyDigest: journal.job.policy.digest)
            return JournalLine.sampled(answer.document, try evidence.json())
        }
        try journal.append(lines)
        return answers.map(\.document)
    }

    /// What differs between the model that answered and the new one.
    private func change(of document: Address) -> ModelChange {
        ModelChange(journal.job.plan.entry(of: document)?.change ?? [])
    }

    /// The answers of the documents that are still current; of the others the journal says that they are void.
    private func current(_ documents: [Address]) throws -> [RecordedAnswer] {
        try registry.refresh()
        return try documents.compactMap { address in
            guard try effects.isCurrent(address),
                let answer = RecordedAnswer(try bindery.document(address, in: registry), at: address)
            else {
                try journal.append([.voided(address)])
                return nil
            }
            return answer
        }
    }
}

extension JobJournal {
    /// How far the job is.
    var progress: RecomputeProgress {
        let tally = recomputation.total
        return RecomputeProgress(
            finished: tally.checked + tally.attestedBySample + tally.voided, total: job.plan.affectedCount,
            cpuSeconds: recomputation.spent.cpuSeconds)
    }
}
