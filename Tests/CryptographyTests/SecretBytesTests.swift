import Cryptography
import Testing

@Suite struct SecretBytesTests {
    @Test(arguments: [0, 1, 32, 1000]) func `a secret lends what it was given`(count: Int) {
        let bytes = (0..<count).map { UInt8($0 % 251) }
        let secret = SecretBytes(copying: bytes.span.bytes)
        #expect(secret.count == count)
        #expect(secret.copied == bytes)
    }

    @Test func `a wiped array is zeros of the same length`() {
        var bytes: [UInt8] = [1, 2, 3]
        SecretBytes.wipe(&bytes)
        #expect(bytes == [0, 0, 0])
        var empty: [UInt8] = []
        SecretBytes.wipe(&empty)
        #expect(empty == [])
    }

    @Test func `equality looks at every byte and at the length`() {
        func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
            SecretBytes.areEqual(left.span.bytes, right.span.bytes)
        }
        #expect(areEqual([], []))
        #expect(areEqual([1, 2], [1, 2]))
        #expect(!areEqual([1, 2], [1, 3]))
        #expect(!areEqual([1, 2], [0, 2]))
        #expect(!areEqual([1, 2], [1, 2, 0]))
        #expect(!areEqual([], [0]))
    }

    @Test func `the system's random bytes differ from call to call`() {
        #expect(RandomSource.system.bytes(0) == [])
        #expect(Set((0..<16).map { _ in RandomSource.system.bytes(16) }).count == 16)
        #expect(RandomSource { [UInt8](repeating: 9, count: $0) }.bytes(3) == [9, 9, 9])
    }
}
