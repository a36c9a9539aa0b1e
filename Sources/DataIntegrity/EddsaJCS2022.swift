public import Cryptography
public import JSON
internal import Signing

/// What a new proof states beside its signature.
public struct ProofOptions: Sendable {
    /// `id` of the proof, so that a later one can name it as `previousProof`.
    public var id: String?
    /// When the signer says that the proof was made (`xsd:dateTimeStamp`).
    public var created: String?
    /// When the proof ends (`xsd:dateTimeStamp`).
    public var expires: String?
    /// Ids of the proofs that this one is chained to.
    public var previousProof: [String]

    /// Options; everything may be left out.
    public init(id: String? = nil, created: String? = nil, expires: String? = nil, previousProof: [String] = []) {
        self.id = id
        self.created = created
        self.expires = expires
        self.previousProof = previousProof
    }
}

/// The cryptosuite eddsa-jcs-2022 ([vc-di-eddsa §3.3](https://www.w3.org/TR/vc-di-eddsa/#eddsa-jcs-2022)): SHA-256 over RFC 8785
/// bytes of the proof configuration and of the document, joined in this order, signed with pure Ed25519.
public enum EddsaJCS2022 {
    /// The value of `cryptosuite`.
    public static let name = "eddsa-jcs-2022"

    /// The 64 bytes that are signed: the digest of the configuration, then the digest of the document.
    ///
    /// [vc-di-eddsa §3.3.4](https://www.w3.org/TR/vc-di-eddsa/#hashing-eddsa-jcs-2022)
    public static func hashData(configuration: Digest, document: Digest) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * Digest.byteCount)
        for index in 0..<Digest.byteCount { bytes.append(configuration.storage[index]) }
        for index in 0..<Digest.byteCount { bytes.append(document.storage[index]) }
        return bytes
    }

    /// A new proof over `document`, whose own `proof` member is left out of the hash (proof sets) except for the proofs that
    /// `options.previousProof` names (proof chains).
    ///
    /// [vc-di-eddsa §3.3.1](https://www.w3.org/TR/vc-di-eddsa/#create-proof-eddsa-jcs-2022),
    /// [vc-data-integrity §4.3](https://www.w3.org/TR/vc-data-integrity/#add-proof-set-chain)
    ///
    /// - Throws: `previousProof` when a named proof is absent, not the only one of its id, or named twice.
    public static func makeProof(
        for document: JSONValue, options: ProofOptions, verificationMethod: String, key: Ed25519PrivateKey
    ) throws(DataIntegrityError) -> JSONValue {
        var proof: JSONValue = [
            "type": "DataIntegrityProof", "cryptosuite": .string(name),
            "verificationMethod": .string(verificationMethod), "proofPurpose": "assertionMethod",
        ]
        if let context = document["@context"] { proof.set("@context", context) }
        if let id = options.id { proof.set("id", .string(id)) }
        if let created = options.created { proof.set("created", .string(created)) }
        if let expires = options.expires { proof.set("expires", .string(expires)) }
        if let only = options.previousProof.first, options.previousProof.count == 1 {
            proof.set("previousProof", .string(only))
        } else if !options.previousProof.isEmpty {
            proof.set("previousProof", .array(options.previousProof.map { .string($0) }))
        }
        var unsecured = document
        unsecured.set("proof", try previousProofs(options.previousProof, in: document))
        let hash = hashData(
            configuration: SHA256.digest(of: proof.canonicalBytes()),
            document: SHA256.digest(of: unsecured.canonicalBytes()))
        do {
            proof.set("proofValue", .string("z" + Base58.encode(try key.signature(for: hash))))
        } catch {
            throw DataIntegrityError(.signing, error.problem, remedy: error.remedy)
        }
        return proof
    }

    private static func previousProofs(
        _ ids: [String], in document: JSONValue
    ) throws(DataIntegrityError) -> JSONValue? {
        guard !ids.isEmpty else { return nil }
        let proofs: [JSONValue] =
            switch document["proof"] {
            case .array(let list): list
            case let single?: [single]
            case nil: []
            }
        var chained: [JSONValue] = []
        for id in ids {
            let matches = proofs.filter { $0["id"] == .string(id) }
            guard let match = matches.first, matches.count == 1, !chained.contains(match) else {
                throw DataIntegrityError(
                    .previousProof,
                    "\(matches.count) proofs of the document have the id \(id), expected one, named once",
                    remedy: "Name the id of a proof that the document already carries.")
            }
            chained.append(match)
        }
        return .array(chained)
    }
}
