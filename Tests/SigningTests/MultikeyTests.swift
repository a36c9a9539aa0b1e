import BinderyTestSupport
import Cryptography
import Signing
import Testing

@Suite struct MultikeyTests {
    private func refusal(of text: String) -> SigningError? {
        #expect(throws: SigningError.self) { _ = try Multikey.decode(text) }
    }

    @Test func `the golden key has the golden multikey`() throws {
        let key = try GoldenKey.key().publicKey
        #expect(Multikey.encode(key) == GoldenKey.multikey)
        #expect(try Multikey.decode(GoldenKey.multikey) == key)
    }

    @Test(arguments: 0..<50 as Range<UInt64>) func `a multikey is 48 characters that start z6Mk`(seed: UInt64) throws {
        let key = try TestKey.key("multikey \(seed)").publicKey
        let text = Multikey.encode(key)
        #expect(text.utf8.count == 48 && text.hasPrefix("z6Mk"))
        #expect(try Multikey.decode(text) == key)
    }

    @Test func `a secret key is named as such`() {
        let error = refusal(of: GoldenKey.secretMultikey)
        #expect(error?.code == .secretKey)
        #expect(error?.description.contains(GoldenKey.secretMultikey) == false)
    }

    @Test(arguments: [
        "", "z", "Z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z", "6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z",
        "u7QHqSmxj4pxSCr71UHsTLsX5lUd2rr6-e5JCHuppFEbSLA", GoldenKey.multikey + "1", " " + GoldenKey.multikey,
        GoldenKey.multikey + "\n", "z1" + GoldenKey.multikey.dropFirst(),
        "z6Mkv0qGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z",
        "z" + String(repeating: "2", count: 1_000_000),
    ])
    func `a malformed multikey is refused`(text: String) {
        #expect(refusal(of: text)?.code == .malformedKey)
    }

    @Test(arguments: [[UInt8]([0xec, 0x01]), [0xe7, 0x01], [0xed, 0x00], [0xed], [0x00, 0xed, 0x01], []])
    func `another multicodec is refused`(prefix: [UInt8]) throws {
        let bytes = prefix + (try GoldenKey.key().publicKey.bytes)
        #expect(refusal(of: "z" + Base58.encode(bytes))?.code == .malformedKey)
    }

    @Test(arguments: [0, 1, 31, 33]) func `a key of another length is refused`(count: Int) {
        let bytes = [0xed, 0x01] + [UInt8](repeating: 3, count: count)
        #expect(refusal(of: "z" + Base58.encode(bytes))?.code == .malformedKey)
    }

    @Test func `a weak key is refused`() {
        let bytes = [0xed, 0x01, 0x01] + [UInt8](repeating: 0, count: 31)
        let error = refusal(of: "z" + Base58.encode(bytes))
        #expect(error?.code == .malformedKey && error?.problem.contains("small order") == true)
    }

    @Test func `every truncation is refused`() {
        for count in 0..<GoldenKey.multikey.count {
            #expect(refusal(of: String(GoldenKey.multikey.prefix(count))) != nil)
        }
    }
}

@Suite struct DIDKeyTests {
    @Test func `the golden key has the golden identifiers`() throws {
        let identifier = DIDKey(try GoldenKey.key().publicKey)
        #expect("\(identifier)" == GoldenKey.did)
        #expect(identifier.verificationMethod == GoldenKey.verificationMethod)
        #expect(try DIDKey(GoldenKey.did) == identifier)
        #expect(try DIDKey(verificationMethod: GoldenKey.verificationMethod) == identifier)
    }

    @Test(arguments: [
        "", "did:key:", "did:web:example.org", GoldenKey.multikey, "DID:key:" + GoldenKey.multikey, GoldenKey.did + "#",
        GoldenKey.verificationMethod, GoldenKey.did + "?a=b", "did:key:\u{301}" + GoldenKey.multikey,
    ])
    func `a malformed identifier is refused`(text: String) {
        let error = #expect(throws: SigningError.self) { _ = try DIDKey(text) }
        #expect(error?.code == .malformedKey)
    }

    @Test func `a secret key in an identifier is named as such`() {
        let error = #expect(throws: SigningError.self) { _ = try DIDKey("did:key:" + GoldenKey.secretMultikey) }
        #expect(error?.code == .secretKey)
    }

    @Test func `the fragment of a verification method is its own key`() throws {
        let other = Multikey.encode(try TestKey.key("other").publicKey)
        for text in [
            GoldenKey.did, GoldenKey.did + "#", GoldenKey.did + "#" + other, GoldenKey.did + "#key-1",
            "#" + GoldenKey.multikey,
            GoldenKey.verificationMethod + "#" + GoldenKey.multikey, GoldenKey.verificationMethod + " ",
        ] {
            let error = #expect(throws: SigningError.self) { _ = try DIDKey(verificationMethod: text) }
            #expect(error?.code == .malformedKey, "\(text)")
        }
    }
}
