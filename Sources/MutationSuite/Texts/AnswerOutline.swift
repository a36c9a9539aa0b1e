/// The blocks of an answer and the sentences in them.
struct AnswerOutline {
    /// A paragraph or a list: what stands between blank lines.
    struct Block {
        let range: Range<String.Index>
        /// Whether every line is an item of a list without numbers.
        let isList: Bool
        /// The sentences, without the marks of items.
        let sentences: [Range<String.Index>]
    }

    let text: String
    let blocks: [Block]

    init(_ text: String) {
        self.text = text
        blocks = Self.blocks(of: text)
    }

    /// The text of a block with one of its sentences replaced.
    func replacing(_ sentence: Range<String.Index>, in block: Block, with new: String) -> String {
        text[block.range.lowerBound..<sentence.lowerBound] + new + text[sentence.upperBound..<block.range.upperBound]
    }

    /// The texts of a block without one of its sentences, or one of its items, and what each leaves out.
    func omissions(in block: Block) -> [(text: String, omitted: String)] {
        let parts = block.isList ? text[block.range].split(separator: "\n") : block.sentences.map { text[$0] }
        let isOneLine = !text[block.range].contains("\n")
        guard parts.count > 1, block.isList || isOneLine else { return [] }
        return parts.indices.filter { !Sentence(String(parts[$0])).isAnnouncement }.map { index in
            let kept = parts[..<index] + parts[(index + 1)...]
            return (kept.joined(separator: block.isList ? "\n" : " "), String(parts[index]))
        }
    }

    private static func blocks(of text: String) -> [Block] {
        var blocks: [Block] = []
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) + [Substring()] {
            if line.contains(where: { !$0.isWhitespace }) {
                lines.append(line)
            } else if let first = lines.first, let last = lines.last {
                blocks.append(block(of: lines, first.startIndex..<last.endIndex, in: text))
                lines = []
            }
        }
        return blocks
    }

    private static func block(of lines: [Substring], _ range: Range<String.Index>, in text: String) -> Block {
        let sentences = lines.flatMap { line in
            let content = text[line.index(line.startIndex, offsetBy: markLength(of: line))..<line.endIndex]
            return Self.sentences(in: content)
        }
        return Block(range: range, isList: lines.allSatisfy { $0.hasPrefix("- ") }, sentences: sentences)
    }

    /// The length of `- ` or `1. `.
    private static func markLength(of line: Substring) -> Int {
        if line.hasPrefix("- ") { return 2 }
        let digits = line.prefix { $0.isNumber }.count
        return digits > 0 && line.dropFirst(digits).hasPrefix(". ") ? digits + 2 : 0
    }

    /// A sentence ends with a stop and its quotation mark, bracket, emphasis or footnote, before white space.
    private static func sentences(in line: Substring) -> [Range<String.Index>] {
        guard !line.hasPrefix("`") else { return [] }
        var (sentences, start) = ([Range<String.Index>](), line.startIndex)
        var index = start
        while index < line.endIndex {
            let character = line[index]
            index = line.index(after: index)
            guard ".?!".contains(character) else { continue }
            let end = endOfMarks(in: line, from: index)
            guard end == line.endIndex || line[end] == " " else { continue }
            let next = line[end...].dropFirst().first
            guard next.map({ $0.isUppercase || "\"*(".contains($0) || $0.isNumber }) ?? true else { continue }
            sentences.append(start..<end)
            start = end == line.endIndex ? end : line.index(after: end)
            index = start
        }
        return start < line.endIndex ? sentences + [start..<line.endIndex] : sentences
    }

    private static func endOfMarks(in line: Substring, from start: String.Index) -> String.Index {
        var end = start
        while end < line.endIndex {
            if "\")*”".contains(line[end]) {
                end = line.index(after: end)
            } else if line[end...].hasPrefix("[^"), let close = line[end...].firstIndex(of: "]") {
                end = line.index(after: close)
            } else {
                break
            }
        }
        return end
    }
}
