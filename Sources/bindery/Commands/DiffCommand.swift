internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import JSON
internal import KnowledgeRegistry

/// `bindery diff`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what differs between two versions of an answer, by sentences.",
        discussion: """
            Lists, tables and code are compared by lines, everything else that a document states by members.
            Signatures are not looked at; `bindery verify` does.
            Example: bindery diff sha256:… sha256:… --registry library
            Files:   bindery diff old.jsonld new.jsonld
            For git, which then shows objects as text, one sentence a line:
              git config diff.bindery.textconv "bindery diff --textconv"
              echo '*.jsonld diff=bindery' >> .git/info/attributes
            """)

    @Argument(help: ArgumentHelp("The old document, then the new one.", valueName: "sha256:… or file"))
    var documents: [String] = []
    @Option(name: .long, help: ArgumentHelp("The folder of the registry that has the addresses.", valueName: "dir"))
    var registry: String?
    @Option(
        name: .long,
        help: ArgumentHelp("Print this object as text instead, as a textconv of git.", valueName: "file"))
    var textconv: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard textconv == nil else {
            guard documents.isEmpty, registry == nil, !output.json else {
                throw ValidationError("--textconv goes with nothing else")
            }
            return
        }
        guard documents.count == 2 else {
            throw ValidationError("expected two documents, the old one and the new one; found \(documents.count)")
        }
    }

    func run() throws {
        if let textconv { return try convert(textconv) }
        let registry = try registry.map { try Registry(opening: $0) }
        let objects = try documents.map { try object($0, in: registry) }
        guard let comparison = DocumentComparison(from: objects[0], to: objects[1]) else {
            let other = objects[0].type == .boundDocument ? 1 : 0
            throw ServiceError(
                .usage, at: documents[other],
                "the object is a \(objects[other].type.rawValue), expected a BoundDocument",
                remedy: "Name two documents; `bindery history` lists the versions of an answer.")
        }
        let report = ComparisonReport(old: objects[0], new: objects[1], comparison)
        output.json ? Console.print(report.json) : report.printText()
    }

    private func object(_ name: String, in registry: Registry?) throws -> BoundObject {
        guard let address = try Address.named(name) else { return try Draft.read(name) }
        guard let registry else {
            throw ServiceError(
                .usage, at: "--registry", "an address is looked up in a registry", remedy: "Name its folder.")
        }
        guard let bytes = try registry.object(at: address) else {
            throw RegistryError(
                .notFound, at: registry.path, "the registry has no object \(address)",
                remedy: "Check the address, or ask another registry.")
        }
        return try BoundObject(unverified: bytes)
    }

    /// Files of other kinds stay as they are: git asks for all that a pattern matches, `registry.jsonld` too.
    private func convert(_ path: String) throws {
        let bytes = try SafeFile.read(path, limit: 17 << 20)
        guard let object = try? BoundObject(unverified: bytes) else { return Console.write(bytes) }
        for line in ObjectText(object).lines { Console.print(Console.visible(line)) }
    }
}

/// An object as lines of text: members by pointer, then the answer by sentences.
struct ObjectText {
    let lines: [String]

    init(_ object: BoundObject) {
        var subject = object.envelope.subject.json
        var answer: [String] = []
        if case .boundDocument(let document) = object.envelope.subject, case .object(var members)? = subject["answer"] {
            members["text"] = nil
            subject.set("answer", .object(members))
            answer = [""] + TextParts(document.answer.text).parts.map(\.line)
        }
        lines = ["\(object.type.rawValue): \(object.envelope.name)"] + Self.lines(of: subject, at: "") + answer
    }

    private static func lines(of value: JSONValue, at pointer: String) -> [String] {
        switch value {
        case .object(let object): object.members.flatMap { lines(of: $0.value, at: "\(pointer)/\($0.name)") }
        case .array(let elements):
            elements.enumerated().flatMap { lines(of: $0.element, at: "\(pointer)/\($0.offset)") }
        default: ["\(pointer): \(value.plainText)"]
        }
    }
}

extension JSONValue {
    /// A string as it is, any other value as JSON.
    var plainText: String { if case .string(let text) = self { text } else { text() } }
}

/// What differs between two documents, as text or JSON (`Schemas/output/diff.schema.json`).
struct ComparisonReport {
    private let old: BoundObject
    private let new: BoundObject
    private let comparison: DocumentComparison

    init(old: BoundObject, new: BoundObject, _ comparison: DocumentComparison) {
        (self.old, self.new, self.comparison) = (old, new, comparison)
    }

    var json: JSONValue {
        [
            "old": side(old), "new": side(new), "answer": .array(comparison.answer.changes.map(json)),
            "members": .array(comparison.members.map(json)),
        ]
    }

    private func side(_ object: BoundObject) -> JSONValue {
        var value: JSONValue = [
            "object": .string("\(object.address)"), "date": .string("\(object.envelope.validFrom)"),
        ]
        value.set("lineage", object.envelope.subject.lineage.map { .string($0.text) })
        value.set("version", object.envelope.subject.version.map(JSONValue.integer))
        return value
    }

    private func json(_ change: TextDifference.Change) -> JSONValue {
        switch change {
        case .kept(_, let part): ["change": "kept", "text": .string(part.text)]
        case .removed(let part): ["change": "removed", "text": .string(part.text)]
        case .added(let part): ["change": "added", "text": .string(part.text)]
        }
    }

    private func json(_ change: DocumentComparison.MemberChange) -> JSONValue {
        var value: JSONValue = ["pointer": .string(change.pointer)]
        value.set("old", change.old.map { .string($0.plainText) })
        value.set("new", change.new.map { .string($0.plainText) })
        return value
    }

    func printText() {
        Console.print(Console.coloured("--- \(title(old))", .red))
        Console.print(Console.coloured("+++ \(title(new))", .green))
        for change in comparison.members {
            Console.print("@ \(Console.visible(change.pointer))")
            if let old = change.old { printLine("- ", old.plainText, .red) }
            if let new = change.new { printLine("+ ", new.plainText, .green) }
        }
        guard !comparison.answer.isEmpty else { return Console.print("the answer reads the same") }
        Console.print("@ answer")
        printAnswer(comparison.answer.changes)
    }

    /// The changes, each with what stands around it.
    private func printAnswer(_ changes: [TextDifference.Change]) {
        let changed = changes.indices.filter { if case .kept = changes[$0] { false } else { true } }
        var shown = Set<Int>()
        for index in changed {
            shown.formUnion(max(0, index - Self.context)...min(changes.count - 1, index + Self.context))
        }
        var last = -1
        for index in shown.sorted() {
            if index != last + 1 { Console.print("  …") }
            last = index
            switch changes[index] {
            case .kept(_, let part): printLine("  ", part.line, nil)
            case .removed(let part): printLine("- ", part.line, .red)
            case .added(let part): printLine("+ ", part.line, .green)
            }
        }
        if last != changes.count - 1 { Console.print("  …") }
    }

    /// As many sentences on either side as a reader needs to find the place.
    private static let context = 2

    private func printLine(_ mark: String, _ text: String, _ colour: Console.Colour?) {
        let line = mark + Console.visible(text)
        Console.print(colour.map { Console.coloured(line, $0) } ?? line)
    }

    private func title(_ object: BoundObject) -> String {
        let version = object.envelope.subject.version.map { "  v\($0)" } ?? ""
        return "\(object.address)\(version)  \(object.envelope.validFrom.day)"
    }
}
