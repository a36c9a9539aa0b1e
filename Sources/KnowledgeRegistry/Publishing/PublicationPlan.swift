internal import BoundKnowledge
internal import GitStore
internal import Signing

/// Decides, under the writer's lock, which verified objects fit what is published, each seeing the ones accepted before it.
struct PublicationPlan {
    let registry: Registry
    /// The key that will sign the commit, and the position of the commit's first object.
    private let commitKey: DIDKey
    private let start: Int64
    private(set) var trust: TrustState
    private(set) var accepted: [BoundObject] = []
    private var byAddress: [Address: BoundObject] = [:]
    private var byClaim: [Claim: Address] = [:]
    private var currentVersions: [LineageKey: BoundObject] = [:]
    private(set) var withdrawals: [Address: Withdrawal] = [:]
    /// What the plan's last attestation with an effect leaves of a document's quarantine: who keeps it there.
    private var quarantines: [Address: Address?] = [:]

    private struct LineageKey: Hashable {
        let type: ObjectType
        let lineage: LineageID
    }

    init(registry: Registry, trust: TrustState, commitKey: DIDKey, start: Int64) {
        self.registry = registry
        self.trust = trust
        self.commitKey = commitKey
        self.start = start
    }

    /// Adds `object` to the plan.
    ///
    /// - Returns: whether it is new; the same bytes again are not.
    mutating func add(_ object: BoundObject, position: Int64) throws -> Bool {
        if try byAddress[object.address] != nil || registry.index.record(at: object.address) != nil { return false }
        try checkClaim(object)
        try checkReferences(object)
        if case .trustRoot(let root) = object.envelope.subject {
            let next = try trust.adding(root, object, position: position)
            try checkCommitKey(next, object)
            trust = next
        } else if let lineage = object.envelope.subject.lineage {
            try checkVersion(object, of: LineageKey(type: object.type, lineage: lineage))
        }
        accepted.append(object)
        byAddress[object.address] = object
        byClaim[object.claim] = object.address
        switch object.envelope.subject {
        case .withdrawal(let withdrawal): withdrawals[withdrawal.object] = withdrawal
        case .attestation(let attestation):
            if let effect = attestation.quarantineEffect {
                quarantines.updateValue(effect == .imposes ? object.address : nil, forKey: attestation.object)
            }
        case .boundDocument, .modelManifest, .aliasSet, .trustRoot: break
        }
        return true
    }

    /// The object at `address`, of this plan or of the registry.
    func object(at address: Address) throws -> BoundObject? {
        try byAddress[address] ?? registry.decodedObject(at: address)
    }

    /// The current document of a lineage, of this plan or of the registry.
    func currentDocument(of lineage: LineageID) throws -> BoundObject? {
        try current(LineageKey(type: .boundDocument, lineage: lineage))
    }

    /// The withdrawal of an object, of this plan or of the registry.
    func withdrawal(of address: Address) throws -> Withdrawal? {
        if let withdrawal = withdrawals[address] { return withdrawal }
        return try registry.index.record(at: address).flatMap { try registry.withdrawal(of: $0)?.withdrawal }
    }

    /// The attestation that keeps a document in quarantine, of this plan or of the registry.
    func quarantine(of address: Address) throws -> Address? {
        if let planned = quarantines[address] { return planned }
        return try publishedQuarantine(of: address)
    }

    /// Whether the plan leaves the quarantine of an attestation's object in another state than it has now: most attestations
    /// confirm an answer that nobody doubts.
    func changesQuarantine(by attestation: Attestation) throws -> Bool {
        guard attestation.quarantineEffect != nil else { return false }
        return try quarantine(of: attestation.object) != publishedQuarantine(of: attestation.object)
    }

    private func publishedQuarantine(of address: Address) throws -> Address? {
        try registry.index.record(at: address).flatMap { try registry.quarantine(of: $0) }
    }

    private func current(_ key: LineageKey) throws -> BoundObject? {
        if let object = currentVersions[key] { return object }
        return try registry.index.current(key.type, of: key.lineage).flatMap {
            try registry.decodedObject(at: $0.address)
        }
    }

    /// One claim has one secured form; a second would give it two addresses.
    private func checkClaim(_ object: BoundObject) throws {
        guard let known = try byClaim[object.claim] ?? registry.index.record(of: object.claim)?.address else { return }
        throw RegistryError(
            .conflict, at: "\(object.address)", "the same claim is published with other approvals as \(known)",
            remedy: "Use the published object.")
    }

    private mutating func checkVersion(_ object: BoundObject, of key: LineageKey) throws {
        let current = try current(key)
        if object.envelope.subject.previous != current?.address {
            throw RegistryError(
                .conflict, at: "\(object.address)",
                current.map {
                    "the lineage \(key.lineage) stands at version \($0.envelope.subject.version ?? 0), \($0.address)"
                }
                    ?? "the lineage \(key.lineage) has no version yet",
                remedy: current == nil
                    ? "Publish version 1 first." : "Bind a new version on top of it; nothing of yours is lost.")
        }
        let findings = LineageChain.findings(for: object, predecessor: current)
        guard findings.isEmpty else {
            throw RegistryError(
                .refused, at: "\(object.address)", "the object does not follow its predecessor",
                remedy: "Correct what the findings name and sign again.", findings: findings)
        }
        currentVersions[key] = object
    }

    /// A root must not reach back to the commit that publishes it: every audit would reject that commit from then on.
    private func checkCommitKey(_ next: TrustState, _ object: BoundObject) throws {
        guard let revocation = next.revocation(of: commitKey), revocation.revokedFrom <= start else { return }
        throw RegistryError(
            .configuration, at: "\(object.address)",
            "the trust root revokes the commit key that would sign its commit: from index \(revocation.revokedFrom) on, and the commit starts at \(start)",
            remedy: "Publish a root with another commit key first, then this one on top of it with that key.")
    }

    private func checkReferences(_ object: BoundObject) throws {
        switch object.envelope.subject {
        case .withdrawal(let subject):
            try checkTarget(subject.object, subject.claim, of: object)
            try checkWithdrawable(subject, object)
        case .attestation(let subject):
            try checkTarget(subject.object, subject.claim, of: object)
        case .boundDocument(let document):
            guard case .manifest(let address)? = document.derivation?.model else { return }
            guard try self.object(at: address)?.type == .modelManifest else {
                throw RegistryError(
                    .refused, at: "\(object.address)", "the registry has no model manifest \(address)",
                    remedy: "Publish the manifest first.")
            }
        case .modelManifest, .aliasSet, .trustRoot:
            return
        }
    }

    /// A trust root ends by the next one, and a withdrawal stands; what is to be read instead has to be there.
    private func checkWithdrawable(_ withdrawal: Withdrawal, _ object: BoundObject) throws {
        if let type = try self.object(at: withdrawal.object)?.type, type == .trustRoot || type == .withdrawal {
            throw RegistryError(
                .refused, at: "\(object.address)", "\(withdrawal.object) is a \(type.rawValue), which is not withdrawn",
                remedy: type == .trustRoot
                    ? "Publish the next trust root with `bindery root next`." : "Publish a new version of the document."
            )
        }
        guard let replacement = withdrawal.replacedBy, try self.object(at: replacement) == nil else { return }
        throw RegistryError(
            .notFound, at: "\(object.address)", "the registry has no object \(replacement) to read instead",
            remedy: "Publish the replacement first, or leave it out.")
    }

    private func checkTarget(_ address: Address, _ claim: Claim, of object: BoundObject) throws {
        guard let target = try self.object(at: address) else {
            throw RegistryError(
                .notFound, at: "\(object.address)", "the registry has no object \(address)",
                remedy: "Check the address.")
        }
        guard target.claim == claim else {
            throw RegistryError(
                .refused, at: "\(object.address)", "the object \(address) has the claim \(target.claim), not \(claim)",
                remedy: "State the claim of the object.")
        }
    }
}

extension TrustState {
    fileprivate func adding(_ root: TrustRoot, _ object: BoundObject, position: Int64) throws -> TrustState {
        let findings = refusalsToPublish(root, object)
        guard findings.isEmpty else {
            throw RegistryError(
                .conflict, at: "\(object.address)", "the trust root does not follow the current one",
                remedy: "Make the next root on top of \(current.object.address).", findings: findings)
        }
        return appending(root, object, position: position)
    }
}
