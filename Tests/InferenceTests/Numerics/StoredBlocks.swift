import BinderyTestSupport
import Inference

/// The weights that blocks of a file stand for, one at a time, as ggml defines `block_q4_0`, `block_q5_0` and so on.
struct StoredBlocks {
    let type: TensorType
    let bytes: [UInt8]

    /// Random blocks of `count` weights between -1 and 1 or so.
    init(_ type: TensorType, count: Int, _ generator: inout SeededGenerator) {
        self.type = type
        // Of each scale of a block: its offset, and its binary16 without the fraction.
        let scales: [(offset: Int, bits: UInt16)] =
            switch type {
            case .q4_0: [(0, 10 << 10)]
            case .q5_0: [(0, 9 << 10)]
            case .q4_K: [(0, 3 << 10), (2, 6 << 10)]
            case .q5_K: [(0, 2 << 10), (2, 6 << 10)]
            default: [(208, 1 << 10)]
            }
        var bytes: [UInt8] = []
        for _ in 0..<count / type.blockLength {
            var block = (0..<type.blockByteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for (offset, bits) in scales {
                let scale = bits | UInt16.random(in: 0..<0x400, using: &generator)
                block[offset] = UInt8(truncatingIfNeeded: scale)
                block[offset + 1] = UInt8(scale >> 8)
            }
            bytes += block
        }
        self.bytes = bytes
    }

    init(_ type: TensorType, bytes: [UInt8]) {
        self.type = type
        self.bytes = bytes
    }

    /// A weight, and the magnitude of the terms that it is the sum of.
    func weight(_ index: Int) -> (value: Double, magnitude: Double) {
        let start = index / type.blockLength * type.blockByteCount
        let block = bytes[start..<start + type.blockByteCount], place = index % type.blockLength
        func byte(_ offset: Int) -> Int { Int(block[start + offset]) }
        func half(_ offset: Int) -> Double {
            Double(Float16(bitPattern: UInt16(byte(offset)) | UInt16(byte(offset + 1)) << 8))
        }
        let sub = place / 32, column = place % 32
        switch type {
        case .q4_0:
            let value = Double((byte(2 + place % 16) >> (place / 16 * 4) & 15) - 8) * half(0)
            return (value, abs(value))
        case .q5_0:
            let low = byte(6 + place % 16) >> (place / 16 * 4) & 15
            let value = Double((low | (byte(2 + place / 8) >> (place % 8) & 1) << 4) - 16) * half(0)
            return (value, abs(value))
        case .q4_K, .q5_K:
            var quant = byte((type == .q4_K ? 16 : 48) + sub / 2 * 32 + column) >> (sub % 2 * 4) & 15
            if type == .q5_K { quant |= (byte(16 + column) >> sub & 1) << 4 }
            let scale = sub < 4 ? byte(4 + sub) & 63 : byte(8 + sub) & 15 | (byte(sub) >> 6) << 4
            let minimum = sub < 4 ? byte(8 + sub) & 63 : byte(8 + sub) >> 4 | (byte(4 + sub) >> 6) << 4
            let product = Double(quant * scale) * half(0), offset = Double(minimum) * half(2)
            return (product - offset, abs(product) + abs(offset))
        default:
            let row = place / 128, part = place % 128 / 32
            let low = byte(row * 64 + part % 2 * 32 + column) >> (part / 2 * 4) & 15
            let quant = low | (byte(128 + row * 32 + column) >> (2 * part) & 3) << 4
            let value = Double(quant - 32) * Double(Int8(truncatingIfNeeded: byte(192 + place / 16))) * half(208)
            return (value, abs(value))
        }
    }
}
