internal import BoundKnowledge
internal import GitStore
internal import Signing

/// An object as the history tells of it: the address that it was published at, the blob that held it, the commit that brought it.
struct PublishedBlob: Sendable {
    let address: Address
    let blob: GitObjectID
    let commit: GitObjectID
}

/// Walks a registry's history commit by commit: signatures of the commit key, append-only objects, and their order.
struct HistoryAudit {
    private(set) var findings: [AuditFinding] = []
    /// Every object that was ever published, in order.
    private(set) var published: [PublishedBlob] = []
    private(set) var commits: [GitObjectID] = []
    /// Whether the line of commits cannot be followed to its beginning: then nothing is known of what was published.
    var isBroken: Bool { commits.isEmpty }

    /// - Parameter lastSeen: the head that this auditor saw last; a history without it was rewritten.
    init(of workers: AuditWorkers, head: GitObjectID, lastSeen: GitObjectID?) async throws {
        do {
            commits = try workers.repository.commits(from: head, until: nil)
        } catch {
            guard error.isDamage else { throw error }
            findings.append(
                AuditFinding(
                    Finding(
                        "history-broken", .rejects, at: "", "the history cannot be followed: \(error.problem)",
                        remedy: "Restore the repository from a mirror."), commit: head))
            return
        }
        if let lastSeen, !commits.contains(lastSeen) {
            findings.append(
                AuditFinding(
                    Finding(
                        "history-rewritten", .rejects, at: "",
                        "the commit \(lastSeen), which you saw before, is no longer in the history",
                        remedy: "Compare with a mirror: published objects may be missing."), commit: lastSeen))
        }
        let commits = commits
        // A commit may hold thousands of objects: few of them wait for an earlier one.
        try await workers.run(commits.count, chunkLimit: 4) { range, repository in
            try range.map { try Self.publication(of: commits[$0], after: $0 > 0 ? commits[$0 - 1] : nil, repository) }
        } fold: { range, publications in
            for (index, publication) in zip(range, publications) { add(publication, of: commits[index]) }
        }
    }

    /// What a commit published, or the error that says how its trees are damaged.
    private static func publication(
        of commit: GitObjectID, after previous: GitObjectID?, _ repository: GitRepository
    ) throws -> Result<PublishedObjects, GitStoreError> {
        do {
            try Task.checkCancellation()
            return .success(try PublishedObjects(in: commit, after: previous, of: repository))
        } catch let error as GitStoreError {
            guard error.isDamage else { throw error }
            return .failure(error)
        }
    }

    private mutating func add(_ result: Result<PublishedObjects, GitStoreError>, of commit: GitObjectID) {
        switch result {
        case .success(let publication): add(publication, of: commit)
        case .failure(let error):
            findings.append(
                AuditFinding(
                    Finding(
                        "store-damaged", .rejects, at: "", "a tree of the commit cannot be read: \(error.problem)",
                        remedy: "Restore the repository from a mirror."), commit: commit))
        }
    }

    private mutating func add(_ publication: PublishedObjects, of commit: GitObjectID) {
        published += publication.entries.map { PublishedBlob(address: $0.address, blob: $0.blob, commit: commit) }
        for violation in publication.violations {
            let what =
                violation.kind == .deleted ? "deleted" : violation.kind == .added ? "added at no address" : "changed"
            findings.append(
                AuditFinding(
                    Finding(
                        violation.kind == .deleted ? "object-deleted" : "object-changed", .rejects, at: "",
                        "\(violation.path) was \(what) by commit \(commit)",
                        remedy: "Objects are never changed: restore the repository from a mirror."),
                    object: RegistryLayout.address(atPath: violation.path), path: violation.path, commit: commit))
        }
        if !publication.isListed {
            findings.append(
                AuditFinding(
                    Finding(
                        "commit-message", .rejects, at: "",
                        "the message of the commit does not list the objects that it adds",
                        remedy: "Ask the operator who wrote the commit."), commit: commit))
        }
    }

    /// Checks the signature of every commit against the commit keys of the trust root in force.
    mutating func checkSignatures(_ trust: TrustState, instant: Timestamp, _ workers: AuditWorkers) async throws {
        let check = CommitKeyCheck(trust: trust, instant: instant)
        let commits = zip(commits, positions()).map { (id: $0, position: $1) }
        var found: [AuditFinding] = []
        try await workers.run(commits.count) { range, repository in
            try range.flatMap { index in
                let (id, position) = commits[index]
                return try repository.commit(id).signatureFindings(check, at: position)
                    .map { AuditFinding($0, commit: id) }
            }
        } fold: { _, part in
            found += part
        }
        findings += found
    }

    /// The position of the first object of each commit, or where it would stand.
    private func positions() -> [Int64] {
        var counts: [GitObjectID: Int64] = [:]
        for entry in published { counts[entry.commit, default: 0] += 1 }
        var position: Int64 = 0
        return commits.map { id in
            defer { position += counts[id] ?? 0 }
            return position
        }
    }
}

extension GitCommit {
    /// What is wrong with the signature of a commit whose first object stands at `position`; empty when it counts.
    func signatureFindings(_ check: CommitKeyCheck, at position: Int64) -> [Finding] {
        guard let signature else { return [Self.finding("the commit is not signed")] }
        guard let signature = try? SSHSignature(armor: signature),
            signature.isValid(for: signedPayload, namespace: SSHSignature.gitNamespace)
        else { return [Self.finding("the commit's signature does not match the commit")] }
        return check.refusals(of: signature.publicKey, at: position)
    }

    private static func finding(_ problem: String) -> Finding {
        Finding(
            "commit-signature", .rejects, at: "", problem,
            remedy: "Ask the operator who wrote the commit; restore from a mirror if nobody did.")
    }
}
