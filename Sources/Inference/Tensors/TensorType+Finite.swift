/// The search for weights that are infinite or not a number: all bits of the exponent are set in both.
extension TensorType {
    /// The offset in `bytes`, whole blocks of this type, of the first weight or scale that is not finite.
    ///
    /// - Complexity: O(`bytes`) for floats; O(blocks) for quantised types, whose only floats are scales.
    func offsetOfNonFinite(in bytes: RawSpan) -> Int? {
        switch self {
        case .f32: Self.search(bytes, stride: 4, first: 0, exponent: UInt32(0x7f80_0000))
        case .bf16: Self.search(bytes, stride: 2, first: 0, exponent: UInt16(0x7f80))
        case .f16: Self.search(bytes, stride: 2, first: 0, exponent: UInt16(0x7c00))
        case .q8_0, .q4_0, .q5_0, .q4_K, .q5_K, .q6_K:
            scaleOffsets.compactMap {
                Self.search(bytes, stride: blockByteCount, first: $0, exponent: UInt16(0x7c00))
            }.min()
        }
    }

    /// Where the binary16 scales stand in a block.
    private var scaleOffsets: [Int] {
        switch self {
        case .f32, .f16, .bf16: []
        case .q8_0, .q4_0, .q5_0: [0]
        case .q4_K, .q5_K: [0, 2]
        case .q6_K: [208]
        }
    }

    private static func search<Bits: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: RawSpan, stride: Int, first: Int, exponent: Bits
    ) -> Int? {
        unsafe bytes.withUnsafeBytes { buffer in
            // No exit from the inner loop, so that it can be vectorised; the place is looked for only where there is
            // one.
            let chunk = 4096 * stride
            for start in Swift.stride(from: first, to: buffer.count, by: chunk) {
                var found: Bits = 0
                for offset in Swift.stride(from: start, to: min(start + chunk, buffer.count), by: stride) {
                    let bits = Bits(littleEndian: unsafe buffer.loadUnaligned(fromByteOffset: offset, as: Bits.self))
                    found |= bits & exponent == exponent ? 1 : 0
                }
                guard found != 0 else { continue }
                return Swift.stride(from: start, to: buffer.count, by: stride).first { offset in
                    let bits = Bits(littleEndian: unsafe buffer.loadUnaligned(fromByteOffset: offset, as: Bits.self))
                    return bits & exponent == exponent
                }
            }
            return nil
        }
    }
}
