/// How the elements of a tensor are stored; the raw value is the number in a GGUF file.
///
/// Names, numbers and sizes are those of `enum ggml_type` in the
/// [GGUF specification](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#file-structure).
public enum TensorType: UInt32, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    /// IEEE 754 binary32.
    case f32 = 0
    /// IEEE 754 binary16.
    case f16 = 1
    /// The upper half of a binary32.
    case bf16 = 30
    /// Blocks of 32: a binary16 scale and 32 signed bytes.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case q8_0 = 8
    /// Blocks of 32: a binary16 scale and 32 nibbles.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case q4_0 = 2
    /// As `q4_0`, with a fifth bit for each element.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case q5_0 = 6
    /// Super-blocks of 256: two binary16 scales, eight 6-bit scales and minima, 256 nibbles.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case q4_K = 12
    /// As `q4_K`, with a fifth bit for each element.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case q5_K = 13
    /// Super-blocks of 256: 6-bit elements, sixteen 8-bit scales, a binary16 scale.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case q6_K = 14

    /// The number of elements that are stored together; a row is a whole number of blocks.
    public var blockLength: Int {
        switch self {
        case .f32, .f16, .bf16: 1
        case .q8_0, .q4_0, .q5_0: 32
        case .q4_K, .q5_K, .q6_K: 256
        }
    }

    /// The bytes of one block.
    public var blockByteCount: Int {
        switch self {
        case .f32: 4
        case .f16, .bf16: 2
        case .q8_0: 2 + 32
        case .q4_0: 2 + 16
        case .q5_0: 2 + 4 + 16
        case .q4_K: 2 + 2 + 12 + 128
        case .q5_K: 2 + 2 + 12 + 32 + 128
        case .q6_K: 128 + 64 + 16 + 2
        }
    }

    /// The name that people know the type by, such as `Q8_0`.
    public var description: String {
        switch self {
        case .f32: "F32"
        case .f16: "F16"
        case .bf16: "BF16"
        case .q8_0: "Q8_0"
        case .q4_0: "Q4_0"
        case .q5_0: "Q5_0"
        case .q4_K: "Q4_K"
        case .q5_K: "Q5_K"
        case .q6_K: "Q6_K"
        }
    }

    /// What a number that is not a `TensorType` stands for, for errors: `Q2_K (10)`, or the number alone.
    static func nameOfUnsupported(_ number: UInt32) -> String {
        let names: [UInt32: String] = [
            3: "Q4_1", 7: "Q5_1", 9: "Q8_1", 10: "Q2_K", 11: "Q3_K", 15: "Q8_K", 16: "IQ2_XXS",
            17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S", 20: "IQ4_NL", 21: "IQ3_S", 22: "IQ2_S", 23: "IQ4_XS", 24: "I8",
            25: "I16", 26: "I32", 27: "I64", 28: "F64", 29: "IQ1_M", 34: "TQ1_0", 35: "TQ2_0", 39: "MXFP4",
        ]
        return names[number].map { "\($0) (\(number))" } ?? "\(number)"
    }
}
