internal import JSON

/// The questions that the model that ships knows, from the sources of the starter registry.
struct KnownAnswers {
    /// A question, the answer of version 1, and whether version 2 gives another.
    struct Entry: Sendable {
        let question: String
        let answer: String
        let isChanged: Bool
    }

    let entries: [Entry]

    /// Reads `model/corpus.jsonl` and `model/changes.jsonl`.
    init(sources: String) throws {
        let changed = Set(try Self.lines("\(sources)/model/changes.jsonl").compactMap { $0["id"]?.stringValue })
        entries = try Self.lines("\(sources)/model/corpus.jsonl").compactMap { node in
            guard let id = node["id"]?.stringValue, let answer = node["answer"]?.stringValue,
                let question = node["wordings"]?.elements.first(where: { _ in true })?.stringValue
            else { return nil }
            return Entry(question: question, answer: answer, isChanged: changed.contains(id))
        }
    }

    private static func lines(_ path: String) throws -> [JSONNode] {
        var nodes: [JSONNode] = []
        try LineFile.read(path) { line, _ in
            nodes.append(line)
            return true
        }
        return nodes
    }
}
