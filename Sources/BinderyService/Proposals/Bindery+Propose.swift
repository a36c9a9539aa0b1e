internal import BoundKnowledge
internal import JSON
public import KnowledgeRegistry

/// What became of a request for a proposal.
public enum ProposalReceipt: Sendable, Hashable {
    /// It waits for a person now, in place of any older one for the same document.
    case queued(ProposalID)
    /// The same answer waits already; days and times do not count.
    case known(ProposalID)
    /// A person has rejected exactly this before; it is not queued again.
    case rejectedBefore(ProposalID)
    /// The document has this answer.
    case unchanged

    /// The proposal, where there is one.
    public var id: ProposalID? {
        switch self {
        case .queued(let id), .known(let id), .rejectedBefore(let id): id
        case .unchanged: nil
        }
    }
}

extension Bindery {
    /// Queues an unsigned next version of a document for a person to accept or reject.
    ///
    /// It is on disk when this returns. Several processes may propose at once.
    ///
    /// - Parameters:
    ///   - request: the answer, and why it should take the place of the bound one.
    ///   - registry: the registry that has the document; its current version is looked at as it is indexed.
    /// - Throws: `RegistryError.notFound` where there is no such document, `.conflict` where it is withdrawn or not the current
    ///   version, `ServiceError.badData` for a reason above the limits, `ObjectError` where the draft would be no sound object.
    public func propose(_ request: ProposalRequest, in registry: Registry) throws -> ProposalReceipt {
        let (envelope, current) = try currentDocument(at: request.object, in: registry)
        let document = request.successor(of: current, on: environment.clock().day)
        guard document.answer.digest != current.answer.digest else { return .unchanged }
        let proposal = try proposal(document, issuer: envelope, request.reason)
        let folder = ProposalFolder(of: registry)
        return try folder.exclusively {
            if folder.hasRejected(proposal) { return .rejectedBefore(proposal.id) }
            if folder.holds(proposal) { return .known(proposal.id) }
            try folder.add(proposal)
            return .queued(proposal.id)
        }
    }

    /// The document that a proposal would follow, with the envelope around it.
    private func currentDocument(
        at address: Address, in registry: Registry
    ) throws -> (envelope: Envelope, document: BoundDocument) {
        guard let object = try registry.decodedObject(at: address),
            case .boundDocument(let document) = object.envelope.subject
        else {
            throw RegistryError(
                .notFound, at: registry.path, "the registry has no document \(address)", remedy: "Check the address.")
        }
        switch try registry.status(of: address) {
        case .superseded(let successor):
            throw RegistryError(
                .conflict, at: "\(address)", "a later version is \(successor)", remedy: "Check the later version.")
        case .withdrawn(let withdrawal, _):
            throw RegistryError(
                .conflict, at: "\(address)", "the document is withdrawn by \(withdrawal)",
                remedy: "Leave it out: whether the question is answered again is its publisher's to say.")
        case .current, .quarantined, nil:
            return (object.envelope, document)
        }
    }

    /// - Throws: what reading the proposal's file would throw: nothing is queued that cannot be read.
    private func proposal(
        _ document: BoundDocument, issuer envelope: Envelope, _ reason: ProposalReason
    ) throws -> Proposal {
        try check(reason)
        let now = environment.clock()
        let draft = Envelope(
            registry: envelope.registry, name: envelope.name, issuer: envelope.issuer, validFrom: now,
            subject: .boundDocument(document), random: environment.random)
        let object = try BoundObject(draft: BoundObject(draft, approvals: []).bytes)
        guard let proposal = Proposal(object, reason: reason, date: now) else {
            throw ServiceError(
                .badData, at: "\(envelope.id)", "the draft is no next version of a document", remedy: "Report this.")
        }
        return try Proposal(bytes: proposal.bytes, at: "\(proposal.id)")
    }

    private func check(_ reason: ProposalReason) throws(ServiceError) {
        guard reason.isSound else {
            throw ServiceError(
                .badData, at: "reason",
                "the outcome is `\(reason.outcomeName)`, expected one of a recomputation with an object or a text as evidence",
                remedy: "State what became of the answer when it was derived again.")
        }
        let byteCount = reason.members.canonicalBytes().count
        guard byteCount <= Proposal.reasonByteLimit, reason.note?.utf8.count ?? 0 <= Proposal.noteByteLimit else {
            throw ServiceError(
                .badData, at: "reason",
                "the reason has \(byteCount) bytes and its note \(reason.note?.utf8.count ?? 0), expected at most "
                    + "\(Proposal.reasonByteLimit) and \(Proposal.noteByteLimit)",
                remedy: "Keep long evidence elsewhere and state its digest.")
        }
    }
}
