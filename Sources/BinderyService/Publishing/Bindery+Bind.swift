public import BoundKnowledge
public import Cryptography
public import KnowledgeRegistry
internal import Signing

/// What binding made of a request.
public enum BindOutcome: Sendable {
    /// A signed object that is to be published.
    case object(BoundObject)
    /// The lineage's current version says the same already.
    case unchanged(Address)
}

extension Bindery {
    /// Makes the next version of an answer and signs it; nothing is published.
    ///
    /// - Parameters:
    ///   - request: the answer.
    ///   - registry: the registry that it is for; its current version becomes the predecessor.
    ///   - key: the publisher's key.
    /// - Throws: `ObjectError` with every finding when the request makes no sound object.
    public func bind(
        _ request: BindRequest, for registry: Registry, with key: Ed25519PrivateKey
    ) throws -> BindOutcome {
        try refuseDemoKey(key.publicKey, in: registry)
        switch try proposal(request, for: registry, issuer: DIDKey(key.publicKey)) {
        case .unchanged(let address): return .unchanged(address)
        case .envelope(let envelope): return .object(try sign(envelope, with: key, at: envelope.validFrom))
        }
    }

    /// Makes the next version of an answer without any approval; nothing is published.
    ///
    /// - Parameter issuer: the key whose approval the object needs in any case.
    /// - Throws: a `RegistryError`; whether the draft is sound is what `IntegrityCheck` says.
    func draft(_ request: BindRequest, for registry: Registry, issuer: DIDKey) throws -> BindOutcome {
        try refuseDemoKey(issuer.publicKey, in: registry)
        switch try proposal(request, for: registry, issuer: issuer) {
        case .unchanged(let address): return .unchanged(address)
        case .envelope(let envelope): return .object(BoundObject(envelope, approvals: []))
        }
    }

    private enum Proposal {
        case envelope(Envelope)
        case unchanged(Address)
    }

    private func proposal(_ request: BindRequest, for registry: Registry, issuer: DIDKey) throws -> Proposal {
        var document = try document(request, registry.description.defaults)
        if let current = try registry.current(of: document.lineage),
            case .boundDocument(let predecessor)? = try registry.decodedObject(at: current)?.envelope.subject
        {
            document.version = predecessor.version + 1
            document.previous = current
            document.change = Change(request.change, note: request.changeNote)
            // To bind a withdrawn answer again is to publish it again. One in quarantine stays there: a new version of the same
            // text would take it out without a review.
            if document.says(theSameAs: predecessor), try !registry.isWithdrawn(current) {
                return .unchanged(current)
            }
        }
        return .envelope(
            Envelope(
                registry: registry.description.origin, name: request.name ?? document.question,
                issuer: Issuer(id: issuer, name: request.issuerName ?? registry.description.name),
                validFrom: environment.clock(), subject: .boundDocument(document), random: environment.random))
    }

    /// Makes and signs the withdrawal of an object; nothing is published. The same withdrawal again is the one that stands.
    ///
    /// - Throws: `RegistryError.notFound` if the registry has no such object.
    public func withdraw(
        _ address: Address, reason: WithdrawalReason, severity: WithdrawalSeverity?, replacedBy: Address?,
        note: String?,
        in registry: Registry, with key: Ed25519PrivateKey
    ) throws -> BoundObject {
        try refuseDemoKey(key.publicKey, in: registry)
        guard let target = try registry.decodedObject(at: address) else {
            throw RegistryError(
                .notFound, at: registry.path, "the registry has no object \(address)", remedy: "Check the address.")
        }
        let defaultSeverity: WithdrawalSeverity =
            reason == .outdated ? .preferReplacement : .stop
        let now = environment.clock()
        let withdrawal = Withdrawal(
            object: address, claim: target.claim, reason: reason, severity: severity ?? defaultSeverity,
            replacedBy: replacedBy, note: note)
        if let standing = try standing(withdrawal, by: key.publicKey, in: registry) { return standing }
        let envelope = Envelope(
            registry: registry.description.origin, name: "Withdrawal of \(target.envelope.name)",
            issuer: Issuer(id: DIDKey(key.publicKey), name: registry.description.name), validFrom: now,
            subject: .withdrawal(withdrawal), random: environment.random)
        return try sign(envelope, with: key, at: now)
    }

    /// The withdrawal that the registry holds already with the same content, signed by the same key.
    private func standing(
        _ withdrawal: Withdrawal, by key: Ed25519PublicKey, in registry: Registry
    ) throws -> BoundObject? {
        guard case .withdrawn(let address, withdrawal)? = try registry.status(of: withdrawal.object),
            let bytes = try registry.object(at: address)
        else { return nil }
        let check = IntegrityCheck(of: bytes)
        return check.findings.isEmpty && check.signers.contains(DIDKey(key)) ? check.object : nil
    }

    /// Adds an approval by `key` to a draft.
    public func approve(_ draft: BoundObject, with key: Ed25519PrivateKey) throws -> BoundObject {
        if DemoKey.contains(key.publicKey), !draft.envelope.registry.hasPrefix(DemoKey.originPrefix) {
            throw Self.demoKeyRefusal
        }
        return draft.adding(try Approval(of: draft.envelope, by: key, created: environment.clock()))
    }

    /// Signs and reads back: what strict decoding would refuse is never handed out.
    func sign(_ envelope: Envelope, with key: Ed25519PrivateKey, at now: Timestamp) throws -> BoundObject {
        let object = BoundObject(envelope, approvals: [try Approval(of: envelope, by: key, created: now)])
        return try BoundObject(unverified: object.bytes)
    }

    private func document(
        _ request: BindRequest, _ defaults: RegistryDescription.Defaults
    ) throws -> BoundDocument {
        let question = QuestionText.canonical(request.question)
        let asOf = request.asOf ?? environment.clock().day
        let answer = Answer(text: request.answer, mediaType: request.mediaType, origin: request.origin)
        var document = BoundDocument(
            question: question, scope: request.scope(language: defaults.language), answer: answer, asOf: asOf,
            freshness: Freshness(request.freshness ?? defaults.freshness, reviewBy: request.reviewBy, asOf: asOf),
            license: request.license ?? defaults.license,
            reproducibility: request.reproducibility, recheck: request.recheck,
            derivation: request.derivation(question: question, answer: answer))
        document.sources = request.sources.isEmpty ? nil : request.sources
        document.topics = request.topics.isEmpty ? nil : request.topics
        document.distribution = request.distribution
        document.continues = request.continues
        return document
    }

    func refuseDemoKey(_ key: Ed25519PublicKey, in registry: Registry) throws(ServiceError) {
        guard DemoKey.contains(key), !registry.description.origin.hasPrefix(DemoKey.originPrefix) else { return }
        throw Self.demoKeyRefusal
    }

    private static var demoKeyRefusal: ServiceError {
        ServiceError(
            .noPermission, at: "--key", "the key is a demonstration key, which everyone holds",
            remedy: "Make your own with `bindery key new`.")
    }
}

extension BindRequest {
    fileprivate var origin: AnswerOrigin {
        declared?.origin ?? (derivation == nil ? .human : .model)
    }

    fileprivate var reproducibility: Reproducibility {
        if case .manifest? = derivation?.model { return .bitwise }
        return derivation == nil && declared == nil ? .authored : .declared
    }

    fileprivate func derivation(question: String, answer: Answer) -> Derivation? {
        declared?.derivation(of: answer, to: question) ?? derivation
    }
}

extension BoundDocument {
    /// Whether the only differences are the version, its predecessor, the kind of change, the days and times that follow
    /// from today, what other samples showed, and the id that an engine gives each response.
    fileprivate func says(theSameAs other: BoundDocument) -> Bool {
        var copy = self
        (copy.version, copy.previous, copy.change) = (other.version, other.previous, other.change)
        (copy.asOf, copy.freshness.reviewBy) = (other.asOf, other.freshness.reviewBy)
        copy.derivation?.started = other.derivation?.started
        copy.derivation?.ended = other.derivation?.ended
        copy.derivation?.noiseFloor = other.derivation?.noiseFloor
        if case .declared(var model)? = copy.derivation?.model, case .declared(let known)? = other.derivation?.model {
            model.responseId = known.responseId
            copy.derivation?.model = .declared(model)
        }
        return copy == other
    }
}
