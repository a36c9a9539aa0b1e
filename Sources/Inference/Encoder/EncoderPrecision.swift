/// How the matrices of an encoder are stored and multiplied with.
public enum EncoderPrecision: String, Sendable, Hashable, CaseIterable {
    /// As they are in the file.
    case f32
    /// As Q8_0, made when the model is loaded: a quarter of the memory, and faster.
    case int8
}

extension EncoderPrecision {
    /// How the kernels find a matrix of this precision.
    var storage: MatrixLayout.Storage {
        switch self {
        case .f32: .floats
        case .int8: .quantised
        }
    }
}
