internal import CCMark

/// The marks `[^s1]` of a text, which become links to the numbered sources below it.
struct SourceMarks {
    let sources: [String: Int]
    /// Whether the text is in a link already; the number then is text.
    let isLinked: Bool

    private enum Piece {
        case text(String)
        case source(Int)
    }

    /// Puts the pieces of a node of text in its place; false where the library refuses to.
    func replace(in node: OpaquePointer) -> Bool {
        guard !sources.isEmpty, let literal = unsafe cmark_node_get_literal(node) else { return true }
        let pieces = pieces(of: unsafe String(cString: literal))
        guard pieces.count > 1 || pieces.contains(where: { if case .source = $0 { true } else { false } }) else {
            return true
        }
        for piece in pieces {
            guard let new = unsafe made(piece) else { return false }
            guard unsafe cmark_node_insert_before(node, new) == 1 else {
                unsafe cmark_node_free(new)
                return false
            }
        }
        unsafe cmark_node_free(node)
        return true
    }

    private func made(_ piece: Piece) -> OpaquePointer? {
        switch piece {
        case .text(let text): return unsafe Self.text(text)
        case .source(let number):
            guard let text = unsafe Self.text("[\(number)]") else { return nil }
            guard !isLinked else { return unsafe text }
            guard let link = unsafe cmark_node_new(CMARK_NODE_LINK),
                unsafe cmark_node_set_url(link, "#source-\(number)") == 1,
                unsafe cmark_node_append_child(link, text) == 1
            else {
                unsafe cmark_node_free(text)
                return nil
            }
            return unsafe link
        }
    }

    private static func text(_ text: String) -> OpaquePointer? {
        guard let node = unsafe cmark_node_new(CMARK_NODE_TEXT) else { return nil }
        guard unsafe cmark_node_set_literal(node, text) == 1 else {
            unsafe cmark_node_free(node)
            return nil
        }
        return unsafe node
    }

    /// The text cut at the marks of sources that there are; any other mark is text.
    ///
    /// - Complexity: O(length of the text · length of the longest id).
    private func pieces(of text: String) -> [Piece] {
        let longest = sources.keys.reduce(0) { max($0, $1.utf8.count) }
        var pieces: [Piece] = []
        var plain = text.utf8[...]
        var rest = plain
        while let open = rest.firstIndex(of: UInt8(ascii: "[")) {
            rest = rest[open...].dropFirst()
            guard rest.first == UInt8(ascii: "^") else { continue }
            let id = rest.dropFirst().prefix(longest + 1).prefix { $0 != UInt8(ascii: "]") }
            guard id.count <= longest, id.endIndex < rest.endIndex, let number = sources["\(Substring(id))"] else {
                continue
            }
            if plain.startIndex < open { pieces.append(.text("\(Substring(plain[..<open]))")) }
            pieces.append(.source(number))
            rest = rest[id.endIndex...].dropFirst()
            plain = rest
        }
        if !plain.isEmpty { pieces.append(.text("\(Substring(plain))")) }
        return pieces
    }
}
