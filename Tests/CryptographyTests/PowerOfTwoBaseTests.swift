import BinderyTestSupport
import Cryptography
import Testing

@Suite struct PowerOfTwoBaseTests {
    /// [RFC 4648 §10](https://www.rfc-editor.org/rfc/rfc4648#section-10); ours is lower-case base32 without padding.
    static let vectors: [(text: String, base64: String, base32: String)] = [
        ("", "", ""), ("f", "Zg==", "my"), ("fo", "Zm8=", "mzxq"), ("foo", "Zm9v", "mzxw6"),
        ("foob", "Zm9vYg==", "mzxw6yq"), ("fooba", "Zm9vYmE=", "mzxw6ytb"), ("foobar", "Zm9vYmFy", "mzxw6ytboi"),
    ]

    @Test(arguments: vectors) func `a vector goes both ways`(text: String, base64: String, base32: String) {
        let bytes = Array(text.utf8)
        let unpadded = String(base64.prefix { $0 != "=" })
        for (base, expected) in [
            (PowerOfTwoBase.base64, base64), (.base64URL, unpadded), (.base32, base32),
        ] {
            #expect(base.encode(bytes) == expected)
            #expect(base.decode(expected.utf8) == bytes)
        }
    }

    @Test func `the URL alphabet replaces two characters`() {
        let bytes: [UInt8] = [0xfb, 0xff, 0xbf]
        #expect(PowerOfTwoBase.base64.encode(bytes) == "+/+/")
        #expect(PowerOfTwoBase.base64URL.encode(bytes) == "-_-_")
        #expect(PowerOfTwoBase.base64.decode("-_-_".utf8) == nil)
        #expect(PowerOfTwoBase.base64URL.decode("+/+/".utf8) == nil)
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func `decoding undoes encoding`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<Int.random(in: 0...100, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        for base in [PowerOfTwoBase.base64, .base64URL, .base32] {
            #expect(base.decode(base.encode(bytes).utf8) == bytes)
        }
        #expect(Hexadecimal.decode(Hexadecimal.encode(bytes).utf8) == bytes)
    }

    /// Whatever decodes is what encodes: so no byte string has two texts.
    @Test func `each text of up to three characters either fails or comes back`() {
        for base in [PowerOfTwoBase.base64URL, .base32] {
            var decoded = 0
            for first in UInt8.min...UInt8.max {
                for second in UInt8.min...UInt8.max {
                    for text in [[first], [first, second], [first, second, UInt8(ascii: "a")]] {
                        guard let bytes = base.decode(text) else { continue }
                        #expect(Array(base.encode(bytes).utf8) == text)
                        decoded += 1
                    }
                }
            }
            #expect(decoded > 0)
        }
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "Z===", "====", "=", "Zh==", "Zm9=", "Zm9vZ", "Zg==Zg==", "Zm9v\n", " Zm9v", "Zm=v",
        "Zm9v====",
    ])
    func `malformed base64 is refused`(text: String) {
        #expect(PowerOfTwoBase.base64.decode(text.utf8) == nil)
    }

    @Test(arguments: ["Z", "Zg==", "Zh", "Zm9vZ", "Zm 9", "Zm9+", "Zm9/", "Zm9\u{e9}"])
    func `malformed base64url is refused`(text: String) {
        #expect(PowerOfTwoBase.base64URL.decode(text.utf8) == nil)
    }

    @Test(arguments: ["m", "mz", "mzx", "mzxw6y", "MY", "my======", "m1", "m8", "m0", "mzxr"])
    func `malformed base32 is refused`(text: String) {
        #expect(PowerOfTwoBase.base32.decode(text.utf8) == nil)
    }

    @Test(arguments: ["0", "0G", "AB", "aB", "0x", " 0", "00 ", "abc"])
    func `malformed hexadecimal is refused`(text: String) {
        #expect(Hexadecimal.decode(text.utf8) == nil)
    }

    @Test func `hexadecimal is lower case`() {
        #expect(Hexadecimal.encode([0x00, 0xab, 0xff]) == "00abff")
        #expect(Hexadecimal.decode("00abff".utf8) == [0x00, 0xab, 0xff])
    }
}
