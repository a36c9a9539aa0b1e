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
    private let content: Content

    /// A proof that was read stays where it stands until somebody asks for it.
    private enum Content: Sendable {
        case made(JSONValue)
        case read(JSONNode)
    }

    /// The proof as it stands in the object.
    public var json: JSONValue {
        switch content {
        case .made(let value): value
        case .read(let node): JSONValue(node)
        }
    }

    /// Approves `envelope` with `key`.
    public init(
        of envelope: Envelope, by key: Ed25519PrivateKey, created: Timestamp, expires: Timestamp? = nil
    ) throws(DataIntegrityError) {
        self.key = DIDKey(key.publicKey)
        self.created = created
        self.expires = expires
        content = .made(
            try EddsaJCS2022.makeProof(
                for: envelope.json,
                options: ProofOptions(created: "\(created)", expires: expires.map { "\($0)" }),
                verificationMethod: self.key.verificationMethod, key: key))
    }

    init?(_ reader: inout MemberReader, of proof: JSONNode) {
        let type = reader.required("type", .exactly("DataIntegrityProof"))
        let cryptosuite = reader.required("cryptosuite", .exactly(EddsaJCS2022.name))
        let purpose = reader.required("proofPurpose", .exactly("assertionMethod"))
        let context = reader.node("@context")
        let created = reader.required("created", .time)
        expires = reader.optional("expires", .time)
        let key = reader.requiredVerificationMethod("verificationMethod")
        let value = reader.required("proofValue", .name)
        if context == nil {
            reader.report(
                "missing-member", "@context", "the member is missing, expected the object's exact @context",
                remedy: "Add it and sign again.")
        } else if context.map(Envelope.isContext) == false {
            reader.report(
                "proof-context", "@context", "the proof's @context is not the object's",
                remedy: "Sign with the object's exact @context.")
        }
        guard type != nil, cryptosuite != nil, purpose != nil, context != nil, let created, let key, value != nil else {
            return nil
        }
        (self.key, self.created, content) = (key, created, .read(proof))
    }

    /// Whether both are the same proof.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.json == rhs.json }

    /// Combines what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension Form where Value == String {
    /// One text and no other.
    static func exactly(_ text: String) -> Form {
        Form("`\(text)`") { $0.isString(text) ? text : nil }
    }
}
