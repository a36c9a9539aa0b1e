import BinderyTestSupport
import Inference
import Testing

/// Damaged files: each is read or refused, and nothing else happens.
@Suite struct GGUFDamageTests {
    @Test func `every truncation is refused`() {
        let bytes = SampleGGUF.writer.bytes()
        for count in 0..<bytes.count {
            expectRefusal(.truncated, "sample.gguf") {
                try GGUFFile(parsing: Array(bytes.prefix(count)), name: "sample.gguf")
            }
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `a hundred mutations of a seed are read or refused`(seed: UInt64) throws {
        let original = SampleGGUF.writer.bytes()
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let bytes = Mutation.mutated(original, using: &generator)
            guard let file = try readOrRefuse({ try GGUFFile(parsing: bytes, name: "sample.gguf") }) else { continue }
            try useEverything(of: file)
        }
    }

    private func useEverything(of file: GGUFFile) throws {
        for key in file.metadata.keys {
            _ = try readOrRefuse { try file.metadata.string(key) }
            _ = try readOrRefuse { try file.metadata.strings(key) }
            _ = try readOrRefuse { try file.metadata.uint32(key) }
        }
        for tensor in file.tensors {
            #expect(tensor.byteRange.upperBound <= file.byteCount)
            _ = try readOrRefuse { try file.requireFinite(tensor) }
        }
    }

    private func readOrRefuse<Value>(_ body: () throws -> Value) throws -> Value? {
        do { return try body() } catch is InferenceError { return nil }
    }

    @Test(
        arguments: [
            (.f32, [0, 0, 0x80, 0x7f]), (.f32, [1, 0, 0xc0, 0xff]), (.bf16, [0x80, 0xff]), (.f16, [0, 0x7c]),
            (.f16, [1, 0xfe]),
        ] as [(TensorType, [UInt8])])
    func `a weight that is not finite is refused where it stands`(type: TensorType, weight: [UInt8]) throws {
        let count = 10_000
        for index in [0, 1, 4_095, 4_096, count - 1] {
            var bytes = [UInt8](repeating: 0, count: count * weight.count)
            bytes.replaceSubrange(index * weight.count..<(index + 1) * weight.count, with: weight)
            let file = try tensorFile(type, UInt64(count), bytes)
            let tensor = try #require(file.tensor("weights"))
            expectRefusal(.notFinite, "byte \(tensor.byteRange.lowerBound + index * weight.count)") {
                try file.requireFinite(tensor)
            }
        }
    }

    @Test(
        arguments: [
            (.q8_0, 0), (.q4_0, 0), (.q5_0, 0), (.q4_K, 0), (.q4_K, 2), (.q5_K, 2), (.q6_K, 208),
        ] as [(TensorType, Int)])
    func `a scale that is not finite is refused where it stands`(type: TensorType, place: Int) throws {
        var bytes = [UInt8](repeating: 0, count: 3 * type.blockByteCount)
        let offset = 2 * type.blockByteCount + place
        bytes[offset + 1] = 0x7c
        let file = try tensorFile(type, UInt64(3 * type.blockLength), bytes)
        let tensor = try #require(file.tensor("weights"))
        expectRefusal(.notFinite, "byte \(tensor.byteRange.lowerBound + offset)") { try file.requireFinite(tensor) }
        bytes[offset + 1] = 0x7b
        try tensorFile(type, UInt64(3 * type.blockLength), bytes).requireFinite(tensor)
    }

    private func tensorFile(_ type: TensorType, _ length: UInt64, _ bytes: [UInt8]) throws -> GGUFFile {
        var writer = GGUFWriter()
        writer.add("weights", [length], type: type.rawValue, bytes: bytes)
        return try SampleGGUF.file(writer)
    }
}
