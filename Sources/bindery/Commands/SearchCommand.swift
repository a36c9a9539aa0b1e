internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import JSON
internal import KnowledgeRegistry
internal import Retrieval

/// `bindery search`.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Search questions, topics and answers for words.",
        discussion: """
            Finds current documents that have all of the words: first those whose question and topics have them, the \
            best first. Of more than 2000 such documents, and 5000 others, the newest are ranked. hash* finds every \
            word that starts so, and words in quotes stand together. Case and accents do not count, and no character \
            is an operator.
            This is what the registry says of itself: `bindery verify` and `bindery audit` look at signatures.
            Example: bindery search hash func* --registry library
            A phrase: bindery search '"fixed length"' --registry library
            """)

    @Argument(help: "Words, and phrases in quotes.")
    var words: [String]
    @OptionGroup var library: LibraryOptions
    @Option(name: .long, help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit = 20
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit is \(limit), expected 1 or more") }
    }

    func run() throws {
        let registry = try library.open()
        let hits = try LibrarySearch(registry).hits(
            for: SearchQuery(words.joined(separator: " ")), limit: limit)
        for hit in hits {
            output.json ? Console.print(hit.json) : hit.lines.forEach { Console.print($0) }
        }
        if hits.isEmpty { Console.note("no current document has all of these words") }
    }
}

extension SearchHit {
    /// What a person reads.
    fileprivate var lines: [String] {
        let status = status == .current ? "" : "  " + Console.coloured(status.name, .yellow)
        let passage = passage.map { piece in
            let text = Console.visible(String(piece.text.map { $0.isWhitespace ? " " : $0 }))
            return piece.isMatch ? Console.coloured(text, .green) : text
        }
        return [
            Console.visible(document.question) + status,
            "  \(object.address)  v\(document.version)  \(object.envelope.validFrom.day)",
            "  " + passage.joined(),
        ]
    }
}
