internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import JSON
internal import KnowledgeRegistry
internal import Recompute

/// Acts upon what a job has found: attestations, proposals, and versions that the policy publishes without a person.
///
/// Each effect is recorded in the journal once it is done, and each can be repeated: a signed attestation lies in the
/// outbox until it is published, and the same bytes twice are one publication; the same proposal twice is one. So a
/// process may be killed anywhere.
struct RecomputeEffects {
    let bindery: Bindery
    let registry: Registry
    let journal: JobJournal
    let generator: any BindableGenerator
    let keys: RecomputeKeys
    let makeWriter: () throws -> RegistryWriter
    /// Where supersessions without a person are counted.
    let supersessionsPath: String

    /// Acts upon findings as far as there are keys.
    func run(_ open: [(document: Address, finding: JobJournal.Finding)]) throws {
        try publishOutbox()
        var findings: [AttestedFinding] = []
        for (document, finding) in open {
            guard try isCurrent(document) else {
                try journal.append([.voided(document)])
                continue
            }
            if let attested = try act(on: document, finding) { findings.append(attested) }
        }
        guard let auditor = keys.auditor, !findings.isEmpty else { return }
        for start in stride(from: 0, to: findings.count, by: Self.batchCount) {
            for finding in findings[start..<min(start + Self.batchCount, findings.count)] {
                try keep(bindery.attest(finding, in: registry, with: auditor), about: finding.object)
            }
            try publishOutbox()
        }
    }

    /// Objects in one commit.
    private static let batchCount = 500

    /// Whether a document is still the newest version, and not withdrawn.
    func isCurrent(_ document: Address) throws -> Bool {
        switch try registry.status(of: document) {
        case .current, .quarantined: true
        case .superseded, .withdrawn, nil: false
        }
    }

    /// Does what concerns a document alone, and says what is to be attested of it.
    private func act(on document: Address, _ finding: JobJournal.Finding) throws -> AttestedFinding? {
        switch finding {
        case .sampled(let evidence): return attested(document, .equivalent, evidence)
        case .checked(let checked):
            guard let outcome = checked.outcome else {
                try propose(checked, as: .revised, note: Self.undecidedNote)
                try journal.append([.settled(document)])
                return nil
            }
            switch try action(for: outcome, document) {
            case .attest, .annotate: return attested(document, outcome.attestationOutcome, checked.evidence)
            case .quarantine:
                if outcome == .contradicted { try propose(checked, as: .contradicted, note: nil) }
                return attested(document, outcome.attestationOutcome, checked.evidence)
            case .propose: try propose(checked, as: outcome.attestationOutcome, note: nil)
            case .supersede: try supersede(checked, outcome)
            case .review, .retry: break
            }
            try journal.append([.settled(document)])
            return nil
        }
    }

    private static let undecidedNote =
        "The rules cannot tell whether the new answer says something else, and no judge was heard: read both."

    private func action(for outcome: Outcome, _ document: Address) throws -> RecomputeAction {
        let freshness = try bindery.document(document, in: registry).freshness.freshnessClass
        return journal.job.policy.action(for: outcome, in: freshness)
    }

    private func attested(
        _ document: Address, _ outcome: AttestationOutcome, _ evidence: JSONValue?
    ) -> AttestedFinding {
        var model: Address?
        if case .manifest(let address) = journal.job.model { model = address }
        return AttestedFinding(
            object: document, kind: .recomputed, outcome: outcome, model: model, evidence: evidence)
    }
}

// MARK: - Attestations

extension RecomputeEffects {
    private var outbox: String { journal.folder + "/outbox" }

    private func keep(_ attestation: BoundObject, about document: Address) throws {
        try SafeFile.write(
            attestation.bytes, to: "\(outbox)/\(document.digest).json", mode: 0o600, replaces: true)
    }

    /// Publishes what lies in the outbox, of this process or of one that was killed.
    private func publishOutbox() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: outbox).filter { $0.hasSuffix(".json") }
            .sorted()
        guard !files.isEmpty else { return }
        let writer = try makeWriter()
        let objects = try files.map { try BoundObject(unverified: SafeFile.read("\(outbox)/\($0)")) }
        let receipts = try writer.publish(objects.map { try writer.admit($0.bytes) })
        for (file, (object, receipt)) in zip(files, zip(objects, receipts)) {
            guard case .attestation(let attestation) = object.envelope.subject else { continue }
            _ = try receipt.get()
            try journal.append([.attested(attestation.object, by: object.address)])
            unlink("\(outbox)/\(file)")
        }
    }
}

// MARK: - New versions

extension RecomputeEffects {
    /// Queues the new answer; what was queued for this document by this job is not queued again.
    @discardableResult private func propose(
        _ checked: CheckedDocument, as outcome: AttestationOutcome, note: String?
    ) throws -> ProposalID? {
        guard !journal.proposed.contains(checked.document), let answer = checked.answer else { return nil }
        let document = try bindery.document(checked.document, in: registry)
        guard let recorded = RecordedAnswer(document, at: checked.document) else { return nil }
        let reason = ProposalReason(
            outcome, differences: checked.differences, evidence: checked.evidence, note: note)
        var request = try generator.proposal(of: answer, to: recorded, reason: reason)
        request.changeNote = "Derived again by \(journal.job.modelName)."
        let receipt = try bindery.propose(request, in: registry)
        if let id = receipt.id { try journal.append([.proposed(checked.document, proposal: "\(id)")]) }
        return receipt.id
    }

    /// Publishes the new answer where there is a publisher's key and the breaker is closed; else it waits for a person.
    private func supersede(_ checked: CheckedDocument, _ outcome: Outcome) throws {
        guard let id = try propose(checked, as: outcome.attestationOutcome, note: nil), let key = keys.publisher else {
            return
        }
        let now = bindery.environment.clock()
        guard try breaker().allowance(at: now) > 0 else { return }
        let counted = try LineFile(supersessionsPath)
        try counted.append([["time": .string("\(now)"), "document": .string("\(checked.document)")]])
        try counted.sync()
        let receipt = try bindery.accept("\(id)", with: key, in: registry, by: makeWriter())
        try journal.append([.superseded(checked.document, by: receipt.object)])
    }

    private func breaker() throws -> CircuitBreaker {
        var times: [Timestamp] = []
        try LineFile.read(supersessionsPath) { line in
            if let time = line["time"]?.stringValue.flatMap({ Timestamp($0) }) { times.append(time) }
        }
        return CircuitBreaker(
            share: journal.job.policy.maxAutoSupersedePerDay, documentCount: journal.job.documentCount,
            supersessions: times)
    }
}

extension Bindery {
    /// A document of a registry.
    func document(_ address: Address, in registry: Registry) throws -> BoundDocument {
        guard case .boundDocument(let document)? = try registry.decodedObject(at: address)?.envelope.subject else {
            throw RegistryError(
                .notFound, at: registry.path, "the registry has no document \(address)", remedy: "Run `bindery audit`.")
        }
        return document
    }
}
