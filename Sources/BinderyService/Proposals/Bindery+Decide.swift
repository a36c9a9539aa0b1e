public import BoundKnowledge
public import Cryptography
public import KnowledgeRegistry
internal import Signing

/// A text that a person puts in place of a proposed one.
public struct ProposalEdit: Sendable {
    /// The answer's exact text.
    public var text: String
    /// What the person changed; it is published.
    public var note: String

    /// An edit.
    public init(text: String, note: String) { (self.text, self.note) = (text, note) }
}

extension Bindery {
    /// The version that a proposal becomes, signed; nothing is published, and the proposal waits on.
    ///
    /// - Parameters:
    ///   - name: the proposal's name or the beginning of it.
    ///   - edit: a text in place of the proposed one, which is then kept as the model's raw output.
    ///   - registry: the registry.
    ///   - key: a publisher's key, which issues the version.
    /// - Throws: `RegistryError.refused` where the proposal does not wait any more; as `proposal(_:in:)`.
    public func signedVersion(
        of name: String, edit: ProposalEdit? = nil, in registry: Registry, with key: Ed25519PrivateKey
    ) throws -> BoundObject {
        try refuseDemoKey(key.publicKey, in: registry)
        let (proposal, state) = try proposal(name, in: registry)
        guard state == .waiting else { throw Self.decidedAlready(proposal, state) }
        return try sign(proposal, edit, with: key)
    }

    /// Accepts a proposal: signs it as a publisher and publishes it as the next version, as any other object.
    ///
    /// Of two that accept at once one wins, by the writer's lock and the folder's. Killed after the publication, the proposal is found
    /// accepted.
    ///
    /// - Parameters:
    ///   - name: the proposal's name or the beginning of it.
    ///   - edit: a text in place of the proposed one, which is then kept as the model's raw output.
    ///   - isDryRun: whether nothing is written.
    ///   - key: a publisher's key, which issues the version.
    ///   - registry: the registry.
    ///   - writer: its writer.
    /// - Throws: `RegistryError.refused` where the proposal does not wait any more, or what `RegistryWriter` throws.
    public func accept(
        _ name: String, edit: ProposalEdit? = nil, isDryRun: Bool = false, with key: Ed25519PrivateKey,
        in registry: Registry, by writer: RegistryWriter
    ) throws -> Receipt {
        try refuseDemoKey(key.publicKey, in: registry)
        let folder = ProposalFolder(of: registry)
        return try folder.exclusively {
            try registry.refresh()
            let (proposal, state) = try tidied(name, in: registry, folder)
            guard state == .waiting else { throw Self.decidedAlready(proposal, state) }
            let object = try sign(proposal, edit, with: key)
            let admission = try writer.admit(object.bytes)
            guard !isDryRun else { return try writer.rehearse([admission])[0].get() }
            let receipt = try writer.publish([admission])[0].get()
            // The version is published: a file that cannot be moved now is found accepted by whoever looks next.
            _ = try? settle(proposal, published: object.address, note: nil, in: folder)
            return receipt
        }
    }

    /// Rejects a proposal that waits or is void; exactly the same one is not queued again.
    ///
    /// - Parameters:
    ///   - name: the proposal's name or the beginning of it.
    ///   - note: a sentence why, of at most 4,096 bytes; it stays on this machine.
    ///   - isDryRun: whether nothing is written.
    ///   - registry: the registry.
    /// - Throws: `RegistryError.refused` where it is decided already; as `proposal(_:in:)`.
    public func reject(_ name: String, note: String? = nil, isDryRun: Bool = false, in registry: Registry) throws
        -> Proposal
    {
        guard note?.utf8.count ?? 0 <= Proposal.noteByteLimit else {
            throw ServiceError(
                .usage, at: "--note", "the note has more than \(Proposal.noteByteLimit) bytes", remedy: "Shorten it.")
        }
        let folder = ProposalFolder(of: registry)
        return try folder.exclusively {
            try registry.refresh()
            let (proposal, state) = try tidied(name, in: registry, folder)
            switch state {
            case .waiting, .void:
                return isDryRun ? proposal : try settle(proposal, published: nil, note: note, in: folder)
            case .accepted, .rejected: throw Self.decidedAlready(proposal, state)
            }
        }
    }

    /// Puts a proposal with what is decided, where a process published it and was killed before it did so.
    ///
    /// - Throws: as `proposal(_:in:)`.
    func tidyProposal(_ name: String, in registry: Registry) throws {
        let folder = ProposalFolder(of: registry)
        _ = try folder.exclusively { try tidied(name, in: registry, folder) }
    }

    /// A proposal by its name; what a killed process published is put with what is decided.
    private func tidied(
        _ name: String, in registry: Registry, _ folder: ProposalFolder
    ) throws -> (proposal: Proposal, state: ProposalState) {
        let (proposal, state) = try proposal(name, in: registry)
        if case .accepted(let address) = state, proposal.decision == nil {
            try settle(proposal, published: address, note: nil, in: folder)
        }
        return (proposal, state)
    }

    private func sign(
        _ proposal: Proposal, _ edit: ProposalEdit?, with key: Ed25519PrivateKey
    ) throws -> BoundObject {
        let now = environment.clock()
        let envelope = Envelope(
            registry: proposal.draft.envelope.registry, name: proposal.draft.envelope.name,
            issuer: Issuer(id: DIDKey(key.publicKey), name: proposal.draft.envelope.issuer.name), validFrom: now,
            subject: .boundDocument(edit.map(proposal.document.edited) ?? proposal.document),
            random: environment.random)
        return try sign(envelope, with: key, at: now)
    }

    @discardableResult private func settle(
        _ proposal: Proposal, published: Address?, note: String?, in folder: ProposalFolder
    ) throws -> Proposal {
        let decided = proposal.decided(
            by: Proposal.Decision(published: published, date: environment.clock(), note: note))
        try folder.settle(decided)
        return decided
    }

    private static func decidedAlready(_ proposal: Proposal, _ state: ProposalState) -> RegistryError {
        switch state {
        case .accepted(let address):
            RegistryError(
                .refused, at: "\(proposal.id)", "the proposal is accepted, and published as \(address)",
                remedy: "Read that version.")
        case .void(let problem):
            RegistryError(
                .refused, at: "\(proposal.id)", "the proposal is void: \(problem)",
                remedy: "Reject it, and derive the current version again.")
        case .rejected, .waiting:
            RegistryError(
                .refused, at: "\(proposal.id)", "the proposal was rejected",
                remedy: "Bind the answer yourself, if it should be published after all.")
        }
    }
}

extension BoundDocument {
    /// The document with a person's text; the model's own stays beside it.
    fileprivate func edited(_ edit: ProposalEdit) -> BoundDocument {
        guard !edit.text.utf8.elementsEqual(answer.text.utf8) else { return self }
        var document = self
        let origin: AnswerOrigin = derivation == nil ? .human : .modelEdited
        document.answer = Answer(text: edit.text, mediaType: answer.mediaType, origin: origin)
        if answer.origin == .model { document.derivation?.rawOutput = answer.text }
        document.derivation?.editNote = edit.note
        return document
    }
}
