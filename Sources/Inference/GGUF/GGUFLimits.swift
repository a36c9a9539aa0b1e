/// The bounds that the header of a GGUF file must keep to be read.
public struct GGUFLimits: Sendable, Hashable {
    /// The most metadata keys.
    public var maximumKeyCount: Int
    /// The most tensors.
    public var maximumTensorCount: Int
    /// The largest alignment of tensor data, in bytes.
    public var maximumAlignment: Int

    /// Limits; the largest published models stay well below the defaults.
    public init(maximumKeyCount: Int = 65_536, maximumTensorCount: Int = 65_536, maximumAlignment: Int = 65_536) {
        self.maximumKeyCount = maximumKeyCount
        self.maximumTensorCount = maximumTensorCount
        self.maximumAlignment = maximumAlignment
    }

    /// The most bytes of a key: [GGUF,
    /// `gguf_metadata_kv_t`](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md).
    static let maximumKeyByteCount = 65_535
    /// The most bytes of a tensor's name: GGUF, `gguf_tensor_info_t`.
    static let maximumNameByteCount = 64
    /// The most dimensions of a tensor: GGUF, `gguf_tensor_info_t`.
    static let maximumDimensionCount = 4
    /// How many arrays may stand inside each other.
    static let maximumArrayDepth = 4
}
