public import Cryptography
internal import JSON

/// A safetensors file, mapped into memory; its whole header has been checked against the file.
///
/// [safetensors, Format](https://github.com/huggingface/safetensors#format)
public struct SafetensorsFile: Sendable {
    /// The most bytes of a header: 16 MiB; the largest published ones stay below 1 MiB.
    public static let maximumHeaderByteCount = 16 << 20

    let bytes: FileBytes
    /// The tensors, in the order of the header.
    public let tensors: [SafetensorsTensor]
    /// By the bytes of the name: equal strings may be other bytes.
    private let index: [[UInt8]: Int]

    /// Maps the file at `path` and checks its header.
    ///
    /// - Throws: an error that names the file and the tensor or byte.
    /// - Complexity: O(size of the header), and n log n in the number of tensors.
    public init(mapping path: String) throws(InferenceError) { try self.init(FileBytes(mapping: path)) }

    /// Checks a file that is in memory already; errors call it `name`.
    public init(parsing bytes: [UInt8], name: String) throws(InferenceError) {
        try self.init(FileBytes(copying: bytes, name: name))
    }

    private init(_ bytes: FileBytes) throws(InferenceError) {
        self.bytes = bytes
        let header = try SafetensorsHeader(reading: bytes)
        tensors = try header.tensors()
        // The parser refuses a name that stands twice.
        index = Dictionary(uniqueKeysWithValues: tensors.enumerated().map { (Array($1.name.utf8), $0) })
    }
}

extension SafetensorsFile {
    /// How errors name the file: the path that it was opened by.
    public var name: String { bytes.name }

    /// SHA-256 of the whole file.
    ///
    /// - Complexity: O(size of the file).
    public func digest() -> Digest { bytes.withBytes(0..<bytes.count) { SHA256.digest(of: $0) } }

    /// The tensor of a name; `nil` where the file does not have it.
    public func tensor(_ name: String) -> SafetensorsTensor? { index[Array(name.utf8)].map { tensors[$0] } }

    /// The tensor of a name, which must be there, have this shape (outermost dimension first) and hold floats.
    public func requiredTensor(_ name: String, shape: [Int]) throws(InferenceError) -> SafetensorsTensor {
        guard let tensor = tensor(name) else {
            throw InferenceError(
                .missing, at: "\(self.name): \(name)", "the tensor is not in the file",
                remedy: "Use the file of a model of this architecture.")
        }
        guard tensor.shape == shape, tensor.dtype.tensorType != nil else {
            throw InferenceError(
                .malformed, at: "\(self.name): \(name)",
                "found \(tensor.dtype.rawValue) \(tensor.shape), expected F32, F16 or BF16 \(shape)",
                remedy: "The weights and the settings of the model do not belong together: fetch both again.")
        }
        return tensor
    }

    /// Lends the bytes of a tensor of this file: little-endian, the innermost dimension last.
    public func withBytes<Result, Failure: Error>(
        of tensor: SafetensorsTensor, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withBytes(tensor.byteRange, body)
    }

    /// Throws `notFinite` for the first weight of `tensor` that is infinite or not a number.
    ///
    /// - Complexity: O(`tensor.byteRange.count`): the tensor is read once. Integers are not looked at.
    public func requireFinite(_ tensor: SafetensorsTensor) throws(InferenceError) {
        guard let type = tensor.dtype.tensorType else { return }
        guard let offset = withBytes(of: tensor, type.offsetOfNonFinite(in:)) else { return }
        throw InferenceError(
            .notFinite, at: "\(name): \(tensor.name), byte \(tensor.byteRange.lowerBound + offset)",
            "found a weight that is infinite or not a number",
            remedy: "Use another copy of the model; results from this one would mean nothing.")
    }
}
