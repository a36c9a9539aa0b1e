internal import BoundKnowledge
internal import JSON
internal import KnowledgeRegistry
internal import Recompute

extension RecomputeEffects {
    /// Publishes the new answer where there is a publisher's key and the breaker is closed; else it waits for a person.
    func supersede(_ checked: CheckedDocument, _ outcome: Outcome) throws {
        guard let id = try waitingProposal(checked, outcome), let key = keys.publisher else { return }
        let now = bindery.environment.clock()
        guard try breaker().allowance(at: now) > 0 else { return }
        let counted = try LineFile(supersessionsPath)
        try counted.append([["time": .string("\(now)"), "document": .string("\(checked.document)")]])
        try counted.sync()
        let published = try bindery.accept(id, with: key, in: registry, by: makeWriter())
        try journal.append([.superseded(checked.document, by: published.object)])
    }

    /// The name of the proposal that may be published: queued now, or by a process that was killed before it went on.
    ///
    /// What a person has rejected is not published behind that person's back.
    private func waitingProposal(_ checked: CheckedDocument, _ outcome: Outcome) throws -> String? {
        if let queued = try queuedProposal(for: checked.document) { return queued.state == .waiting ? queued.id : nil }
        switch try propose(checked, as: outcome.attestationOutcome, note: nil) {
        case .queued(let id), .known(let id): return "\(id)"
        case .rejectedBefore, .unchanged, nil: return nil
        }
    }

    /// What became of the proposal that this job has queued for a document; `nil` where there is none.
    private func queuedProposal(for document: Address) throws -> (id: String, state: ProposalState)? {
        guard let id = journal.proposals[document] else { return nil }
        do {
            return (id, try bindery.proposal(id, in: registry).state)
        } catch let error as RegistryError where error.code == .notFound {
            return nil
        }
    }

    /// Closes what was found about a document that is current no more.
    func close(_ document: Address) throws {
        // Killed behind the publication, this job has not written down that it was its own.
        if let queued = try queuedProposal(for: document), case .accepted(let version) = queued.state,
            try counted().contains(where: { $0.document == document })
        {
            try bindery.tidyProposal(queued.id, in: registry)
            try journal.append([.superseded(document, by: version), .settled(document)])
        } else {
            try journal.append([.voided(document)])
        }
    }

    private func breaker() throws -> CircuitBreaker {
        CircuitBreaker(
            share: journal.job.policy.maxAutoSupersedePerDay, documentCount: journal.job.documentCount,
            supersessions: try counted().map(\.time))
    }

    /// The supersessions without a person that were about to be published, by whichever job.
    private func counted() throws -> [(time: Timestamp, document: Address)] {
        var counted: [(Timestamp, Address)] = []
        // A line that is passed over would let one more through.
        try LineFile.read(supersessionsPath) { line, _ in
            guard let time = line["time"]?.stringValue.flatMap({ Timestamp($0) }),
                let document = line.address("document")
            else { return false }
            counted.append((time, document))
            return true
        }
        return counted
    }
}
