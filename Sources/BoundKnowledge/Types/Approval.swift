public import Cryptography
public import DataIntegrity
public import JSON
public import Signing

/// One proof of an object: an approval by one key (`docs/format/proofs.md` section 3).
public struct Approval: Sendable, Hashable {
    /// The key that approved.
    public let key: DIDKey
    /// When the signer says that it approved; authorises nothing.
    public let created: Timestamp
    /// When the approval ends; judged when the object is published.
    public let expires: Timestamp?
    /// The proof as it stands in the object.
    public let json: JSONValue

    /// Approves `envelope` with `key`.
    public init(
        of envelope: Envelope, by key: Ed25519PrivateKey, created: Timestamp, expires: Timestamp? = nil
    ) throws(DataIntegrityError) {
        self.key = DIDKey(key.publicKey)
        self.created = created
        self.expires = expires
        json = try EddsaJCS2022.makeProof(
            for: envelope.json,
            options: ProofOptions(created: "\(created)", expires: expires.map { "\($0)" }),
            verificationMethod: self.key.verificationMethod, key: key)
    }

    init?(_ reader: inout MemberReader, json: JSONValue) {
        let type = reader.required("type", .exactly("DataIntegrityProof"))
        let cryptosuite = reader.required("cryptosuite", .exactly(EddsaJCS2022.name))
        let purpose = reader.required("proofPurpose", .exactly("assertionMethod"))
        let context = reader.array("@context", isNonEmpty: true, MemberReader.element(.line))
        let created = reader.required("created", .time)
        expires = reader.optional("expires", .time)
        let key = reader.required("verificationMethod", .verificationMethod)
        let value = reader.required("proofValue", .line)
        guard type != nil, cryptosuite != nil, purpose != nil, let context, let created, let key, value != nil else {
            return nil
        }
        if context.map({ Array($0.utf8) }) != Envelope.context.map({ Array($0.utf8) }) {
            reader.report(
                "proof-context", "@context", "the proof's @context is not the object's",
                remedy: "Sign with the object's exact @context.")
        }
        (self.key, self.created, self.json) = (key, created, json)
    }

    /// Combines what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension Form where Value == String {
    /// One text and no other.
    static func exactly(_ text: String) -> Form {
        Form("`\(text)`") { node in node.stringBytes().map { $0.elementsEqual(text.utf8) } == true ? text : nil }
    }
}

extension Form where Value == DIDKey {
    static var verificationMethod: Form {
        Form("`did:key:z6Mk…#z6Mk…` of a sound Ed25519 key") {
            $0.stringValue.flatMap { try? DIDKey(verificationMethod: $0) }
        }
    }
}
