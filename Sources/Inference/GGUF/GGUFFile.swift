/// A GGUF file of version 2 or 3, mapped into memory; its whole header has been checked against the file.
///
/// Tensors are not read before they are asked for; `requireFinite` looks at their values.
///
/// [GGUF specification](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md)
public struct GGUFFile: Sendable {
    let bytes: FileBytes
    /// The version of the format, 2 or 3: both have the same structure where bytes are little-endian.
    public let version: UInt32
    /// The keys and values.
    public let metadata: GGUFMetadata
    /// The tensors, in the file's order.
    public let tensors: [GGUFTensor]
    private let tensorIndex: [String: Int]

    /// Maps the file at `path` and checks its header.
    ///
    /// - Throws: an error that names the file, the field and the byte.
    /// - Complexity: O(size of the header).
    public init(mapping path: String, limits: GGUFLimits = .init()) throws(InferenceError) {
        try self.init(FileBytes(mapping: path), limits: limits)
    }

    /// Checks a file that is in memory already; errors call it `name`.
    public init(parsing bytes: [UInt8], name: String, limits: GGUFLimits = .init()) throws(InferenceError) {
        try self.init(FileBytes(copying: bytes, name: name), limits: limits)
    }

    private init(_ bytes: FileBytes, limits: GGUFLimits) throws(InferenceError) {
        self.bytes = bytes
        var cursor = GGUFCursor(file: bytes)
        version = try Self.version(&cursor)
        let tensorCount = try cursor.count(
            ofAtLeast: GGUFTensorInfo.minimumByteCount, most: limits.maximumTensorCount, "tensor count")
        // A key of one byte, a type and a value of one byte.
        let keyCount = try cursor.count(ofAtLeast: 8 + 1 + 4 + 1, most: limits.maximumKeyCount, "metadata count")
        metadata = try GGUFMetadata(reading: keyCount, from: &cursor)
        let layout = try GGUFDataLayout(reading: tensorCount, metadata, limits, from: &cursor)
        tensors = layout.tensors
        tensorIndex = layout.index
    }

    private static func version(_ cursor: inout GGUFCursor) throws(InferenceError) -> UInt32 {
        let magic: UInt32 = try cursor.integer("magic")
        guard magic == 0x4655_4747 else {
            throw cursor.error(.malformed, "magic", at: 0, "the file does not begin with GGUF")
        }
        let version: UInt32 = try cursor.integer("version")
        guard version == 2 || version == 3 else {
            let found = version.byteSwapped == 2 || version.byteSwapped == 3 ? "a big-endian file" : "\(version)"
            throw cursor.error(.unsupported, "version", at: 4, "found \(found), expected 2 or 3, little-endian")
        }
        return version
    }
}

extension GGUFFile {
    /// How errors name the file: the path that it was opened by.
    public var name: String { bytes.name }

    /// The size of the file in bytes.
    public var byteCount: Int { bytes.count }

    /// The tensor of a name; `nil` where the file does not have it.
    public func tensor(_ name: String) -> GGUFTensor? { tensorIndex[name].map { tensors[$0] } }

    /// The tensor of a name, which must be there and have these dimensions (innermost first).
    public func requiredTensor(_ name: String, dimensions: [Int]) throws(InferenceError) -> GGUFTensor {
        guard let tensor = tensor(name) else {
            throw InferenceError(
                .missing, at: "\(self.name): \(name)", "the tensor is not in the file",
                remedy: "Convert the model again; a model of this architecture needs the tensor.")
        }
        guard tensor.dimensions == dimensions else {
            throw InferenceError(
                .malformed, at: "\(self.name): \(name)",
                "found the dimensions \(tensor.dimensions), expected \(dimensions)",
                remedy: "The metadata and the tensors do not belong together: convert the model again.")
        }
        return tensor
    }

    /// Lends the bytes of a tensor of this file: rows of blocks, the innermost dimension first.
    public func withBytes<Result, Failure: Error>(
        of tensor: GGUFTensor, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withBytes(tensor.byteRange, body)
    }

    /// Lends all bytes of the file, as they were mapped: what a digest of the weights covers.
    public func withBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withBytes(0..<bytes.count, body)
    }

    /// Throws `notFinite` for the first weight or scale of `tensor` that is infinite or not a number.
    ///
    /// - Complexity: O(`tensor.byteRange.count`): the tensor is read once.
    public func requireFinite(_ tensor: GGUFTensor) throws(InferenceError) {
        guard let offset = withBytes(of: tensor, tensor.type.offsetOfNonFinite(in:)) else { return }
        throw InferenceError(
            .notFinite, at: "\(name): \(tensor.name), byte \(tensor.byteRange.lowerBound + offset)",
            "found a \(tensor.type.blockLength == 1 ? "weight" : "scale") that is infinite or not a number",
            remedy: "Use another copy or conversion of the model; answers from this one would mean nothing.")
    }
}
