import BinderyTestSupport
import Cryptography
import Signing
import Testing

@Suite struct DigestMultibaseTests {
    private static let golden = "56a342ccc6657810c95d3725c02a433d61d6e307c93a9993ed9d83aff2915555"
    private static let base64 = "uEiBWo0LMxmV4EMldNyXAKkM9YdbjB8k6mZPtnYOv8pFVVQ"
    private static let base58 = "zQmUArAFf2A9LABbGypjCNe2EL1a7muKQYHob7tQaqZ1TgQ"

    @Test func `the golden digest has the golden texts`() throws {
        let digest = try #require(Digest(hexadecimal: Self.golden))
        #expect(DigestMultibase.encode(digest) == Self.base64)
        #expect(DigestMultibase.encodeBase58(digest) == Self.base58)
        #expect(try DigestMultibase.decode(Self.base64) == digest)
        #expect(try DigestMultibase.decode(Self.base58) == digest)
    }

    @Test(arguments: 0..<100 as Range<UInt64>) func `both forms of any digest come back`(seed: UInt64) throws {
        let digest = SHA256.digest(of: "\(seed)")
        #expect(try DigestMultibase.decode(DigestMultibase.encode(digest)) == digest)
        #expect(try DigestMultibase.decode(DigestMultibase.encodeBase58(digest)) == digest)
        #expect(DigestMultibase.encode(digest).hasPrefix("uEi"))
    }

    private static func multihash(_ prefix: [UInt8], count: Int = 32) -> String {
        "u" + PowerOfTwoBase.base64URL.encode(prefix + [UInt8](repeating: 5, count: count))
    }

    private static let foreignCharacters: [String] = [
        "", "u", "z", "m" + base64.dropFirst(), String(base64.dropFirst()), "U" + base64.dropFirst(),
        "u\u{301}" + base64.dropFirst(),
        " " + base64, base64 + "\n", base64 + "=",
    ]
    private static let otherLengths: [String] = [
        base64 + "A", String(base64.dropLast()), base58 + "1", "z1" + base58.dropFirst(),
        "u" + String(repeating: "A", count: 1_000_000), "z" + String(repeating: "2", count: 1_000_000),
    ]
    private static let otherHashes: [String] = [
        multihash([0x12, 0x21]), multihash([0x12, 0x1f]), multihash([0x12, 0x20], count: 31),
        multihash([0x12, 0x20], count: 33),
        multihash([0x13, 0x20]), multihash([0x20, 0x30], count: 48), multihash([]), multihash([0x12]),
    ]

    @Test(arguments: foreignCharacters + otherLengths + otherHashes + [base64.dropLast() + "R"])
    func `a malformed digest is refused`(text: String) {
        let error = #expect(throws: SigningError.self) { _ = try DigestMultibase.decode(text) }
        #expect(error?.code == .malformedDigest)
        #expect((error?.description.utf8.count ?? 0) < 400)
    }

    @Test func `every truncation is refused`() {
        for text in [Self.base64, Self.base58] {
            for count in 0..<text.count {
                #expect(throws: SigningError.self) { _ = try DigestMultibase.decode(String(text.prefix(count))) }
            }
        }
    }
}
