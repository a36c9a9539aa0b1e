internal import Cryptography
internal import JSON

/// A document without its proofs, as each proof hashes it.
struct UnsecuredDocument {
    private let document: JSONNode
    let plainDigest: Digest
    private let context: [[UInt8]]?

    init(_ document: JSONNode) {
        self.document = document
        plainDigest = SHA256.digest(of: document.canonicalBytes(omitting: ["proof"]))
        context = document["@context"].map(Self.contextValues)
    }

    /// The digest of the document that `proof` signs.
    ///
    /// A proof's own `@context` must be the start of the document's and replaces it
    /// ([vc-di-eddsa §3.3.2](https://www.w3.org/TR/vc-di-eddsa/#verify-proof-eddsa-jcs-2022), steps 4 to 6); the proofs that
    /// `previousProof` names are put back ([vc-data-integrity §4.5](https://www.w3.org/TR/vc-data-integrity/#verify-proof-sets-and-chains)).
    func digest(for proof: JSONNode, among proofs: [JSONNode]) -> Result<Digest, ProofRefusal> {
        var replacement: JSONNode?
        if let stated = proof["@context"] {
            let values = Self.contextValues(stated)
            guard let context, context.starts(with: values) else {
                return .failure(
                    ProofRefusal(
                        code: .contextMismatch, pointer: "/@context",
                        problem: "the document's @context does not start with the proof's"))
            }
            if context.count != values.count || stated.kind != document["@context"]?.kind { replacement = stated }
        }
        let ids = Self.previousProofIDs(proof)
        var chained: [JSONValue] = []
        for id in ids {
            let matches = proofs.filter { $0["id"]?.stringBytes() == id }
            guard !matches.isEmpty else {
                return .failure(
                    ProofRefusal(
                        code: .unknownPreviousProof, pointer: "/previousProof",
                        problem: "no proof of the document has the id \(String(decoding: id, as: UTF8.self))"))
            }
            chained += matches.map { JSONValue($0) }
        }
        guard replacement != nil || !chained.isEmpty else { return .success(plainDigest) }
        var changed = JSONValue(document)
        changed.set("proof", chained.isEmpty ? nil : .array(chained))
        if let replacement { changed.set("@context", JSONValue(replacement)) }
        return .success(SHA256.digest(of: changed.canonicalBytes()))
    }

    /// `previousProof` as a list; a single id stands for a list of one.
    static func previousProofIDs(_ proof: JSONNode) -> [[UInt8]] {
        guard let member = proof["previousProof"] else { return [] }
        if let single = member.stringBytes() { return [single] }
        return member.elements.map { $0.stringBytes() ?? [] }
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
