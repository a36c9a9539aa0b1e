import BinderyTestSupport
import Cryptography
import Testing

@Suite struct DigestTests {
    /// [FIPS 180-4](https://doi.org/10.6028/NIST.FIPS.180-4) examples, and the empty message.
    static let vectors: [(message: String, sha256: String, sha512: String)] = [
        (
            "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd4741"
                + "7a81a538327af927da3e"
        ),
        (
            "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643c"
                + "e80e2a9ac94fa54ca49f"
        ),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            "204a8fc6dda82f0a0ced7beb8e08a41657c16ef468b228a8279be331a703c33596fd15c13b1b07f9aa1d3bea57789ca031ad85c7a71d"
                + "d70354ec631238ca3445"
        ),
    ]

    @Test(arguments: vectors) func `a message has the published digests`(
        message: String, sha256: String, sha512: String
    ) {
        #expect("\(SHA256.digest(of: message))" == sha256)
        #expect(SHA256.digest(of: Array(message.utf8)) == SHA256.digest(of: message))
        #expect(Hexadecimal.encode(SHA512.digest(of: Array(message.utf8))) == sha512)
    }

    @Test func `a million letters have the published digest`() {
        let digest = SHA256.digest(of: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        #expect("\(digest)" == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test(arguments: [0, 1, 63, 64, 65, 200]) func `a branch goes on from where the hash stood`(count: Int) {
        let (start, end) = ([UInt8](repeating: 3, count: count), [UInt8](repeating: 9, count: 100))
        var hash = RunningSHA256()
        hash.update(start.span)
        var branch = hash.branched()
        branch.update(end.span)
        hash.update(start.span)
        #expect(hash.finish() == SHA256.digest(of: start + start))
        #expect(branch.finish() == SHA256.digest(of: start + end))
    }

    @Test(arguments: [0, 1, 20, 31, 33, 64]) func `bytes of another length are no digest`(count: Int) {
        #expect(Digest(bytes: [UInt8](repeating: 0, count: count)) == nil)
    }

    @Test func `only 64 lower-case digits spell a digest`() throws {
        let digits = String(repeating: "0a", count: 32)
        #expect(try #require(Digest(hexadecimal: digits)).description == digits)
        for text in [
            "", String(digits.dropLast()), digits + "0", digits.uppercased(), " " + digits.dropLast(),
            digits.dropLast() + "g",
            digits.dropLast(2) + "\u{e9}",
        ] { #expect(Digest(hexadecimal: text) == nil, "\(text)") }
    }

    @Test(arguments: 0..<100 as Range<UInt64>) func `order and equality are those of the bytes`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let left = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        var right = left
        right[Int.random(in: 0..<32, using: &random)] = UInt8.random(in: 0...255, using: &random)
        let digests = try (#require(Digest(bytes: left)), #require(Digest(bytes: right)))
        #expect(digests.0.bytes == left)
        #expect((digests.0 == digests.1) == (left == right))
        #expect((digests.0 < digests.1) == left.lexicographicallyPrecedes(right))
        #expect((digests.1 < digests.0) == right.lexicographicallyPrecedes(left))
        #expect(Set([digests.0, digests.1]).count == (left == right ? 1 : 2))
    }
}
