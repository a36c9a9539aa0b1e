import BinderyTestSupport
import Cryptography
import Testing

@Suite struct Base58Tests {
    /// Vectors of the Base58 draft (draft-msporny-base58) and of our golden key.
    static let vectors: [(bytes: String, text: String)] = [
        ("", ""), ("00", "1"), ("0000", "11"), ("01", "2"), ("39", "z"), ("3a", "21"), ("ff", "5Q"), ("0001", "12"),
        ("48656c6c6f20576f726c6421", "2NEpo7TZRRrLZSi2U"), ("0000287fb4cd", "11233QC4"),
        (
            "54686520717569636b2062726f776e20666f78206a756d7073206f76657220746865206c617a7920646f672e",
            "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"
        ),
        (
            "ed01ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c",
            "6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z"
        ),
    ]

    @Test(arguments: vectors) func `a vector goes both ways`(bytes: String, text: String) throws {
        #expect(Base58.encode(try hex(bytes)) == text)
        #expect(Base58.decode(text.utf8) == (try hex(bytes)))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `decoding undoes encoding, and a naive encoder agrees`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let zeros = [UInt8](repeating: 0, count: Int.random(in: 0...3, using: &random))
        let bytes =
            zeros + (0..<Int.random(in: 0...80, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        let text = Base58.encode(bytes)
        #expect(text == Self.naive(bytes))
        #expect(Base58.decode(text.utf8) == bytes)
    }

    @Test func `every byte outside the alphabet is refused at every place`() {
        let alphabet = Set("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
        #expect(alphabet.count == 58)
        for byte in UInt8.min...UInt8.max where !alphabet.contains(byte) {
            for place in 0...11 {
                var text = Array("2NEpo7TZRRr".utf8)
                text.insert(byte, at: place)
                #expect(Base58.decode(text) == nil, "byte \(byte) at \(place)")
            }
        }
    }

    /// Long division by 58, a byte at a time.
    private static func naive(_ bytes: [UInt8]) -> String {
        var rest = bytes.map(Int.init)
        var digits: [Int] = []
        while rest.contains(where: { $0 != 0 }) {
            var remainder = 0
            rest = rest.map { digit in
                let value = remainder * 256 + digit
                remainder = value % 58
                return value / 58
            }
            digits.append(remainder)
        }
        let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
        return String(repeating: "1", count: bytes.prefix { $0 == 0 }.count)
            + String(digits.reversed().map { alphabet[$0] })
    }
}
