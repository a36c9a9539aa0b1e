public import BoundKnowledge
public import Cryptography
internal import GitStore
internal import Signing

/// The one writer of a registry: holds its lock, verifies, commits, and acknowledges what is on disk.
///
/// Not for several threads at once, except `admit`, which touches nothing; `PublicationQueue` serves concurrent publishers.
public final class RegistryWriter {
    private let registry: Registry
    private let writer: GitWriter
    private let commitKey: Ed25519PrivateKey
    private let clock: @Sendable () -> Timestamp
    private var trust: TrustState

    /// Takes the writer's lock and cleans up after a killed predecessor.
    ///
    /// - Parameters:
    ///   - registry: the registry, which must be a bare repository.
    ///   - commitKey: a key of the role commit.
    ///   - pinned: the address of the trust root to start from.
    ///   - clock: the time of commits and of what ends.
    ///   - timeout: how long to wait for another writer.
    /// - Throws: `GitStoreError.locked` naming the holder, or a `RegistryError` when the key or the root does not fit.
    public init(
        _ registry: Registry, commitKey: Ed25519PrivateKey, pinned: Address,
        clock: @escaping @Sendable () -> Timestamp, timeout: Duration = .seconds(30)
    ) throws {
        self.registry = registry
        self.commitKey = commitKey
        self.clock = clock
        writer = try GitWriter(registry.repository, stateFolder: registry.stateFolder, timeout: timeout)
        try registry.catchUp()
        let (state, findings) = try registry.trust(from: pinned)
        guard let state else {
            throw RegistryError(
                .configuration, at: registry.path, "the trust root \(pinned) does not hold for this registry",
                remedy: "Check the pinned address.", findings: findings)
        }
        trust = state
        let role = state.current.root.roles[.commit]?.keys ?? []
        guard role.contains(where: { $0.id.publicKey == commitKey.publicKey }) else {
            throw RegistryError(
                .configuration, at: registry.path, "the commit key does not hold the role commit in the trust root",
                remedy: "Name the folder with the registry's commit key.")
        }
    }

    /// Verifies an object for publication: form, digests, signatures, authorisation, times. Pure; meant to run on other cores.
    ///
    /// - Throws: `RegistryError.refused` with every finding.
    public func admit(_ bytes: [UInt8]) throws(RegistryError) -> Admission { try admitter.admit(bytes) }

    /// The verifying part alone, to be used from other threads.
    public var admitter: Admitter { Admitter(trust: trust, clock: clock) }

    /// Publishes what fits, in one commit, and says of each object what became of it.
    ///
    /// When it returns, what is published is on disk, and a killed process or a power failure does not undo it.
    ///
    /// - Returns: one result an admission, in order.
    /// - Throws: when nothing was published: the store failed, or the branch was moved by somebody else.
    public func publish(_ admissions: [Admission]) throws -> [Result<Receipt, RegistryError>] {
        try registry.catchUp()
        let head = try registry.repository.head()
        let count = try registry.objectCount()
        var plan = PublicationPlan(registry: registry, trust: trust)
        let decisions = try admissions.map { admission -> Result<Bool, RegistryError> in
            do {
                return .success(try plan.add(admission.object, position: count + Int64(plan.accepted.count)))
            } catch let refusal as RegistryError {
                return .failure(refusal)
            }
        }
        var commit: GitObjectID?
        if !plan.accepted.isEmpty { commit = try store(plan, on: head, from: count) }
        trust = plan.trust
        return zip(admissions, decisions).map { admission, decision in
            decision.map { isNew in Receipt(admission.object, commit: isNew ? commit : nil) }
        }
    }

    /// What `publish` would say, without writing anything.
    public func rehearse(_ admissions: [Admission]) throws -> [Result<Receipt, RegistryError>] {
        var plan = PublicationPlan(registry: registry, trust: trust)
        let count = try registry.objectCount()
        return try admissions.map { admission in
            do {
                _ = try plan.add(admission.object, position: count + Int64(plan.accepted.count))
                return .success(Receipt(admission.object, commit: nil))
            } catch let refusal as RegistryError {
                return .failure(refusal)
            }
        }
    }

    private func store(_ plan: PublicationPlan, on head: GitObjectID?, from count: Int64) throws -> GitObjectID {
        let files = try PublicationFiles(plan)
        let receipt = try writer.commit(
            files.all, removing: [], message: CommitLog.message(publishing: plan.accepted),
            author: try registry.author(at: clock()), expecting: head, sign: sign)
        let records = plan.accepted.enumerated().map { index, object in
            ObjectRecord(position: count + Int64(index), blob: receipt.blobs[index], object: object)
        }
        // The commit is durable; an index that cannot follow catches up when the registry is opened next.
        _ = try? registry.index.append(records, after: head, head: receipt.id)
        return receipt.id
    }

    private func sign(_ payload: [UInt8]) throws -> String {
        try SSHSignature(signing: payload, namespace: SSHSignature.gitNamespace, with: commitKey).armor
    }
}

/// Verifies objects for publication under one state of trust.
public struct Admitter: Sendable {
    let trust: TrustState
    let clock: @Sendable () -> Timestamp

    /// Verifies `bytes`.
    ///
    /// - Throws: `RegistryError.refused` with every finding.
    public func admit(_ bytes: [UInt8]) throws(RegistryError) -> Admission {
        let verification = ObjectVerifier(trust: trust, instant: clock(), purpose: .publication).verify(bytes)
        guard let object = verification.object, verification.verdict == .verified else {
            throw RegistryError(
                .refused, at: "\(verification.address)", "the object is refused",
                remedy: "Correct what the findings name.", findings: verification.findings)
        }
        return Admission(object: object)
    }
}

extension Registry {
    /// Who commits: the registry itself, under a name that `allowed_signers` can list.
    func author(at instant: Timestamp) throws -> GitSignature {
        try GitSignature(
            name: description.name, email: description.commitPrincipal, secondsSinceEpoch: instant.secondsSinceEpoch)
    }
}

extension RegistryDescription {
    /// The principal of the commit key in git's `allowed_signers`.
    public var commitPrincipal: String {
        "commit@" + (origin.split(separator: "/").first.map(String.init) ?? "registry")
    }
}
