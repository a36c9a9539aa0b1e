public import Cryptography
public import JSON
public import Signing

/// What verification found for one proof of a document.
public struct ProofOutcome: Sendable {
    /// 0-based position in `proof`.
    public let index: Int
    /// `verificationMethod` as it stands in the proof.
    public let verificationMethod: String?
    /// The key that the method resolved to.
    public let key: Ed25519PublicKey?
    /// Every reason against the proof; none means that it verified.
    public internal(set) var problems: [ProofProblem]
}

/// What verification found for a whole document.
public struct ProofVerification: Sendable {
    /// One outcome a proof, in document order.
    public let outcomes: [ProofOutcome]
    /// Problems that belong to no single proof.
    public let problems: [ProofProblem]
    /// The digests of the document, where a proof was looked at.
    package let digests: DocumentDigests?

    /// Whether there is a proof and all of them verified.
    public var isVerified: Bool {
        !outcomes.isEmpty && problems.isEmpty && outcomes.allSatisfy { $0.problems.isEmpty }
    }
}

/// Verifies the eddsa-jcs-2022 proofs of any JSON document: single proofs, sets and chains.
///
/// [vc-data-integrity §4.4 and §4.5](https://www.w3.org/TR/vc-data-integrity/#verify-proof),
/// [vc-di-eddsa §3.3.2](https://www.w3.org/TR/vc-di-eddsa/#verify-proof-eddsa-jcs-2022)
public struct DataIntegrityVerifier: Sendable {
    /// Turns a verification method into its key, or `nil` for an unknown one. Must not touch the network.
    public typealias KeyResolver = @Sendable (String) -> Ed25519PublicKey?

    private let purpose: String
    private let instant: DateTimeStamp?
    private let maximumProofCount: Int
    private let resolve: KeyResolver

    /// A verifier.
    ///
    /// - Parameters:
    ///   - purpose: what `proofPurpose` must be.
    ///   - instant: the time to judge `expires` by; without one it is not judged.
    ///   - maximumProofCount: more proofs are refused unseen.
    ///   - resolve: finds keys; the default reads `did:key`.
    public init(
        purpose: String = "assertionMethod", instant: DateTimeStamp? = nil, maximumProofCount: Int = 64,
        resolve: @escaping KeyResolver = { try? DIDKey(verificationMethod: $0).publicKey }
    ) {
        self.purpose = purpose
        self.instant = instant
        self.maximumProofCount = maximumProofCount
        self.resolve = resolve
    }

    /// Checks every proof of `document`.
    ///
    /// - Complexity: one canonicalisation of the document, and one signature check a proof.
    public func verify(_ document: JSONNode) -> ProofVerification {
        guard let member = document["proof"], member.kind == .object || member.count > 0 else {
            return failure(.missingProof, "the document carries no proof")
        }
        let count = member.kind == .object ? 1 : member.count
        guard count <= maximumProofCount else {
            return failure(
                .tooManyProofs, "the document carries \(count) proofs, at most \(maximumProofCount) are read")
        }
        let proofs = member.kind == .object ? [member] : Array(member.elements)
        let unsecured = UnsecuredDocument(document, proofs: proofs)
        var outcomes = proofs.indices.map { index in
            verify(proofs[index], index: index, of: unsecured, among: proofs) {
                Self.pointer(of: index, in: member)
            }
        }
        failDependents(&outcomes, proofs: proofs) { Self.pointer(of: $0, in: member) }
        return ProofVerification(outcomes: outcomes, problems: [], digests: unsecured.digests)
    }

    private static func pointer(of index: Int, in member: JSONNode) -> String {
        member.kind == .object ? "/proof" : "/proof/\(index)"
    }

    private func failure(_ code: ProofProblem.Code, _ problem: String) -> ProofVerification {
        ProofVerification(outcomes: [], problems: [ProofProblem(code, "/proof", problem)], digests: nil)
    }

    private func verify(
        _ proof: JSONNode, index: Int, of document: UnsecuredDocument, among proofs: [JSONNode],
        pointer: () -> String
    ) -> ProofOutcome {
        guard proof.kind == .object else {
            let problem = ProofProblem(.malformedProof, pointer(), "the proof is no object")
            return ProofOutcome(index: index, verificationMethod: nil, key: nil, problems: [problem])
        }
        var problems: [ProofProblem] = []
        func report(_ code: ProofProblem.Code, _ member: String, _ problem: String) {
            problems.append(ProofProblem(code, pointer() + member, problem))
        }
        if proof["type"]?.isString("DataIntegrityProof") != true {
            report(.malformedProof, "/type", "the type is not DataIntegrityProof")
        }
        if proof["cryptosuite"]?.isString("eddsa-jcs-2022") != true {
            report(.unknownCryptosuite, "/cryptosuite", "the cryptosuite is not eddsa-jcs-2022")
        }
        if proof["proofPurpose"]?.isString(purpose) != true {
            report(.wrongPurpose, "/proofPurpose", "the proof purpose is not \(purpose)")
        }
        checkTimes(of: proof, report)
        let method = proof["verificationMethod"]?.stringValue
        let key = method.flatMap(resolve)
        if key == nil {
            report(.unknownKey, "/verificationMethod", "the verification method names no acceptable Ed25519 key")
        }
        let signature = proofValue(of: proof)
        if signature == nil {
            report(.malformedProofValue, "/proofValue", "the proof value is not `z` and base58btc of 64 bytes")
        }
        switch document.digest(for: proof, among: proofs) {
        case .failure(let refusal):
            report(refusal.code, refusal.pointer, refusal.problem)
        case .success(let digest):
            guard let key, let signature else { break }
            let configuration = DocumentDigests.digest(of: proof, without: "proofValue")
            let hash = EddsaJCS2022.hashData(configuration: configuration, document: digest)
            if !key.isValidSignature(signature, for: hash) {
                report(.invalidSignature, "/proofValue", "the signature does not match \(method ?? "its key")")
            }
        }
        return ProofOutcome(index: index, verificationMethod: method, key: key, problems: problems)
    }

    private func checkTimes(of proof: JSONNode, _ report: (ProofProblem.Code, String, String) -> Void) {
        if let created = proof["created"], created.dateTimeStamp == nil {
            report(.malformedProof, "/created", "the time of creation is no dateTimeStamp")
        }
        guard let expires = proof["expires"] else { return }
        guard let end = expires.dateTimeStamp else {
            return report(.malformedProof, "/expires", "the time of expiry is no dateTimeStamp")
        }
        if let instant, end < instant {
            report(.expired, "/expires", "the proof expired at \(expires.stringValue ?? "")")
        }
    }

    /// The 64 bytes of a multibase `z` proof value.
    private func proofValue(of proof: JSONNode) -> [UInt8]? {
        let decoded = proof["proofValue"]?.withStringUTF8 { text -> [UInt8]? in
            guard (1...100).contains(text.count), text[0] == UInt8(ascii: "z") else { return nil }
            return Base58.decode(utf8: text.extracting(1...))
        }
        guard let bytes = decoded ?? nil, bytes.count == Ed25519PublicKey.signatureByteCount else { return nil }
        return bytes
    }

    /// A chained proof fails with the one that it stands on; repeated until nothing changes.
    private func failDependents(
        _ outcomes: inout [ProofOutcome], proofs: [JSONNode], pointer: (Int) -> String
    ) {
        guard proofs.contains(where: { $0["previousProof"] != nil }) else { return }
        let previous = proofs.map { UnsecuredDocument.previousProofIDs($0) ?? [] }
        let ids = proofs.map { $0["id"]?.stringBytes() }
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for index in outcomes.indices where outcomes[index].problems.isEmpty {
                let isBroken = previous[index].contains { id in
                    ids.indices.contains { ids[$0] == id && !outcomes[$0].problems.isEmpty }
                }
                guard isBroken else { continue }
                outcomes[index].problems.append(
                    ProofProblem(
                        .unknownPreviousProof, pointer(index) + "/previousProof",
                        "a proof that this one is chained to does not verify"))
                hasChanged = true
            }
        }
    }
}

extension JSONNode {
    /// The instant that a string states.
    fileprivate var dateTimeStamp: DateTimeStamp? { withStringUTF8 { DateTimeStamp(utf8: $0) } ?? nil }
}
