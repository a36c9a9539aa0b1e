internal import JSON

/// The header of a safetensors file: 8 bytes of length, and as many bytes of JSON.
///
/// [safetensors, Format](https://github.com/huggingface/safetensors#format): names stand once, tensors cover the buffer
/// without holes.
struct SafetensorsHeader {
    private let file: FileBytes
    private let root: JSONNode
    /// Where the header ends and the buffer begins.
    private let end: Int

    init(reading file: FileBytes) throws(InferenceError) {
        self.file = file
        guard file.count >= 8 else {
            throw Self.error(.truncated, file, "header length", "found \(file.count) bytes, expected at least 8")
        }
        let claimed: UInt64 = file.integer(at: 0)
        let most = SafetensorsFile.maximumHeaderByteCount
        guard claimed <= UInt64(most) else {
            throw Self.error(.limit, file, "header length, byte 0", "found \(claimed), expected at most \(most)")
        }
        guard claimed <= UInt64(file.count - 8) else {
            throw Self.error(
                .truncated, file, "header length, byte 0", "found \(claimed), but \(file.count - 8) bytes follow")
        }
        end = 8 + Int(claimed)
        do {
            root = try JSONDocument(parsing: file.copy(8..<end), limits: JSONLimits(maximumByteCount: most)).root
        } catch {
            throw Self.error(.malformed, file, "header, \(error.location)", error.problem)
        }
        guard root.kind == .object else { throw Self.error(.malformed, file, "header", "expected an object") }
    }

    /// The tensors, each inside the buffer and together all of it.
    func tensors() throws(InferenceError) -> [SafetensorsTensor] {
        var tensors: [SafetensorsTensor] = []
        for member in root.members where member.name != "__metadata__" {
            tensors.append(try tensor(member.name, member.value))
        }
        var covered = end
        for tensor in tensors.sorted(by: { $0.byteRange.lowerBound < $1.byteRange.lowerBound }) {
            guard tensor.byteRange.lowerBound == covered else {
                throw fault(
                    tensor.name,
                    "the tensor begins at byte \(tensor.byteRange.lowerBound) of the file, expected \(covered)")
            }
            covered = tensor.byteRange.upperBound
        }
        guard covered == file.count else {
            throw Self.error(
                .malformed, file, "data, byte \(covered)", "the tensors end here, the file ends at \(file.count)")
        }
        return tensors
    }

    private func tensor(_ name: String, _ node: JSONNode) throws(InferenceError) -> SafetensorsTensor {
        let type = node["dtype"]?.stringValue ?? "nothing"
        guard let dtype = SafetensorsTensor.Dtype(rawValue: type) else {
            throw Self.error(
                .unsupported, file, "\(name)/dtype",
                "found \(type), expected F32, F16, BF16 or another type of up to 64 bits")
        }
        let shape = try lengths(node["shape"], "\(name)/shape")
        let offsets = try lengths(node["data_offsets"], "\(name)/data_offsets")
        let available = file.count - end
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw fault("\(name)/data_offsets", "found \(offsets), expected a begin and an end")
        }
        guard offsets[1] <= available else {
            throw Self.error(
                .truncated, file, "\(name)/data_offsets",
                "found the end \(offsets[1]), but the file has \(available) bytes of data")
        }
        guard try byteCount(shape, dtype, name) == offsets[1] - offsets[0] else {
            throw fault("\(name)/data_offsets", "found \(offsets), which does not fit \(type) \(shape)")
        }
        return SafetensorsTensor(
            name: name, dtype: dtype, shape: shape, byteRange: end + offsets[0]..<end + offsets[1])
    }

    private func byteCount(
        _ shape: [Int], _ dtype: SafetensorsTensor.Dtype, _ name: String
    ) throws(InferenceError) -> Int {
        var count = dtype.byteCount
        for length in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            guard !overflow else { throw fault("\(name)/shape", "found \(shape), which is beyond \(Int.max) bytes") }
            count = product
        }
        return count
    }

    private func lengths(_ node: JSONNode?, _ field: String) throws(InferenceError) -> [Int] {
        guard let node, node.kind == .array else { throw fault(field, "expected an array of integers") }
        var lengths: [Int] = []
        for element in node.elements {
            guard let length = element.integerValue, length >= 0 else {
                throw fault(field, "expected integers of at least 0")
            }
            lengths.append(Int(length))
        }
        return lengths
    }

    private func fault(_ field: String, _ problem: String) -> InferenceError {
        Self.error(.malformed, file, field, problem)
    }

    private static func error(
        _ code: InferenceError.Code, _ file: FileBytes, _ field: String, _ problem: String
    ) -> InferenceError {
        InferenceError(
            code, at: "\(file.name): \(field)", problem,
            remedy: "The file is damaged or is no safetensors file: fetch it again.")
    }
}
