internal import BoundKnowledge
internal import Cryptography
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

    /// Measures integrity alone, then the full verdict.
    public func run(_ report: (BenchmarkMeasure) -> Void) throws {
        let folder = try ScratchFolder()
        let library = try SampleLibrary(in: folder.path, name: "verify")
        let registry = try library.open()
        let trust = try registry.trust(from: library.founding.root).state
        let documents = library.documents
        let firsts = try (0..<documentCount).map { try documents.document($0) }
        let seconds = try firsts.enumerated().map { try documents.successor(of: $0.element, number: $0.offset) }
        report(
            try measure("verify-integrity", firsts.count) { index in
                IntegrityCheck(of: firsts[index].bytes).findings.isEmpty
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
        var rounds = AlternatingRounds()
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
            reference: Double(count) / rounds.reference.median, referenceName: "OpenSSL Ed25519 verify, one context, one core",
            ratio: rounds.ratio,
            notes: [
                "\(roundCount) rounds of \(count) documents of \(SampleDocuments.byteCount) bytes, one core",
                "a document: \(each.summary); a bare signature: \(SampleTimes.text(rounds.reference.median / Double(count)))",
            ])
    }
}
