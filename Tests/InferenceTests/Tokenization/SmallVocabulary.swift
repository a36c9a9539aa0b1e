import BinderyTestSupport
import Inference

/// A byte-level vocabulary small enough to be read, and to be made wrong.
struct SmallVocabulary {
    var model = "gpt2"
    var pre = "gpt-2"
    var merges = ["a a", "aa aa"]
    var control = ["<|end|>"]
    var marks: [(String, GGUFWriter.Value)] = []
    var kinds: [Int32]?
    var isWithoutZ = false

    /// What each of the first 256 tokens means.
    static let bytes: [[UInt8]] = (UInt8.min...UInt8.max).map { [$0] }

    private static func standIn(_ byte: UInt8) -> String {
        let printable = (0x21...0x7e).contains(byte) || (0xa1...0xac).contains(byte) || byte >= 0xae
        let others = (0...byte).count { !((0x21...0x7e).contains($0) || (0xa1...0xac).contains($0) || $0 >= 0xae) }
        return String(Unicode.Scalar(printable ? UInt32(byte) : UInt32(0xff + others)) ?? "?")
    }

    func tokenizer() throws -> Tokenizer { try Tokenizer(SampleGGUF.file(writer).metadata) }

    var writer: GGUFWriter {
        var tokens = (UInt8.min...UInt8.max).map { isWithoutZ && $0 == UInt8(ascii: "z") ? "no z" : Self.standIn($0) }
        tokens += control + ["aa", "aaaa"]
        let kinds = kinds ?? tokens.map { control.contains($0) ? 3 : 1 }
        var writer = GGUFWriter()
        writer.add("tokenizer.ggml.model", .string(model))
        writer.add("tokenizer.ggml.pre", .string(pre))
        writer.add("tokenizer.ggml.tokens", .strings(tokens.map { Array($0.utf8) }))
        writer.add("tokenizer.ggml.token_type", .int32s(kinds))
        writer.add("tokenizer.ggml.merges", .strings(merges.map { Array($0.utf8) }))
        for (key, value) in marks { writer.add("tokenizer.ggml.\(key)", value) }
        return writer
    }
}
