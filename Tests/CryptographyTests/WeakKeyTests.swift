import Cryptography
import Testing

@Suite struct WeakKeyTests {
    /// The fourteen encodings of the eight points of small order, and of them alone.
    static let smallOrder = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ]

    @Test(arguments: smallOrder) func `a point of small order is no key`(encoding: String) throws {
        let bytes = try hex(encoding)
        let error = #expect(throws: CryptographyError.self) { _ = try Ed25519PublicKey(bytes: bytes) }
        #expect(error?.code == .weakKey)
        #expect(error?.problem.contains("small order") == true && error?.problem.contains(encoding) == true)
    }

    /// y = p + 2 … 2^255 - 1: the second texts of the points with y = 2 … 18.
    @Test(arguments: 0xef...0xff, [UInt8(0x7f), 0xff])
    func `a key whose y is not below the field prime is refused`(lowest: Int, highest: UInt8) throws {
        let bytes = [UInt8(lowest)] + [UInt8](repeating: 0xff, count: 30) + [highest]
        let error = #expect(throws: CryptographyError.self) { _ = try Ed25519PublicKey(bytes: bytes) }
        #expect(error?.code == .weakKey)
        #expect(error?.problem.contains("not canonical") == true)
    }

    @Test func `the greatest ordinate below the prime that is not of small order is a key`() throws {
        let bytes = [0xeb] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
        #expect(try Ed25519PublicKey(bytes: bytes).bytes == bytes)
    }

    @Test(arguments: [0, 1, 31, 33, 64]) func `a key of another length is refused`(count: Int) {
        let bytes = [UInt8](repeating: 3, count: count)
        let error = #expect(throws: CryptographyError.self) { _ = try Ed25519PublicKey(bytes: bytes) }
        #expect(error?.code == .malformedKey)
        #expect(error?.problem.contains("\(count) bytes") == true)
    }

    /// OpenSSL imports bytes that are no point of the curve (y = 2 has no x); nothing verifies under them.
    @Test func `bytes that are no point verify nothing`() throws {
        let key = try Ed25519PublicKey(bytes: [2] + [UInt8](repeating: 0, count: 31))
        let identity: [UInt8] = [1] + [UInt8](repeating: 0, count: 63)
        #expect(!key.isValidSignature(identity, for: [1]))
        #expect(!key.isValidSignature([UInt8](repeating: 0, count: 64), for: []))
    }
}
