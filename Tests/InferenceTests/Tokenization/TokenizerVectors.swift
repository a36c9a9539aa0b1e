import BinderyTestSupport
import Foundation
import Inference
import JSON

/// A file that `Tests/Interop/tokenizers/make_vectors.py` made: a tokenizer, and texts with what the reference makes of
/// them.
struct TokenizerVectors {
    struct Case {
        let text: String
        let ids: [Int32]
        /// `nil` where the reference's text has U+FFFD: it repairs half characters in a way of its own.
        let decoded: String?
    }

    let tokenizer: Tokenizer
    let cases: [Case]

    /// Every tokenizer that the script makes.
    static let names = ["gpt-2", "llama-bpe", "smollm", "qwen2", "llama", "bert-uncased", "bert-cased"]

    /// The few vectors that are committed beside the script.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Interop/tokenizers/vectors").path

    /// Ten thousand vectors a tokenizer, where `make test-inference` put them.
    static let generatedFolder = ProcessInfo.processInfo.environment["BINDERY_TOKENIZER_VECTORS"]

    init(_ name: String, in folder: String) throws {
        let path = "\(folder)/\(name).jsonl"
        let text = try Data(contentsOf: URL(fileURLWithPath: path))
        let lines = try text.split(separator: UInt8(ascii: "\n")).map { try JSONDocument(parsing: Array($0)).root }
        tokenizer = try Self.tokenizer(lines[0], name: path)
        cases = lines.dropFirst().map { line in
            Case(
                text: line["text"]?.stringValue ?? "",
                ids: (line["ids"]?.elements).map { $0.map { Int32($0.integerValue ?? -1) } } ?? [],
                decoded: line["decoded"]?.stringValue)
        }
    }

    private static func tokenizer(_ description: JSONNode, name: String) throws -> Tokenizer {
        if let json = description["tokenizer_json"]?.stringBytes() {
            return try Tokenizer(tokenizerJSON: json, name: "tokenizer.json")
        }
        return try Tokenizer(GGUFFile(parsing: writer(description).bytes(), name: name).metadata)
    }

    /// The tokenizer as the metadata of a GGUF file.
    static func writer(_ description: JSONNode) -> GGUFWriter {
        var writer = GGUFWriter()
        for member in description.members {
            writer.add("tokenizer.ggml.\(member.name)", value(member.name, member.value))
        }
        return writer
    }

    private static func value(_ name: String, _ node: JSONNode) -> GGUFWriter.Value {
        switch name {
        case "tokens", "merges": .strings(node.elements.map { $0.stringBytes() ?? [] })
        case "scores": .float32s(node.elements.map { Float($0.doubleValue ?? 0) })
        case "token_type": .int32s(node.elements.map { Int32($0.integerValue ?? 0) })
        default:
            node.boolValue.map { .bool($0) } ?? node.stringValue.map { .string($0) }
                ?? .uint32(UInt32(node.integerValue ?? 0))
        }
    }
}
