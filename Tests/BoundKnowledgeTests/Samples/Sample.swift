import BinderyTestSupport
import BoundKnowledge
import Cryptography
import DataIntegrity
import JSON
import Signing
import Testing

/// An object as JSON, to be changed at will and then signed: so that what is wrong with it is one rule and never the signature.
struct Sample {
    static let registry = "library.example/a1b2c3d4"
    /// 2026-11-23T00:00:00Z.
    static let now = Timestamp(secondsSinceEpoch: 1_795_392_000)

    /// The object without proofs.
    var json: JSONValue
    /// Who signs, by the name of a test key.
    var signers: [String]
    /// What each proof states beside its fixed members.
    var options = ProofOptions(created: "2026-11-23T00:00:00Z")

    /// An object of a type around a subject; the issuer is the first signer.
    init(_ type: String, _ id: String, _ subject: JSONValue, signers: [String]) throws {
        self.signers = signers
        json = [
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/bound-knowledge/v1"],
            "id": .string("urn:bound-knowledge:" + id), "type": ["VerifiableCredential", .string(type)],
            "registry": .string(Self.registry), "name": "A title",
            "issuer": ["id": try Self.did(signers[0]), "name": "Example Library"],
            "validFrom": "2026-11-23T00:00:00Z", "validUntil": "2027-11-23T00:00:00Z", "credentialSubject": subject,
            "relatedResource": [
                [
                    "id": "https://library.example/figure.svg", "digestMultibase": Self.digest("figure"),
                    "mediaType": "image/svg+xml", "name": "Figure 1", "byteSize": 1_234,
                ]
            ],
        ]
    }

    /// The did:key of a test key.
    static func did(_ name: String) throws -> JSONValue { .string("\(DIDKey(try TestKey.key(name).publicKey))") }

    /// The digestMultibase of a text.
    static func digest(_ text: String) -> JSONValue { .string(DigestMultibase.encode(SHA256.digest(of: text))) }

    /// An address that stands for some object.
    static func address(_ text: String) -> JSONValue { .string("\(Address(SHA256.digest(of: text)))") }

    /// The value at a JSON pointer, which a change sets, adds or, with nil, removes.
    subscript(_ pointer: String) -> JSONValue? {
        get { Self.value(at: Self.path(pointer)[...], of: json) }
        set { json = Self.setting(Self.path(pointer)[...], of: json, to: newValue) ?? .null }
    }

    /// A proof by the key of a name, with further members if wanted.
    func proof(by name: String, extra: [String: JSONValue] = [:]) throws -> JSONValue {
        let key = try TestKey.key(name)
        let method = DIDKey(key.publicKey).verificationMethod
        var proof = try EddsaJCS2022.makeProof(for: json, options: options, verificationMethod: method, key: key)
        guard !extra.isEmpty else { return proof }
        for (name, value) in extra { proof.set(name, value) }
        proof.set("proofValue", nil)
        let hash = EddsaJCS2022.hashData(
            configuration: SHA256.digest(of: proof.canonicalBytes()), document: SHA256.digest(of: json.canonicalBytes())
        )
        proof.set("proofValue", .string("z" + Base58.encode(try key.signature(for: hash))))
        return proof
    }

    /// The proofs in the order of the format.
    func proofs() throws -> [JSONValue] {
        try signers.map { try proof(by: $0) }.sorted {
            Self.text($0["verificationMethod"]).utf8.lexicographicallyPrecedes(Self.text($1["verificationMethod"]).utf8)
        }
    }

    /// The canonical bytes with the given `proof`, or with the signers' proofs.
    func bytes(proof: JSONValue? = nil) throws -> [UInt8] {
        var value = json
        value.set("proof", try proof ?? .array(proofs()))
        return value.canonicalBytes()
    }

    /// `code pointer` of every finding of the integrity check.
    func findings(proof: JSONValue? = nil) throws -> [String] {
        IntegrityCheck(of: try bytes(proof: proof)).findings.map { "\($0.code) \($0.pointer)" }
    }

    /// Puts the lineage, and the id that follows from it, right after a change of the question or the scope.
    mutating func nameAgain() throws {
        guard let question = self["/credentialSubject/question"], let scope = self["/credentialSubject/scope"] else {
            return
        }
        let subject: JSONValue = ["question": question, "scope": scope]
        let digest = SHA256.digest(of: subject.canonicalBytes())
        let lineage = String(PowerOfTwoBase.base32.encode(digest.bytes).prefix(26))
        self["/credentialSubject/lineage"] = .string(lineage)
        guard case .integer(let version)? = self["/credentialSubject/version"] else { return }
        self["/id"] = .string("urn:bound-knowledge:\(lineage):\(version)")
    }

    static func text(_ value: JSONValue?) -> String { if case .string(let text)? = value { text } else { "" } }

    private static func path(_ pointer: String) -> [String] { pointer.split(separator: "/").map(String.init) }

    private static func value(at path: ArraySlice<String>, of value: JSONValue) -> JSONValue? {
        guard let name = path.first else { return value }
        if case .array(let elements) = value, let index = Int(name) {
            return elements.indices.contains(index) ? Self.value(at: path.dropFirst(), of: elements[index]) : nil
        }
        return value[name].flatMap { Self.value(at: path.dropFirst(), of: $0) }
    }

    private static func setting(_ path: ArraySlice<String>, of value: JSONValue, to new: JSONValue?) -> JSONValue? {
        guard let name = path.first else { return new }
        if case .array(var elements) = value, let index = Int(name) {
            let element = setting(path.dropFirst(), of: index < elements.count ? elements[index] : [:], to: new)
            if index == elements.count {
                element.map { elements.append($0) }
            } else if let element {
                elements[index] = element
            } else {
                elements.remove(at: index)
            }
            return .array(elements)
        }
        var value = value
        value.set(name, setting(path.dropFirst(), of: value[name] ?? [:], to: new))
        return value
    }
}

extension Sample {
    /// A value inside an object, with its JSON pointer.
    struct Place: Sendable {
        let pointer: String
        let value: JSONValue

        /// The pointer with `*` for every index and role.
        var shape: String {
            pointer.split(separator: "/").map {
                Int($0) != nil || Role(rawValue: String($0)) != nil ? "*" : String($0)
            }.joined(separator: "/")
        }
    }

    /// Every value inside the object, without the proofs and what lies inside members of free form.
    var places: [Place] { Self.places(of: json, at: "") }

    private static func places(of value: JSONValue, at pointer: String) -> [Place] {
        let isFree = pointer.hasSuffix("/extensions") || pointer.hasSuffix("/evidence")
        switch value {
        case .array(let elements) where !isFree:
            return elements.enumerated().flatMap { index, element in
                [Place(pointer: "\(pointer)/\(index)", value: element)] + places(of: element, at: "\(pointer)/\(index)")
            }
        case .object(let object) where !isFree:
            return object.members.flatMap { member in
                [Place(pointer: "\(pointer)/\(member.name)", value: member.value)]
                    + places(of: member.value, at: "\(pointer)/\(member.name)")
            }
        default: return []
        }
    }
}
