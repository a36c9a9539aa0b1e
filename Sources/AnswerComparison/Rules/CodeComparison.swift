/// What differs between blocks of code.
enum CodeComparison {
    /// How two blocks relate: their lines are equal but for white space at the end, they differ in one token, or more.
    enum Relation {
        case same, otherToken(String, String), other
    }

    /// - Complexity: O(*n*) for *n* bytes.
    static func relation(_ earlier: String, _ later: String) -> Relation {
        let (left, right) = (lines(earlier), lines(later))
        if left == right { return .same }
        let (one, other) = (tokens(earlier), tokens(later))
        guard one.count == other.count else { return .other }
        let differing = zip(one, other).filter { $0.0 != $0.1 }
        guard differing.count == 1, let (first, second) = differing.first else { return .other }
        return .otherToken(first, second)
    }

    private static func lines(_ code: String) -> [[UInt8]] {
        code.utf8.split(separator: 0x0A).compactMap { line in
            var bytes = Array(line)
            while let last = bytes.last, [0x20, 0x09, 0x0D].contains(last) { bytes.removeLast() }
            return bytes.isEmpty ? nil : bytes
        }
    }

    private static func tokens(_ code: String) -> [String] {
        var tokens: [[UInt8]] = []
        var continues = false
        for byte in code.utf8 {
            let isWord =
                byte >= 0x80 || byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
            if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
                continues = false
            } else if isWord, continues {
                tokens[tokens.count - 1].append(byte)
            } else {
                tokens.append([byte])
                continues = isWord
            }
        }
        return tokens.map { String(decoding: $0, as: UTF8.self) }
    }
}
