import BinderyTestSupport

/// Damage to bytes: bits flipped, bytes and words replaced by telling values, pieces cut out, doubled or moved.
enum Mutation {
    static func mutated(_ original: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty { mutate(&bytes, &generator) }
        return bytes
    }

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(index + Int.random(in: 1...16, using: &generator), bytes.count)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 2:
            let word: UInt64 = [0, 1, .max, 1 << 31, 1 << 63, 0xffff_ffff].randomElement(using: &generator) ?? 0
            for place in index..<min(index + 8, bytes.count) {
                bytes[place] = UInt8(truncatingIfNeeded: word >> (8 * UInt64(place - index)))
            }
        case 3: bytes.removeSubrange(index..<end)
        case 4: bytes.insert(contentsOf: bytes[index..<end], at: index)
        default: bytes.removeLast(bytes.count - index)
        }
    }
}
