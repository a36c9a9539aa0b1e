internal import Cryptography
internal import JSON

/// A document without its proofs, as each proof hashes it.
struct UnsecuredDocument {
    private let document: JSONNode
    let digests: DocumentDigests
    /// Only for proofs with another `@context` or with predecessors.
    private let segments: DocumentSegments?

    init(_ document: JSONNode, proofs: [JSONNode]) {
        self.document = document
        digests = DocumentDigests(of: document)
        let context = document["@context"]
        let isVaried = proofs.contains { proof in
            guard let own = proof["@context"], let context else { return true }
            return proof["previousProof"] != nil || !own.isSameValue(as: context)
        }
        segments = isVaried ? DocumentSegments(document) : nil
    }

    /// The digest of the document that `proof` signs.
    ///
    /// A proof's own `@context` must be the start of the document's and replaces it
    /// ([vc-di-eddsa §3.3.2](https://www.w3.org/TR/vc-di-eddsa/#verify-proof-eddsa-jcs-2022), steps 4 to 6); the proofs that
    /// `previousProof` names are put back ([vc-data-integrity §4.5](https://www.w3.org/TR/vc-data-integrity/#verify-proof-sets-and-chains)).
    func digest(for proof: JSONNode, among proofs: [JSONNode]) -> Result<Digest, ProofRefusal> {
        guard let segments else { return .success(digests.unsecured) }
        var context = document["@context"]
        if let stated = proof["@context"] {
            guard let values = context.map(Self.contextValues), values.starts(with: Self.contextValues(stated)) else {
                return .failure(
                    ProofRefusal(
                        code: .contextMismatch, pointer: "/@context",
                        problem: "the document's @context does not start with the proof's"))
            }
            context = stated
        }
        guard let ids = Self.previousProofIDs(proof), Set(ids).count == ids.count, ids.count <= proofs.count else {
            return .failure(
                ProofRefusal(
                    code: .malformedProof, pointer: "/previousProof",
                    problem: "expected the id of a proof of the document, or a list of different ones"))
        }
        var chained: [[UInt8]] = []
        for id in ids {
            let matches = proofs.filter { $0["id"]?.stringBytes() == id }
            guard !matches.isEmpty else {
                return .failure(
                    ProofRefusal(
                        code: .unknownPreviousProof, pointer: "/previousProof",
                        problem: "no proof of the document has the id that the member names"))
            }
            chained += matches.map { $0.canonicalBytes() }
        }
        let list = [UInt8(ascii: "[")] + chained.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
        let bytes = segments.canonicalBytes(
            context: context?.canonicalBytes(), proof: chained.isEmpty ? nil : Array(list))
        return .success(SHA256.digest(of: bytes))
    }

    /// `previousProof` as a list, a single id as a list of one; empty where there is none, `nil` where it is something else.
    static func previousProofIDs(_ proof: JSONNode) -> [[UInt8]]? {
        guard let member = proof["previousProof"] else { return [] }
        if let single = member.stringBytes() { return [single] }
        let ids = member.elements.compactMap { $0.stringBytes() }
        return member.kind == .array && ids.count == member.count ? ids : nil
    }

    private static func contextValues(_ node: JSONNode) -> [[UInt8]] {
        node.kind == .array ? node.elements.map { $0.canonicalBytes() } : [node.canonicalBytes()]
    }
}

/// Why a proof's document cannot be hashed.
struct ProofRefusal: Error {
    let code: ProofProblem.Code
    let pointer: String
    let problem: String
}
