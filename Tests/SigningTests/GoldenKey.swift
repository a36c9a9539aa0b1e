import Cryptography

/// The key whose seed is 32 bytes of 7, with the texts that independent implementations gave it.
enum GoldenKey {
    static let multikey = "z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z"
    static let secretMultikey = "z3u2RhErZEGEPQoX72wwNiAQiFxJjUEx7pmQ6djbr6Lbzgyt"
    static let did = "did:key:" + multikey
    static let verificationMethod = did + "#" + multikey

    static func key() throws -> Ed25519PrivateKey {
        try Ed25519PrivateKey(seed: [UInt8](repeating: 7, count: 32).span.bytes)
    }
}
