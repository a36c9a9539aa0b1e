internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import JSON
internal import KnowledgeRegistry

/// `bindery list`.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the current documents of a registry.",
        discussion: """
            One line each: status, version, day of publication, address, question; `overdue` says that the day of review is over.
            This is what the registry says of itself: `bindery verify` and `bindery audit` look at signatures.
            Example: bindery list --registry library --topic hashing
            For programs, one JSON object a line: bindery list --registry library --json
            """)

    @OptionGroup var library: LibraryOptions
    @Option(name: .long, help: ArgumentHelp("Only documents with this topic, exactly so spelled.", valueName: "word"))
    var topic: String?
    @Flag(name: .long, help: "List model manifests, alias sets, withdrawals, attestations and the trust root too.")
    var allTypes = false
    @Option(name: .long, help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is \(limit), expected 1 or more") }
    }

    func run() throws {
        let registry = try library.open()
        let today = Bindery(.process()).environment.clock().day
        var count = 0
        try registry.forEachCurrent(allTypes ? nil : .boundDocument) { listed in
            let entry = ListEntry(listed, today: today)
            guard entry.has(topic: topic) else { return true }
            output.json ? Console.print(entry.json) : Console.print(entry.line)
            count += 1
            return count != limit
        }
    }
}

/// One object of a list, as text or JSON (`Schemas/output/list.schema.json`).
struct ListEntry {
    private let object: BoundObject
    private let status: ObjectStatus
    private let isOverdue: Bool

    init(_ listed: ListedObject, today: CalendarDate) {
        (object, status) = (listed.object, listed.status)
        if case .boundDocument(let document) = listed.object.envelope.subject {
            isOverdue = document.freshness.reviewBy.map { $0 < today } ?? false
        } else {
            isOverdue = false
        }
    }

    private var document: BoundDocument? {
        if case .boundDocument(let document) = object.envelope.subject { document } else { nil }
    }

    /// Whether the object is a document with `topic`; true for every object where that is `nil`.
    func has(topic: String?) -> Bool {
        guard let topic else { return true }
        return document?.topics?.contains { $0.utf8.elementsEqual(topic.utf8) } ?? false
    }

    var json: JSONValue {
        let subject = object.envelope.subject
        var value: JSONValue = ["object": .string("\(object.address)"), "type": .string(object.type.rawValue)]
        value.set("name", .string(document?.question ?? object.envelope.name))
        value.set("status", .string(status.name))
        value.set("date", .string("\(object.envelope.validFrom)"))
        value.set("lineage", subject.lineage.map { .string($0.text) })
        value.set("version", subject.version.map(JSONValue.integer))
        value.set("language", document.map { .string($0.scope.language) })
        value.set("topics", document?.topics.map { .array($0.map(JSONValue.string)) })
        value.set("asOf", document.map { .string("\($0.asOf)") })
        value.set("reviewBy", document?.freshness.reviewBy.map { .string("\($0)") })
        value.set("overdue", isOverdue ? true : nil)
        return value
    }

    var line: String {
        let word = status == .current && isOverdue ? "overdue" : status.name
        let padded = word.padding(to: 11)
        let shown = word == "current" ? padded : Console.coloured(padded, .yellow)
        let version = (object.envelope.subject.version.map { "v\($0)" } ?? "").padding(to: 3)
        let name = document?.question ?? "\(object.type.rawValue): \(object.envelope.name)"
        return "\(shown)  \(version)  \(object.envelope.validFrom.day)  \(object.address)  \(Console.visible(name))"
    }
}

extension String {
    /// The text, filled up with spaces.
    func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
