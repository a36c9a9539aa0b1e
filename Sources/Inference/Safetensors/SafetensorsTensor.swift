/// A tensor of a safetensors file: what it is called, its shape, and where its bytes are.
public struct SafetensorsTensor: Sendable, Hashable {
    /// The type of elements, by its name in the file.
    public enum Dtype: String, Sendable, Hashable {
        /// A byte that is 0 or 1.
        case bool = "BOOL"
        /// Integers.
        case int8 = "I8", int16 = "I16", int32 = "I32", int64 = "I64"
        /// Integers without sign.
        case uint8 = "U8", uint16 = "U16", uint32 = "U32", uint64 = "U64"
        /// Floats.
        case float16 = "F16", bfloat16 = "BF16", float32 = "F32", float64 = "F64"

        /// The bytes of an element.
        public var byteCount: Int {
            switch self {
            case .bool, .int8, .uint8: 1
            case .int16, .uint16, .float16, .bfloat16: 2
            case .int32, .uint32, .float32: 4
            case .int64, .uint64, .float64: 8
            }
        }

        /// How weights of this type are stored; `nil` for what no weights are stored in.
        public var tensorType: TensorType? {
            switch self {
            case .float32: .f32
            case .float16: .f16
            case .bfloat16: .bf16
            default: nil
            }
        }
    }

    /// The name, such as `encoder.layer.0.output.dense.weight`.
    public let name: String
    /// The type of elements.
    public let dtype: Dtype
    /// The lengths of the dimensions, outermost first: `[rows, columns]` of a matrix.
    public let shape: [Int]
    /// The tensor's bytes in the file.
    public let byteRange: Range<Int>
}
