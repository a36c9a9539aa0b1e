internal import JSON

/// Reads members of a `tokenizer.json` of Hugging Face; an error names the file and the member.
///
/// [tokenizers, `Tokenizer` serialisation](https://huggingface.co/docs/tokenizers/api/tokenizer)
struct TokenizerJSON {
    let root: JSONNode
    let name: String

    /// - Parameter name: what errors call the file.
    init(parsing bytes: [UInt8], name: String) throws(InferenceError) {
        self.name = name
        do {
            root = try JSONDocument(parsing: bytes, limits: JSONLimits(maximumByteCount: 64 << 20)).root
        } catch {
            throw InferenceError(
                .malformed, at: "\(name): \(error.location)", error.problem,
                remedy: "The file is damaged: fetch it again.")
        }
    }

    /// The `type` of a part of the tokenizer; `nil` where the part is absent or null.
    func type(of part: String) throws(InferenceError) -> String? {
        guard let node = root[part], node.kind != .null else { return nil }
        return try string(node["type"], "/\(part)/type")
    }

    /// Refuses a part whose `type` is another one.
    func require(_ part: String, _ type: String) throws(InferenceError) -> JSONNode {
        let found = try self.type(of: part)
        guard found == type, let node = root[part] else {
            throw InferenceError(
                .unsupported, at: "\(name): /\(part)/type", "found \(found ?? "nothing"), expected \(type)",
                remedy: "Use the GGUF file of the model: other tokenizers are read from there.")
        }
        return node
    }

    func string(_ node: JSONNode?, _ pointer: String) throws(InferenceError) -> String {
        guard let text = node?.stringValue else { throw mismatch(pointer, "expected a string") }
        return text
    }

    /// A token's id below `count`.
    func id(_ node: JSONNode?, below count: Int, _ pointer: String) throws(InferenceError) -> Int32 {
        guard let number = node?.integerValue, (0..<Int64(count)).contains(number) else {
            throw mismatch(pointer, "expected an integer from 0 to \(count - 1)")
        }
        return Int32(number)
    }

    /// A truth value; `standard` where it is absent or null.
    func bool(_ node: JSONNode?, standard: Bool, _ pointer: String) throws(InferenceError) -> Bool {
        guard let node, node.kind != .null else { return standard }
        guard let value = node.boolValue else { throw mismatch(pointer, "expected true or false") }
        return value
    }

    func mismatch(_ pointer: String, _ problem: String) -> InferenceError {
        Vocabulary.mismatch("\(name): \(pointer)", problem)
    }
}
