internal import JSON

/// What an engine's JSON is read with: no more of it gets into errors than codes.
enum EngineJSON {
    /// The object that bytes are.
    static func object(_ bytes: [UInt8]) throws(CompletionFault) -> JSONNode {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes, limits: JSONLimits(maximumByteCount: max(bytes.count, 1)))
        } catch {
            let isText = error.code != .malformedUTF8
            throw .malformed("the response is not \(isText ? "JSON" : "UTF-8") at \(error.location)")
        }
        guard document.root.kind == .object else { throw .malformed("the response is no object of JSON") }
        return document.root
    }

    /// ` (invalid_api_key)`: what an error object calls itself; empty where it uses whole sentences or nothing.
    static func codes(of error: JSONNode) -> String {
        let codes = ["type", "code"].compactMap { error[$0] }.compactMap { node in
            node.stringValue ?? node.integerValue.map { "\($0)" }
        }
        let short = codes.filter(isIdentifier)
        return short.isEmpty ? "" : " (\(short.joined(separator: ", ")))"
    }

    /// Whether a text is a code, and not a sentence that may hold a prompt.
    static func isIdentifier(_ text: String) -> Bool {
        (1...48).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                Unicode.Scalar(byte).properties.isAlphabetic && byte < 0x80
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "_-.".utf8.contains(byte)
            }
    }
}
