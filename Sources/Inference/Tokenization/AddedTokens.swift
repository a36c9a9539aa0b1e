/// Tokens that are found in a text before anything else is done to it: at each place the longest one.
struct AddedTokens: Sendable {
    /// A stretch of a text.
    enum Segment: Hashable {
        case token(Int32)
        case text(String)
    }

    /// A node of a trie over bytes.
    private struct Node {
        var children: [UInt8: Int] = [:]
        var token: Int32?
    }

    private var nodes = [Node()]

    /// Finds the tokens with these ids; one without text is never found.
    init(_ ids: some Sequence<Int32>, of vocabulary: Vocabulary) {
        for id in ids where !vocabulary.tokens[Int(id)].isEmpty { insert(vocabulary.tokens[Int(id)], id) }
    }

    /// The text in stretches, none of them empty.
    ///
    /// - Complexity: O(n · longest token)
    func segments(of text: String) -> [Segment] {
        let utf8 = Array(text.utf8)
        var segments: [Segment] = []
        var textStart = 0
        var index = 0
        while index < utf8.count {
            guard let (token, end) = longestToken(in: utf8, from: index) else {
                index += 1
                continue
            }
            if textStart < index { segments.append(.text(String(decoding: utf8[textStart..<index], as: UTF8.self))) }
            segments.append(.token(token))
            index = end
            textStart = end
        }
        if textStart < utf8.count { segments.append(.text(String(decoding: utf8[textStart...], as: UTF8.self))) }
        return segments
    }

    private mutating func insert(_ text: [UInt8], _ token: Int32) {
        var node = 0
        for byte in text {
            if let child = nodes[node].children[byte] {
                node = child
            } else {
                nodes[node].children[byte] = nodes.count
                node = nodes.count
                nodes.append(Node())
            }
        }
        nodes[node].token = token
    }

    private func longestToken(in utf8: [UInt8], from start: Int) -> (Int32, Int)? {
        var node = 0
        var found: (Int32, Int)?
        for index in start..<utf8.count {
            guard let child = nodes[node].children[utf8[index]] else { break }
            node = child
            if let token = nodes[node].token { found = (token, index + 1) }
        }
        return found
    }
}
