internal import BoundKnowledge
internal import HTTPClient

/// The chain of trust roots as far as it is known.
struct KnownTrust: Sendable {
    let state: TrustState
    /// What was said of later trust roots and does not hold.
    let findings: [Finding]
    /// When mirrors were asked about it.
    let instant: Timestamp
}

extension BinderyClient {
    /// The chain from the pinned trust root to the newest that a mirror tells of and that follows from it.
    ///
    /// A mirror that hides a root is found out by any other one, and a root that was once accepted is not forgotten: the cache
    /// keeps its address. Where all mirrors hide it, the end of the last known root is the limit (`root-expired`).
    ///
    /// - Throws: `BinderyClientError` where no mirror has the pinned root, or it does not hold.
    func trust() async throws -> KnownTrust {
        let now = clock()
        if let known, now.secondsSinceEpoch < known.instant.secondsSinceEpoch + limits.trustSeconds { return known }
        var candidates = known?.state.roots.map(\.object.bytes) ?? []
        if candidates.isEmpty { candidates = [try await bytes(at: trustRoot).bytes] }
        if let remembered = cache?.newestRoot(after: trustRoot) { candidates += try await roots(from: remembered) }
        let told = try await newestRoots()
        for answer in told.answers { candidates += try await roots(from: answer.value) }
        let (state, findings) = TrustState.establish(pinned: trustRoot, candidates: candidates.map { ($0, nil) })
        guard let state else {
            throw BinderyClientError(
                .untrusted, at: "\(trustRoot)", "what has the pinned address is no trust root that holds",
                remedy: "Check the address that you were told.", findings: findings)
        }
        let accepted = Set(state.roots.map(\.object.address))
        let unproved = told.answers.filter { !accepted.contains($0.value) }
        let trust = KnownTrust(
            state: state, findings: told.findings + unproved.map { Self.unprovedRoot($0.value, $0.mirror) },
            instant: now)
        for answer in unproved { mirrors.rest(answer.mirror) }
        cache?.remember(newestRoot: state.current.object.address, after: trustRoot)
        known = trust
        return trust
    }

    /// What mirrors say is the newest trust root: the one that stands in for the pinned one.
    private func newestRoots() async throws -> MirrorAnswers<Address> {
        let root = trustRoot
        let told = try await mirrors.all(of: statusPage(of: root)) { body throws(MirrorFault) in
            try StatusPage(body, of: root)
        }
        var newest = MirrorAnswers<Address>(findings: told.findings)
        for answer in told.answers {
            guard let address = answer.value.supersededBy else { continue }
            newest.answers.append(MirrorAnswer(mirror: answer.mirror, value: address))
        }
        return newest
    }

    /// The bytes of trust roots from `newest` back to one that is known; nothing is trusted of them yet.
    private func roots(from newest: Address) async throws -> [[UInt8]] {
        let reached = Set(known?.state.roots.map(\.object.address) ?? []).union([trustRoot])
        var collected: [[UInt8]] = []
        var next = newest
        while !reached.contains(next), collected.count < limits.linkCount {
            guard let raw = try await bytesIfAny(at: next), let object = try? BoundObject(unverified: raw),
                object.type == .trustRoot
            else { break }
            collected.append(raw)
            guard let previous = object.envelope.subject.previous else { break }
            next = previous
        }
        return collected
    }

    private static func unprovedRoot(_ address: Address, _ mirror: HTTPLocation) -> Finding {
        MirrorFault(
            "mirror-unproved", "it names \(address) as a later trust root, which does not follow from the pinned one"
        )
        .finding(mirror)
    }

    /// The bytes at an address; `nil` where nobody gives them.
    func bytesIfAny(at address: Address) async throws -> [UInt8]? {
        do {
            return try await bytes(at: address).bytes
        } catch is BinderyClientError {
            return nil
        }
    }

    func statusPage(of address: Address) -> MirrorPage {
        MirrorPage(
            segments: ("status", "\(address)"), accept: "application/json", byteLimit: limits.pageByteCount)
    }
}
