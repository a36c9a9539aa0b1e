import BinderyTestSupport
import Foundation
import Inference
import Testing

/// safetensors files: what a correct one says, and the refusal of each way in which one can be wrong.
@Suite struct SafetensorsFileTests {
    private static let header = """
        {"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2,1],"data_offsets":[2,10]},\
        "a":{"dtype":"F16","shape":[],"data_offsets":[0,2]},"ids":{"dtype":"I64","shape":[0],"data_offsets":[10,10]}}
        """
    private static let data: [UInt8] = [0, 0x3c] + [0, 0, 0x80, 0x3f] + [0, 0, 0, 0x40]

    private static func bytes(_ header: String = header, length: UInt64? = nil, data: [UInt8] = data) -> [UInt8] {
        let length = length ?? UInt64(header.utf8.count)
        return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + data
    }

    @discardableResult
    private static func file(_ bytes: [UInt8]) throws -> SafetensorsFile {
        try SafetensorsFile(parsing: bytes, name: "sample.safetensors")
    }

    @Test func `tensors are read with their shapes and bytes`() throws {
        let file = try Self.file(Self.bytes())
        #expect(file.tensors.map(\.name) == ["b", "a", "ids"])
        let matrix = try file.requiredTensor("b", shape: [2, 1])
        #expect(file.withBytes(of: matrix) { unsafe $0.unsafeLoadUnaligned(fromByteOffset: 4, as: Float.self) } == 2)
        #expect(try file.requiredTensor("a", shape: []).dtype == .float16)
        for tensor in file.tensors { try file.requireFinite(tensor) }
        expectRefusal(.missing, "sample.safetensors: c") { try file.requiredTensor("c", shape: [1]) }
        expectRefusal(.malformed, "sample.safetensors: b") { try file.requiredTensor("b", shape: [1, 2]) }
        expectRefusal(.malformed, "sample.safetensors: ids") { try file.requiredTensor("ids", shape: [0]) }
    }

    @Test(.temporaryDirectory) func `a mapped file reads as one in memory`() throws {
        let path = TemporaryDirectory.file("model.safetensors")
        try Data(Self.bytes()).write(to: URL(fileURLWithPath: path))
        #expect(try SafetensorsFile(mapping: path).tensors == Self.file(Self.bytes()).tensors)
    }

    @Test(
        arguments: [
            ("[2,10]", "[2,9]", .malformed, "b/data_offsets"), ("[2,10]", "[10,2]", .malformed, "b/data_offsets"),
            ("[2,10]", "[2]", .malformed, "b/data_offsets"),
            ("[2,10]", "[4294967296,4294967304]", .truncated, "b/data_offsets"),
            ("[2,1]", "[2,1.5]", .malformed, "b/shape"), ("[2,1]", "[-2,-1]", .malformed, "b/shape"),
            ("[2,1]", "[4294967296,4294967296]", .malformed, "b/shape"), ("\"F32\"", "\"F4\"", .unsupported, "b/dtype"),
            ("\"F32\"", "null", .unsupported, "b/dtype"), ("\"a\"", "\"b\"", .malformed, "header"),
            ("[0,2]", "[1,3]", .malformed, "sample.safetensors"), ("{\"__", "[{\"__", .malformed, "header"),
        ] as [(String, String, InferenceError.Code, String)])
    func `a header that is wrong is refused by its field`(
        old: String, new: String, code: InferenceError.Code, field: String
    ) throws {
        let place = try #require(Self.header.firstRange(of: old))
        let header = Self.header.replacingCharacters(in: place, with: new)
        expectRefusal(code, field) { try Self.file(Self.bytes(header)) }
    }

    @Test func `a length beyond the file or the limit is refused`() {
        expectRefusal(.limit, "header length, byte 0") { try Self.file(Self.bytes(length: 2 << 30)) }
        expectRefusal(.limit, "header length, byte 0") { try Self.file(Self.bytes(length: .max)) }
        expectRefusal(.truncated, "header length, byte 0") { try Self.file(Self.bytes(length: 4096)) }
    }

    @Test func `bytes that no tensor covers are refused`() {
        expectRefusal(.malformed, "data") { try Self.file(Self.bytes(data: Self.data + [0])) }
        expectRefusal(.malformed, "data") { try Self.file(Self.bytes("{}", data: [0])) }
        #expect(throws: Never.self) { try Self.file(Self.bytes("{}", data: [])) }
    }

    @Test func `a weight that is not finite is refused where it stands`() throws {
        var data = Self.data
        data[9] = 0xff
        data[8] = 0x80
        let file = try Self.file(Self.bytes(data: data))
        let matrix = try #require(file.tensor("b"))
        expectRefusal(.notFinite, "b, byte \(matrix.byteRange.lowerBound + 4)") { try file.requireFinite(matrix) }
    }

    @Test func `every truncation is refused`() {
        let bytes = Self.bytes()
        for count in bytes.indices {
            #expect(throws: InferenceError.self) { try Self.file(Array(bytes.prefix(count))) }
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `a hundred mutations of a seed are read or refused`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            do {
                let file = try Self.file(Mutation.mutated(Self.bytes(), using: &generator))
                for tensor in file.tensors { try file.requireFinite(tensor) }
            } catch is InferenceError {}
        }
    }
}
