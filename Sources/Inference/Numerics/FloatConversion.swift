internal import CKernels

/// The exact conversion of stored floats to f32.
struct FloatConversion {
    private let type: TensorType

    /// For F32, F16 or BF16.
    init(_ type: TensorType) {
        precondition(type.blockLength == 1, "\(type) is not a type of floats")
        self.type = type
    }

    /// The `count` little-endian values from the element `first` on.
    @unsafe func values(_ source: UnsafeRawBufferPointer, _ first: Int, count: Int) -> [Float] {
        let size = type.blockByteCount
        precondition(first >= 0 && (first + count) * size <= source.count, "elements beyond \(source.count) bytes")
        return unsafe [Float](unsafeUninitializedCapacity: count) { values, initialisedCount in
            for index in 0..<count {
                unsafe values.initializeElement(at: index, to: value(source, at: (first + index) * size))
            }
            initialisedCount = count
        }
    }

    @unsafe private func value(_ source: UnsafeRawBufferPointer, at offset: Int) -> Float {
        guard type != .f32 else {
            let bits = unsafe source.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            return Float(bitPattern: UInt32(littleEndian: bits))
        }
        let bits = UInt16(littleEndian: unsafe source.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
        return type == .f16 ? bk1_from_f16(bits) : Float(bitPattern: UInt32(bits) << 16)
    }
}
