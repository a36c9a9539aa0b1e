public import BoundKnowledge
public import Cryptography
internal import DataIntegrity
package import GitStore
internal import Signing

/// The one writer of a registry: holds its lock, verifies, commits, and acknowledges what is on disk.
///
/// Not for several threads at once, except `admit`, which touches nothing; `PublicationQueue` serves concurrent publishers.
public final class RegistryWriter {
    private let registry: Registry
    private let writer: GitWriter
    private let commitKey: Ed25519PrivateKey
    private let clock: @Sendable () -> Timestamp
    private let pinned: Address
    private var trust: TrustState
    /// The commit that `trust` was read at.
    private var head: GitObjectID?

    /// Takes the writer's lock and cleans up after a killed predecessor.
    ///
    /// - Parameters:
    ///   - registry: the registry, which must be a bare repository.
    ///   - commitKey: a key of the role commit.
    ///   - pinned: the address of the trust root to start from.
    ///   - clock: the time of commits and of what ends.
    ///   - timeout: how long to wait for another writer.
    ///   - waiting: called once with the other writer's name when a second has passed.
    /// - Throws: `GitStoreError.locked` naming the holder, or a `RegistryError` when the key or the root does not fit.
    public init(
        _ registry: Registry, commitKey: Ed25519PrivateKey, pinned: Address,
        clock: @escaping @Sendable () -> Timestamp, timeout: Duration = .seconds(30),
        waiting: (String) -> Void = { _ in }
    ) throws {
        self.registry = registry
        self.commitKey = commitKey
        self.clock = clock
        writer = try GitWriter(
            registry.repository, stateFolder: registry.stateFolder, timeout: timeout, waiting: waiting)
        try registry.catchUp()
        self.pinned = pinned
        head = try registry.index.progress()?.head
        trust = try Self.trust(of: registry, pinned)
        try requireCommitRole()
    }

    private static func trust(of registry: Registry, _ pinned: Address) throws -> TrustState {
        let (state, findings) = try registry.trust(from: pinned)
        guard let state else {
            throw RegistryError(
                .configuration, at: registry.path, "the trust root \(pinned) does not hold for this registry",
                remedy: "Check the pinned address.", findings: findings)
        }
        let stated = registry.description.origin
        guard stated.utf8.elementsEqual(state.origin.utf8) else {
            throw RegistryError(
                .configuration, at: "\(registry.path) \(RegistryLayout.description)",
                "the registry states the origin `\(stated)`, its trust root `\(state.origin)`",
                remedy: "Run `bindery audit`; somebody changed the file.")
        }
        return state
    }

    private func requireCommitRole() throws {
        guard let refusal = commitKeyCheck.refusalToSign(with: commitKey.publicKey) else { return }
        throw RegistryError(
            .configuration, at: registry.path, refusal, remedy: "Name the folder with the registry's commit key.")
    }

    /// An expired key may still bring in its successor, and nothing else.
    private func requireCurrentKey() throws {
        guard let end = commitKeyCheck.end(of: commitKey.publicKey) else { return }
        throw RegistryError(
            .configuration, at: registry.path,
            "the commit key expired at \(end), and signs trust roots alone since then",
            remedy: "Publish a trust root with another commit key, then name the folder with that key.")
    }

    private var commitKeyCheck: CommitKeyCheck { CommitKeyCheck(trust: trust, instant: clock()) }

    /// The newest trust root: by it the next objects are judged.
    var root: Address { trust.current.object.address }

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
        try publish(admissions.map(Candidate.init))
    }

    /// Publishes what fits, as above. What was judged by another trust root than the one in force by then is judged again, be that
    /// root published before or in the same commit.
    func publish(_ candidates: [Candidate]) throws -> [Result<Receipt, RegistryError>] {
        let standing = try catchUp()
        var plan = emptyPlan(on: standing)
        let (decisions, files) = try session(on: standing) {
            (try decide(candidates, standing, &plan), try PublicationFiles(plan))
        }
        var commit: GitObjectID?
        if !plan.accepted.isEmpty { commit = try store(plan, files, on: standing) }
        trust = plan.trust
        head = commit ?? head
        return decisions.map { decision in
            decision.map { Receipt($0.object, commit: $0.isNew ? commit : nil) }
        }
    }

    /// Makes `bytes` the policy of recomputation, `policy/recompute.json`, in a commit of its own that publishes no object.
    ///
    /// Durable on return, as a publication is. Whether the bytes are a policy is for the caller to know.
    ///
    /// - Parameter isRehearsal: whether everything is looked at and nothing written.
    /// - Returns: `known` where the tree has these very bytes; else `published`, with the commit unless this is a rehearsal.
    /// - Throws: `RegistryError.configuration` for a commit key that may not sign; the store's error, where nothing changed.
    package func setRecomputePolicy(
        _ bytes: [UInt8], isRehearsal: Bool
    ) throws -> (status: Receipt.Status, commit: GitObjectID?) {
        let standing = try catchUp()
        try requireCurrentKey()
        // What is there may be no policy at all: then it is replaced.
        let current = standing.flatMap { try? registry.recomputePolicy(limit: bytes.count, in: $0.head) }
        if current == bytes { return (.known, nil) }
        if isRehearsal { return (.published, nil) }
        let receipt = try commit(
            [GitFile(path: RegistryLayout.recomputePolicy, bytes: bytes)],
            message: "Set \(RegistryLayout.recomputePolicy)\n", on: standing)
        head = receipt.id
        _ = try? registry.index.append([], of: 0, after: standing?.head, head: receipt.id)
        return (.published, receipt.id)
    }

    /// What `publish` would say, without writing anything.
    public func rehearse(_ admissions: [Admission]) throws -> [Result<Receipt, RegistryError>] {
        var plan = try emptyPlan(on: standing)
        return try rehearse(admissions.map(Candidate.init), &plan)
    }

    /// What `publish` would say if what is in the plan were published.
    func rehearse(_ candidates: [Candidate], _ plan: inout PublicationPlan) throws -> [Result<Receipt, RegistryError>] {
        let standing = try registry.index.progress()
        return try session(on: standing) {
            try decide(candidates, standing, &plan).map { decision in
                decision.map { Receipt($0.object, commit: nil) }
            }
        }
    }

    /// Brings index and trust up to the branch, and says where it stands.
    private func catchUp() throws -> (head: GitObjectID, count: Int64)? {
        try registry.catchUp()
        let standing = try registry.index.progress()
        if standing?.head != head {
            // Somebody else committed: perhaps another trust root.
            trust = try Self.trust(of: registry, pinned)
            head = standing?.head
        }
        try requireCommitRole()
        return standing
    }

    /// A plan on what stands.
    func emptyPlan(on standing: (head: GitObjectID, count: Int64)?) -> PublicationPlan {
        PublicationPlan(
            registry: registry, trust: trust, commitKey: DIDKey(commitKey.publicKey), start: standing?.count ?? 0)
    }

    /// What the index says is published.
    var standing: (head: GitObjectID, count: Int64)? { get throws { try registry.index.progress() } }

    /// Runs `body` on one state of the index, which must stand where the caller saw it.
    private func session<Value>(
        on standing: (head: GitObjectID, count: Int64)?, _ body: () throws -> Value
    ) throws -> Value {
        try registry.index.session {
            guard try registry.index.progress()?.head == standing?.head else {
                throw RegistryError(
                    .conflict, at: registry.path, "another program is reading the registry's history anew",
                    remedy: "Try again.")
            }
            return try body()
        }
    }

    private typealias Decision = Result<(object: BoundObject, isNew: Bool), RegistryError>

    /// Puts into the plan what fits, and says of each candidate whether it is new or why it is refused.
    private func decide(
        _ candidates: [Candidate], _ standing: (head: GitObjectID, count: Int64)?, _ plan: inout PublicationPlan
    ) throws -> [Decision] {
        var admitter = Admitter(trust: plan.trust, clock: clock)
        let decisions = try candidates.map { candidate -> Decision in
            let root = plan.trust.current.object.address
            if admitter.root != root { admitter = Admitter(trust: plan.trust, clock: clock) }
            let judged = candidate.root == root ? candidate : admitter.judge(candidate.bytes)
            do {
                let object = try judged.outcome.get()
                let position = (standing?.count ?? 0) + Int64(plan.accepted.count)
                return .success((object, try plan.add(object, position: position)))
            } catch let refusal as RegistryError {
                return .failure(refusal)
            }
        }
        if plan.accepted.contains(where: { $0.type != .trustRoot }) { try requireCurrentKey() }
        return decisions
    }

    private func store(
        _ plan: PublicationPlan, _ files: PublicationFiles, on standing: (head: GitObjectID, count: Int64)?
    ) throws -> GitObjectID {
        let receipt = try commit(files.all, message: CommitLog.message(publishing: plan.accepted), on: standing)
        let records = plan.accepted.enumerated().map { index, object in
            ObjectRecord(position: (standing?.count ?? 0) + Int64(index), blob: receipt.blobs[index], object: object)
        }
        // The commit is durable; an index that cannot follow catches up when the registry is opened next.
        _ = try? registry.index.append(records, of: records.count, after: standing?.head, head: receipt.id)
        return receipt.id
    }

    private func commit(
        _ files: [GitFile], message: String, on standing: (head: GitObjectID, count: Int64)?
    ) throws -> GitCommitReceipt {
        try writer.commit(
            files, message: message, author: try registry.author(at: clock()), expecting: standing?.head, sign: sign)
    }

    private func sign(_ payload: [UInt8]) throws -> String {
        try SSHSignature(signing: payload, namespace: SSHSignature.gitNamespace, with: commitKey).armor
    }
}

/// Verifies objects for publication under one state of trust.
public struct Admitter: Sendable {
    let trust: TrustState
    let clock: @Sendable () -> Timestamp
    private let keys = ResolvedKeys()

    /// The trust root that it judges by.
    var root: Address { trust.current.object.address }

    init(trust: TrustState, clock: @escaping @Sendable () -> Timestamp) {
        self.trust = trust
        self.clock = clock
    }

    /// Verifies `bytes`.
    ///
    /// - Throws: `RegistryError.refused` with every finding.
    public func admit(_ bytes: [UInt8]) throws(RegistryError) -> Admission {
        Admission(object: try judge(bytes).outcome.get(), root: root)
    }

    /// Verifies `bytes`; a refusal is an answer too.
    func judge(_ bytes: [UInt8]) -> Candidate {
        let verification = ObjectVerifier(trust: trust, instant: clock(), purpose: .publication, keys: keys)
            .verify(bytes)
        guard let object = verification.object, verification.verdict == .verified else {
            let refusal = RegistryError(
                .refused, at: "\(verification.address)", "the object is refused",
                remedy: "Correct what the findings name.", findings: verification.findings)
            return Candidate(bytes: bytes, outcome: .failure(refusal), root: root)
        }
        return Candidate(bytes: bytes, outcome: .success(object), root: root)
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
