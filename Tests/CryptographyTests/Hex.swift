import Cryptography
import Testing

/// The bytes of hexadecimal digits, for vectors.
func hex(_ digits: String) throws -> [UInt8] { try #require(Hexadecimal.decode(digits.utf8)) }

extension SecretBytes {
    /// A copy of the bytes, for comparisons.
    var copied: [UInt8] {
        withBytes { span in (0..<span.byteCount).map { span.unsafeLoad(fromByteOffset: $0, as: UInt8.self) } }
    }

    /// The secret that `text` spells.
    convenience init(_ text: String) { self.init(copying: Array(text.utf8).span.bytes) }
}
