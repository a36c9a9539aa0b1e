/// Where the tensors of a file lie: aligned, inside the file, and none over another.
struct GGUFDataLayout {
    private(set) var tensors: [GGUFTensor] = []
    private(set) var index: [String: Int] = [:]

    /// Reads the descriptions of `count` tensors, which tensor data follow.
    init(
        reading count: Int, _ metadata: GGUFMetadata, _ limits: GGUFLimits, from cursor: inout GGUFCursor
    ) throws(InferenceError) {
        let alignment = try Self.alignment(metadata, limits)
        var infos: [GGUFTensorInfo] = []
        for index in 0..<count { infos.append(try GGUFTensorInfo(reading: index, from: &cursor)) }
        // No overflow: the header ends inside the file, and the alignment is small.
        let dataStart = (cursor.offset + alignment - 1) / alignment * alignment
        for info in infos { try place(info, dataStart, alignment, cursor) }
        try refuseOverlap(cursor)
    }

    private mutating func place(
        _ info: GGUFTensorInfo, _ dataStart: Int, _ alignment: Int, _ cursor: GGUFCursor
    ) throws(InferenceError) {
        guard info.dataOffset % UInt64(alignment) == 0 else {
            throw cursor.error(
                .malformed, "offset of \(info.name)", at: info.headerOffset,
                "found \(info.dataOffset), expected a multiple of the alignment \(alignment)")
        }
        let available = max(cursor.file.count - dataStart, 0)
        guard info.byteCount <= available, info.dataOffset <= UInt64(available - info.byteCount) else {
            throw cursor.error(
                .truncated, "offset of \(info.name)", at: info.headerOffset,
                "the tensor is \(info.byteCount) bytes at \(info.dataOffset); the file has \(available) of tensor data")
        }
        let start = dataStart + Int(info.dataOffset)
        guard index.updateValue(tensors.count, forKey: info.name) == nil else {
            throw cursor.error(.duplicate, info.name, at: info.headerOffset, "the tensor's name stands twice")
        }
        tensors.append(
            GGUFTensor(
                name: info.name, type: info.type, dimensions: info.dimensions,
                byteRange: start..<start + info.byteCount))
    }

    private func refuseOverlap(_ cursor: GGUFCursor) throws(InferenceError) {
        let sorted = tensors.sorted { $0.byteRange.lowerBound < $1.byteRange.lowerBound }
        for (first, second) in zip(sorted, sorted.dropFirst())
        where second.byteRange.lowerBound < first.byteRange.upperBound {
            throw cursor.error(
                .malformed, "offset of \(second.name)", at: second.byteRange.lowerBound,
                "the tensor lies over \(first.name)")
        }
    }

    /// [GGUF, `general.alignment`](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#required): a multiple of
    /// 8, 32 where absent.
    private static func alignment(_ metadata: GGUFMetadata, _ limits: GGUFLimits) throws(InferenceError) -> Int {
        let alignment = Int(try metadata.uint32("general.alignment") ?? 32)
        guard alignment > 0, alignment % 8 == 0, alignment <= limits.maximumAlignment else {
            throw InferenceError(
                .malformed, at: "\(metadata.file.name): general.alignment",
                "found \(alignment), expected a multiple of 8 up to \(limits.maximumAlignment)",
                remedy: "Convert the model again with the default alignment of 32.")
        }
        return alignment
    }
}
