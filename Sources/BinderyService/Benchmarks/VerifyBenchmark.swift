internal import BoundKnowledge
internal import Cryptography
internal import DataIntegrity
internal import JSON
internal import KnowledgeRegistry

/// What verifying a document costs beside its signature: both sides on one core.
public struct VerifyBenchmark: Sendable {
    private let roundCount: Int
    private let documentCount: Int

    /// A benchmark of `rounds` rounds, in each of which every one of `documents` documents is verified once.
    public init(rounds: Int = 40, documents: Int = 200) {
        roundCount = max(rounds, 1)
        documentCount = max(documents, 1)
    }

    /// Measures integrity alone (parsing, canonical form, digests, signature), then with strict decoding, then the full verdict.
    public func run(_ report: (BenchmarkMeasure) -> Void) throws {
        try ScratchFolder.with { try run(SampleLibrary(in: $0, name: "verify"), report) }
    }

    private func run(_ library: SampleLibrary, _ report: (BenchmarkMeasure) -> Void) throws {
        let trust = try library.open().trust(from: library.root).state
        let documents = library.documents
        let firsts = try (0..<documentCount).map { try documents.document($0) }
        let seconds = try firsts.enumerated().map { try documents.successor(of: $0.element, number: $0.offset) }
        let keys = ResolvedKeys()
        let proofs = DataIntegrityVerifier(resolve: keys.key(ofMethod:))
        report(
            try measure("verify-integrity", firsts.count) { index in
                let bytes = firsts[index].bytes
                guard let document = try? JSONDocument(parsing: bytes), document.isCanonical else { return false }
                let verification = proofs.verify(document.root)
                return verification.digests?.whole == firsts[index].address.digest && verification.isVerified
            })
        report(
            try measure("verify-decoded", firsts.count) { index in
                IntegrityCheck(of: firsts[index].bytes, keys: keys).findings.isEmpty
            })
        let verifier = ObjectVerifier(trust: trust, instant: documents.instant)
        report(
            try measure("verify-verdict", seconds.count) { index in
                let verification = verifier.verify(seconds[index].bytes)
                guard let object = verification.object else { return false }
                return verification.verdict == .verified
                    && LineageChain.findings(for: object, predecessor: firsts[index]).isEmpty
            })
    }

    private func measure(_ name: String, _ count: Int, _ verify: (Int) -> Bool) throws -> BenchmarkMeasure {
        let key = try Ed25519PrivateKey.generate()
        let message = [UInt8](repeating: 7, count: 64)
        let signature = try key.signature(for: message)
        var rounds = AlternatingRounds(.thread)
        var each = SampleTimes()
        var isSound = true
        for _ in 0..<roundCount {
            rounds.run {
                for index in 0..<count { isSound = each.measure { verify(index) } && isSound }
            } reference: {
                isSound = SignatureFloor.verify(signature, of: message, by: key.publicKey, count: count) && isSound
            }
        }
        guard isSound else {
            throw ServiceError(
                .badData, at: name, "a sound document was not verified", remedy: "Report this as a bug.")
        }
        return BenchmarkMeasure(
            name, unit: "documents/s", ours: Double(count) / rounds.ours.median,
            reference: Double(count) / rounds.reference.median, referenceName: "OpenSSL Ed25519 verify, one core",
            ratio: rounds.ratio,
            notes: [
                "\(roundCount) rounds of \(count) documents of \(SampleDocuments.byteCount) bytes; processor time of one thread",
                "a document on the wall: \(each.summary); a bare signature: \(SampleTimes.text(rounds.reference.median / Double(count)))",
            ])
    }
}
