import BinderyTestSupport
import Cryptography
import Testing

@Suite struct Ed25519Tests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let seed: String
        let key: String
        let message: String
        let signature: String

        var testDescription: String { "message \(message)" }
    }

    /// [RFC 8032 §7.1](https://www.rfc-editor.org/rfc/rfc8032#section-7.1), tests 1, 2, 3 and SHA(abc); and our golden key.
    static let vectors = [
        Vector(
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", message: "",
            signature:
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b"),
        Vector(
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", message: "72",
            signature:
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00"),
        Vector(
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            key: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", message: "af82",
            signature:
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a"),
        Vector(
            seed: "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            key: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            message: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                + "454d4423643ce80e2a9ac94fa54ca49f",
            signature:
                "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
                + "3dca179c138ac17ad9bef1177331a704"),
        Vector(
            seed: String(repeating: "07", count: 32),
            key: "ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c", message: "68656c6c6f",
            signature:
                "359a315920d9541c3cc2a1dd1839f3e40bf23358a1d93a6ebd8303c0310ceb5025e679222ab016b4d822c5001e787e00"
                + "c0ceaa6ac3c6e80248a944bd47104f0c"),
    ]

    @Test(arguments: vectors) func `a seed gives the published key and signature`(vector: Vector) throws {
        let (seed, message, signature) = (try hex(vector.seed), try hex(vector.message), try hex(vector.signature))
        let key = try Ed25519PrivateKey(seed: seed.span.bytes)
        let made = try key.signature(for: message)
        #expect("\(key.publicKey)" == vector.key)
        #expect(made == signature)
        #expect(key.publicKey.isValidSignature(signature, for: message))
    }

    @Test(arguments: [0, 1, 31, 33, 64]) func `a seed of another length is refused`(count: Int) {
        let seed = [UInt8](repeating: 1, count: count)
        let error = #expect(throws: CryptographyError.self) { _ = try Ed25519PrivateKey(seed: seed.span.bytes) }
        #expect(error?.code == .malformedKey)
        #expect(error?.problem.contains("\(count) bytes") == true)
    }

    @Test func `each flipped bit of a signature, message or key ends its validity`() throws {
        let key = try TestKey.key("publisher")
        let message = Array("The grid asks.".utf8)
        let signature = try key.signature(for: message)
        for bit in 0..<signature.count * 8 {
            #expect(!key.publicKey.isValidSignature(flipping(bit, of: signature), for: message), "signature bit \(bit)")
        }
        for bit in 0..<message.count * 8 {
            #expect(!key.publicKey.isValidSignature(signature, for: flipping(bit, of: message)), "message bit \(bit)")
        }
        for bit in 0..<256 {
            let other = try Ed25519PublicKey(bytes: flipping(bit, of: key.publicKey.bytes))
            #expect(!other.isValidSignature(signature, for: message), "key bit \(bit)")
        }
    }

    @Test(arguments: [0, 1, 32, 63, 65, 128]) func `a signature of another length is none`(count: Int) throws {
        let key = try TestKey.key("publisher")
        let signature = try key.signature(for: [])
        let changed = Array((signature + signature).prefix(count))
        #expect(!key.publicKey.isValidSignature(changed, for: []))
    }

    /// RFC 8032 §5.1.7: S is below the group order L; S + L would verify by the equation alone.
    @Test func `a signature whose S is not reduced is refused`() throws {
        let key = try TestKey.key("publisher")
        var signature = try key.signature(for: [1, 2, 3])
        let order = try hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        var carry = 0
        for index in 0..<32 {
            let sum = Int(signature[32 + index]) + Int(order[index]) + carry
            signature[32 + index] = UInt8(sum & 0xff)
            carry = sum >> 8
        }
        #expect(carry == 0)
        #expect(!key.publicKey.isValidSignature(signature, for: [1, 2, 3]))
    }

    @Test func `generated keys differ and sign`() throws {
        let keys = try (0..<8).map { _ in try Ed25519PrivateKey.generate() }
        #expect(Set(keys.map(\.publicKey)).count == 8)
        for key in keys {
            let signature = try key.signature(for: [7])
            #expect(key.publicKey.isValidSignature(signature, for: [7]))
        }
    }

    private func flipping(_ bit: Int, of bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return bytes
    }
}
