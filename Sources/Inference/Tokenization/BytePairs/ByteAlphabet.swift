/// The printable stand-ins of bytes in byte-level vocabularies: `Ġ` for a space, `Ċ` for a newline.
///
/// [GPT-2, `bytes_to_unicode`](https://github.com/openai/gpt-2/blob/master/src/encoder.py): a byte that is a printable
/// character of Latin-1 stands for itself, the others for U+0100 and what follows, in order.
struct ByteAlphabet: Sendable {
    /// The UTF-8 of each byte's stand-in.
    let standIns: [[UInt8]]
    private let bytes: [Unicode.Scalar: UInt8]

    init() {
        var next: UInt32 = 0x100
        var scalars: [Unicode.Scalar] = []
        for byte in UInt8.min...UInt8.max {
            if (0x21...0x7e).contains(byte) || (0xa1...0xac).contains(byte) || byte >= 0xae {
                scalars.append(Unicode.Scalar(byte))
            } else if let scalar = Unicode.Scalar(next) {
                scalars.append(scalar)
                next += 1
            }
        }
        standIns = scalars.map { Array(String($0).utf8) }
        bytes = Dictionary(uniqueKeysWithValues: zip(scalars, UInt8.min...UInt8.max))
    }

    /// What a token in stand-ins means; a token with any other character means itself.
    func bytes(of token: [UInt8]) -> [UInt8] {
        guard let text = String(validating: token, as: UTF8.self) else { return token }
        let meant = text.unicodeScalars.compactMap { bytes[$0] }
        return meant.count == text.unicodeScalars.count ? meant : token
    }
}
