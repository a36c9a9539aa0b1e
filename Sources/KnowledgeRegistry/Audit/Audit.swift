public import BoundKnowledge
internal import Foundation
public import GitStore

/// Audits a whole registry from its git repository alone, trusting nothing but one root address: no index, no description, no clone's
/// own root.
///
/// Every object: address, canonical form, strict form, proofs, authorisation, chain of versions. The history: append-only, signed by
/// the commit key, in the order that its messages list. What is derived: heads and copies of trust roots, recomputed.
public struct Audit: Sendable {
    private let path: String
    private let pinned: Address?
    private let instant: Timestamp
    private let lastSeen: GitObjectID?

    /// An audit.
    ///
    /// - Parameters:
    ///   - path: a registry or a clone of one.
    ///   - pinned: the address of the trust root, from outside the registry.
    ///   - instant: the time to judge ends by.
    ///   - lastSeen: the head that the auditor saw last.
    public init(of path: String, pinned: Address?, instant: Timestamp, lastSeen: GitObjectID? = nil) {
        self.path = path
        self.pinned = pinned
        self.instant = instant
        self.lastSeen = lastSeen
    }

    /// Runs the audit on all cores.
    ///
    /// - Parameter progress: called with the number of objects verified and of all.
    /// - Complexity: one Ed25519 verification (about 0.1 ms) a proof, divided by the number of cores.
    public func run(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> AuditReport {
        let repository = try GitRepository(opening: path, verifiesHashes: true)
        guard let head = try repository.head() else {
            throw RegistryError(
                .notARegistry, at: path, "the repository has no branch main", remedy: "Name the folder of a registry.")
        }
        var history = try HistoryAudit(of: repository, head: head, lastSeen: lastSeen)
        let blobs = try ObjectAudit.read(history.published, from: repository)
        var findings = blobs.findings
        let candidates = blobs.objects.enumerated().compactMap { position, entry in
            entry.object?.type == .trustRoot ? (entry.object?.bytes ?? [], Int64?(Int64(position))) : nil
        }
        let trust = pinned.map { TrustState.establish(pinned: $0, candidates: candidates) }
        if let state = trust?.state {
            try history.checkSignatures(state, instant: instant, in: repository)
        } else {
            findings += (trust?.findings ?? [Self.noRoot]).map { AuditFinding($0) }
        }
        findings = history.findings + findings
        findings += try await verify(blobs.objects, trust: trust?.state, progress: progress)
        findings += ChainAudit(blobs.objects.compactMap(\.object)).findings
        if !history.isBroken {
            findings += try TreeAudit(
                of: repository, head: head, published: history.published, objects: blobs.objects.compactMap(\.object),
                reported: Set(history.findings.compactMap(\.path))
            ).findings
        }
        if let origin = trust?.state?.origin {
            findings += DescriptionAudit(of: repository, at: path, expecting: origin).findings
        }
        findings += try PackAudit(of: repository).findings
        var counts: [ObjectType: Int] = [:]
        for case let object? in blobs.objects.map(\.object) { counts[object.type, default: 0] += 1 }
        return AuditReport(
            origin: trust?.state?.origin ?? (try? Registry.description(of: repository, at: path).origin) ?? "unknown",
            head: head, root: pinned, commitCount: history.commits.count, objectCounts: counts, findings: findings)
    }

    private static let noRoot = Finding(
        "signer-unknown", .leavesSignerUnknown, at: "", "no trust root says whose the signatures are",
        remedy: "Give the address of the registry's trust root with --root, or pin it.")

    private func verify(
        _ objects: [ObjectAudit.Entry], trust: TrustState?, progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> [AuditFinding] {
        let verifier = ObjectVerifier(trust: trust, instant: instant)
        let chunkCount = max(1, min(objects.count / 64, 8 * ProcessInfo.processInfo.activeProcessorCount))
        let chunkSize = (objects.count + chunkCount - 1) / max(chunkCount, 1)
        return try await withThrowingTaskGroup(of: (Int, [AuditFinding]).self) { group in
            for start in stride(from: 0, to: objects.count, by: max(chunkSize, 1)) {
                let chunk = objects[start..<min(start + chunkSize, objects.count)]
                group.addTask {
                    let findings = try chunk.enumerated().flatMap { offset, entry in
                        try Task.checkCancellation()
                        return Self.findings(for: entry, at: start + offset, verifier, isTrusted: trust != nil)
                    }
                    return (start, findings)
                }
            }
            var results: [(Int, [AuditFinding])] = []
            for try await result in group {
                results.append(result)
                progress(min(results.count * chunkSize, objects.count), objects.count)
            }
            return results.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private static func findings(
        for entry: ObjectAudit.Entry, at position: Int, _ verifier: ObjectVerifier, isTrusted: Bool
    ) -> [AuditFinding] {
        guard let bytes = entry.bytes else { return [] }
        return verifier.verify(bytes, expecting: entry.address, position: Int64(position)).findings
            // Said once for the registry, not once an object.
            .filter { isTrusted || $0.consequence != .leavesSignerUnknown }
            .map { AuditFinding($0, object: entry.address, path: RegistryLayout.path(of: entry.address)) }
    }
}
