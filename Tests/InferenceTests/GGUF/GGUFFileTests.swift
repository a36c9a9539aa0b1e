import BinderyTestSupport
import Foundation
import Inference
import Testing

/// What a correct GGUF file says, and the refusal of each way in which one can be wrong.
@Suite struct GGUFFileTests {
    @Test func `metadata are read with their types`() throws {
        let metadata = try SampleGGUF.file().metadata
        #expect(metadata.keys.first == "general.architecture")
        #expect(try metadata.requiredString("general.architecture") == "llama")
        #expect(try metadata.requiredUInt32("llama.block_count") == 2)
        #expect(try metadata.requiredUInt32("llama.context_length") == 64)
        #expect(try metadata.requiredFloat32("llama.epsilon") == 1e-5)
        #expect(try metadata.bool("tokenizer.ggml.add_bos_token") == true)
        #expect(try metadata.strings("tokenizer.ggml.tokens") == [Array("a".utf8), [0xff], []])
        #expect(try metadata.int32s("tokenizer.ggml.token_type") == [1, 6, -1])
        #expect(try metadata.float32s("tokenizer.ggml.scores") == [0, -1, .infinity])
        #expect(try metadata.uint32("absent") == nil)
    }

    @Test func `tensors are read with their shapes and bytes`() throws {
        let file = try SampleGGUF.file()
        #expect(file.version == 3)
        #expect(file.tensors.map(\.name) == ["token_embd.weight", "blk.0.attn_q.weight", "output_norm.weight"])
        let embedding = try file.requiredTensor("token_embd.weight", dimensions: [2, 3])
        #expect(embedding.type == .f32 && embedding.rowLength == 2 && embedding.rowCount == 3)
        let third = file.withBytes(of: embedding) { unsafe $0.unsafeLoad(fromByteOffset: 8, as: Float.self) }
        #expect(third == 3)
        let quantised = try #require(file.tensor("blk.0.attn_q.weight"))
        #expect(quantised.type == .q8_0 && quantised.byteRange.count == 2 * 34)
        #expect(quantised.byteRange.lowerBound % 32 == 0)
        for tensor in file.tensors { try file.requireFinite(tensor) }
    }

    @Test(.temporaryDirectory) func `a mapped file reads as one in memory`() throws {
        let path = TemporaryDirectory.file("model.gguf")
        try Data(SampleGGUF.writer.bytes()).write(to: URL(fileURLWithPath: path))
        let file = try GGUFFile(mapping: path)
        #expect(file.tensors == (try SampleGGUF.file().tensors))
        try FileManager.default.removeItem(atPath: path)
        #expect(file.withBytes { $0.byteCount } == SampleGGUF.writer.bytes().count)
    }

    @Test(.temporaryDirectory) func `what is no file is refused by its path`() throws {
        let absent = TemporaryDirectory.file("absent.gguf")
        expectRefusal(.notFound, absent) { _ = try GGUFFile(mapping: absent) }
        expectRefusal(.malformed, TemporaryDirectory.current) {
            _ = try GGUFFile(mapping: TemporaryDirectory.current)
        }
        // Opened as a file is, a pipe that nobody writes to would hold the test for ever.
        let pipe = TemporaryDirectory.file("pipe.gguf")
        #expect(mkfifo(pipe, 0o600) == 0)
        expectRefusal(.malformed, pipe) { _ = try GGUFFile(mapping: pipe) }
        let empty = TemporaryDirectory.file("empty.gguf")
        try Data().write(to: URL(fileURLWithPath: empty))
        expectRefusal(.truncated, "magic, byte 0") { _ = try GGUFFile(mapping: empty) }
    }

    @Test func `version 2 is read, versions 1 and 4 and big-endian files are refused`() throws {
        var writer = SampleGGUF.writer
        writer.version = 2
        #expect(try SampleGGUF.file(writer).version == 2)
        for version: UInt32 in [1, 4, 3 << 24] {
            writer.version = version
            let error = expectRefusal(.unsupported, "version, byte 4") { try SampleGGUF.file(writer) }
            #expect(error?.problem.contains(version == 3 << 24 ? "big-endian" : "found \(version)") == true)
        }
    }

    @Test func `a claim of two gigabytes in a header of a kilobyte is refused where it stands`() {
        var writer = SampleGGUF.writer
        writer.tensorCount = 1 << 31
        expectRefusal(.limit, "tensor count, byte 8") { try SampleGGUF.file(writer) }
        writer.tensorCount = 60_000
        expectRefusal(.truncated, "tensor count, byte 8") { try SampleGGUF.file(writer) }
        writer = SampleGGUF.writer
        writer.keyCount = .max
        expectRefusal(.limit, "metadata count, byte 16") { try SampleGGUF.file(writer) }
        for (type, element) in [(UInt32(8), UInt32?.none), (9, 4), (9, 8), (9, 7), (9, 9)] {
            writer = GGUFWriter()
            let bytes = (element.map { [UInt8($0), 0, 0, 0] } ?? []) + [0, 0, 0, 0x80, 0, 0, 0, 0]
            writer.add("a.claim", .raw(type: type, bytes: bytes))
            expectRefusal(.truncated, "a.claim") { try SampleGGUF.file(writer) }
        }
    }

    @Test func `a tensor outside the file is refused`() {
        for offset: UInt64 in [1 << 20, 1 << 63, .max - 31] {
            var writer = SampleGGUF.writer
            writer.tensors[1].offset = offset
            expectRefusal(.truncated, "offset of blk.0.attn_q.weight") { try SampleGGUF.file(writer) }
        }
    }

    @Test(
        arguments: [
            ([1 << 40, 1 << 40], "dimensions of"), ([0, 3], "dimension 0"), ([2, 1 << 63], "dimension 1"),
            ([], "number of dimensions"), ([1, 1, 1, 1, 1], "number of dimensions"),
        ] as [([UInt64], String)])
    func `dimensions that no tensor has are refused`(dimensions: [UInt64], field: String) {
        var writer = SampleGGUF.writer
        writer.tensors[0].dimensions = dimensions
        expectRefusal(.malformed, field) { try SampleGGUF.file(writer) }
    }

    @Test func `a row that is not a whole number of blocks is refused`() {
        var writer = SampleGGUF.writer
        writer.tensors[1].dimensions = [31, 2]
        expectRefusal(.malformed, "dimension 0 of blk.0.attn_q.weight") { try SampleGGUF.file(writer) }
    }

    @Test func `an unsupported type is named`() throws {
        var writer = SampleGGUF.writer
        writer.tensors[0].type = 10
        let error = expectRefusal(.unsupported, "type of token_embd.weight") {
            try SampleGGUF.file(writer)
        }
        #expect(error?.problem.contains("Q2_K (10)") == true)
    }

    @Test func `offsets off the alignment and tensors over each other are refused`() {
        var writer = SampleGGUF.writer
        writer.tensors[1].offset = 33
        expectRefusal(.malformed, "offset of blk.0.attn_q.weight") { try SampleGGUF.file(writer) }
        writer.tensors[1].offset = 0
        expectRefusal(.malformed, "offset of") { try SampleGGUF.file(writer) }
    }

    @Test func `names that stand twice are refused`() {
        var writer = SampleGGUF.writer
        writer.add("llama.block_count", .uint32(3))
        expectRefusal(.duplicate, "llama.block_count") { try SampleGGUF.file(writer) }
        writer = SampleGGUF.writer
        writer.tensors[1].name = "token_embd.weight"
        expectRefusal(.duplicate, "token_embd.weight") { try SampleGGUF.file(writer) }
    }

    @Test(arguments: ["", "a key", "clé", String(repeating: "k", count: 65_536)])
    func `a key that is no name is refused`(key: String) {
        var writer = GGUFWriter()
        writer.add(key, .bool(true))
        let error = #expect(throws: InferenceError.self) { try SampleGGUF.file(writer) }
        #expect(error?.location.contains("metadata key 0, byte 24") == true)
    }

    @Test(arguments: [0, 4, 12, 1 << 20] as [UInt32])
    func `an alignment that is no multiple of eight, or huge, is refused`(alignment: UInt32) {
        var writer = GGUFWriter()
        writer.add("general.alignment", .uint32(alignment))
        expectRefusal(.malformed, "general.alignment") { try SampleGGUF.file(writer) }
    }

    @Test func `another alignment moves the tensors`() throws {
        var writer = SampleGGUF.writer
        writer.alignment = 256
        writer.add("general.alignment", .uint32(256))
        #expect(try SampleGGUF.file(writer).tensors.allSatisfy { $0.byteRange.lowerBound % 256 == 0 })
    }

    @Test func `values of another type, and values that do not fit, are errors with file and key`() throws {
        let metadata = try SampleGGUF.file().metadata
        expectRefusal(.missing, "sample.gguf: llama.absent") {
            try metadata.requiredUInt32("llama.absent")
        }
        expectRefusal(.wrongType, "general.architecture") {
            try metadata.uint32("general.architecture")
        }
        expectRefusal(.wrongType, "negative") { try metadata.uint32("negative") }
        expectRefusal(.wrongType, "llama.block_count") { try metadata.string("llama.block_count") }
        expectRefusal(.wrongType, "llama.block_count") { try metadata.float32("llama.block_count") }
        expectRefusal(.wrongType, "tokenizer.ggml.tokens") { try metadata.int32s("tokenizer.ggml.tokens") }
        expectRefusal(.wrongType, "not.text") { try metadata.string("not.text") }
    }

    @Test func `a bool is 0 or 1, a value type 0 to 12, and arrays stand four deep at most`() {
        for value: GGUFWriter.Value in [.raw(type: 7, bytes: [2]), .raw(type: 13, bytes: [0])] {
            var writer = GGUFWriter()
            writer.add("a.key", value)
            expectRefusal(.malformed, "a.key") { try SampleGGUF.file(writer) }
        }
        var writer = GGUFWriter()
        let level: [UInt8] = [9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
        writer.add("nested", .raw(type: 9, bytes: Array(repeatElement(level, count: 10).joined())))
        expectRefusal(.limit, "nested") { try SampleGGUF.file(writer) }
    }
}
