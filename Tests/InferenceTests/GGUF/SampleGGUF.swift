import BinderyTestSupport
import Inference

/// A small file with a value of each kind that the reader is asked for.
enum SampleGGUF {
    static var writer: GGUFWriter {
        var writer = GGUFWriter()
        writer.add("general.architecture", .string("llama"))
        writer.add("llama.block_count", .uint32(2))
        writer.add("llama.context_length", .uint64(64))
        writer.add("llama.epsilon", .float32(1e-5))
        writer.add("negative", .int32(-1))
        writer.add("not.text", .raw(type: 8, bytes: [1, 0, 0, 0, 0, 0, 0, 0, 0xff]))
        writer.add("tokenizer.ggml.add_bos_token", .bool(true))
        writer.add("tokenizer.ggml.tokens", .strings([Array("a".utf8), [0xff], []]))
        writer.add("tokenizer.ggml.token_type", .int32s([1, 6, -1]))
        writer.add("tokenizer.ggml.scores", .float32s([0, -1, .infinity]))
        writer.add("token_embd.weight", [2, 3], float32s: [1, 2, 3, 4, 5, 6])
        writer.add("blk.0.attn_q.weight", [32, 2], type: 8, bytes: [UInt8](repeating: 0x3b, count: 68))
        writer.add("output_norm.weight", [4], type: 1, bytes: [0, 0x3c, 0, 0x3c, 0, 0x3c, 0, 0x3c])
        return writer
    }

    @discardableResult
    static func file(_ writer: GGUFWriter = Self.writer) throws -> GGUFFile {
        try GGUFFile(parsing: writer.bytes(), name: "sample.gguf")
    }
}
