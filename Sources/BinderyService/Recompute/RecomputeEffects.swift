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

    /// Does what an earlier process has left, unless the model is suspect.
    func catchUp() throws {
        // What is signed comes first: when it is published, it is open no more.
        try publishOutbox()
        if !journal.isHeld { try run(journal.open) }
    }

    /// Acts upon what is found about documents, as far as there are keys.
    ///
    /// Holds the findings of one commit at a time.
    func run(_ documents: [Address]) throws {
        // A person may have published or withdrawn something since the checks.
        try registry.refresh()
        for start in stride(from: 0, to: documents.count, by: Self.batchCount) {
            try runTogether(documents[start..<min(start + Self.batchCount, documents.count)])
        }
        try journal.sync()
    }

    private func runTogether(_ documents: ArraySlice<Address>) throws {
        var findings: [AttestedFinding] = []
        for document in documents where journal.isOpen(document) {
            guard try isCurrent(document) else {
                try close(document)
                continue
            }
            // What the probes of a stratum speak for needs a signature and nothing else.
            guard keys.auditor != nil || !journal.sampled.contains(document),
                let finding = try journal.finding(about: document),
                let attested = try act(on: document, finding)
            else { continue }
            findings.append(attested)
        }
        guard let auditor = keys.auditor, !findings.isEmpty else { return }
        // A signature may not outlive, in a power failure, the line that says what it is about.
        try journal.sync()
        try keep(findings.map { try bindery.attest($0, in: registry, with: auditor) })
        try publishOutbox()
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
        case .sampled(let evidence):
            // Put in quarantine since the plan: the probes of others must not lift that.
            guard case .quarantined? = try registry.status(of: document) else {
                return attested(document, .equivalent, evidence)
            }
            try journal.append([.settled(document)])
            return nil
        case .checked(let checked):
            guard let outcome = checked.outcome else {
                try propose(checked, as: nil, note: Self.undecidedNote)
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

    /// Puts signed attestations into the outbox, one a line: a file for each would cost more than all else about it.
    private func keep(_ attestations: [BoundObject]) throws {
        let lines = attestations.map(\.bytes).joined(separator: [UInt8(ascii: "\n")])
        try SafeFile.write(
            Array(lines), to: "\(outbox)/\(attestations[0].address.digest).json", mode: 0o600, replaces: true)
    }

    /// Publishes what lies in the outbox, of this process or of one that was killed.
    ///
    /// What the registry refuses, for example because the key is no auditor's, leaves the outbox: the finding stays
    /// open, and another key may sign it.
    ///
    /// - Throws: `RegistryError.refused` for the first that is refused, once the others are published.
    private func publishOutbox() throws {
        // Whoever tidied it away has lost signatures, and no finding.
        try SafeFile.makePrivateFolder(outbox)
        let names = try FileManager.default.contentsOfDirectory(atPath: outbox).sorted()
        // What a killed process had not finished writing.
        for name in names where !name.hasSuffix(".json") { unlink("\(outbox)/\(name)") }
        let files = names.filter { $0.hasSuffix(".json") }.map { "\(outbox)/\($0)" }
        guard !files.isEmpty else { return }
        let writer = try makeWriter()
        let objects = try files.flatMap { file in
            try FileError.naming(file) {
                try SafeFile.read(file).split(separator: UInt8(ascii: "\n")).map {
                    try BoundObject(unverified: Array($0))
                }
            }
        }
        let admissions = objects.map { object in
            Result { () throws(RegistryError) in try writer.admit(object.bytes) }
        }
        let admitted = zip(objects, admissions).filter { (try? $0.1.get()) != nil }.map(\.0)
        let receipts = try writer.publish(admissions.compactMap { try? $0.get() })
        for (object, receipt) in zip(admitted, receipts) {
            guard case .attestation(let attestation) = object.envelope.subject, case .success = receipt else {
                continue
            }
            // One that was killed before it removed the file has written the line.
            guard journal.isOpen(attestation.object) else { continue }
            try journal.append([.attested(attestation.object, by: object.address)])
        }
        try journal.sync()
        for file in files { unlink(file) }
        for admission in admissions { _ = try admission.get() }
        for receipt in receipts { _ = try receipt.get() }
    }
}

// MARK: - New versions

extension RecomputeEffects {
    /// Queues the new answer; what was queued for this document by this job is not queued again.
    @discardableResult func propose(
        _ checked: CheckedDocument, as outcome: AttestationOutcome?, note: String?
    ) throws -> ProposalReceipt? {
        guard journal.proposals[checked.document] == nil, let answer = checked.answer else { return nil }
        let document = try bindery.document(checked.document, in: registry)
        guard let recorded = RecordedAnswer(document, at: checked.document) else { return nil }
        let reason = ProposalReason(
            outcome, differences: checked.differences, evidence: checked.evidence, note: note)
        var request = try generator.proposal(of: answer, to: recorded, reason: reason)
        request.changeNote = "Derived again by \(journal.job.modelName)."
        let receipt = try bindery.propose(request, in: registry)
        if let id = receipt.id { try journal.append([.proposed(checked.document, proposal: "\(id)")]) }
        return receipt
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
