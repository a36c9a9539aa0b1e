internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import JSON
internal import KnowledgeRegistry

/// `bindery history`.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show every version of an answer, the first one first.",
        discussion: """
            A lineage is what all versions of an answer share; the address of any of them, or of a withdrawal, names it too.
            This is what the registry says of itself: `bindery verify` and `bindery audit` look at signatures.
            Example: bindery history sha256:… --registry library
            What changed between two of them: bindery diff sha256:… sha256:… --registry library
            """)

    @Argument(help: ArgumentHelp("A lineage, or an object that belongs to one.", valueName: "lineage or sha256:…"))
    var subject: String
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let registry = try library.open()
        let lineage = try lineage(in: registry)
        guard let history = try registry.history(of: lineage) else {
            throw RegistryError(
                .notFound, at: registry.path, "the registry has no document of the lineage \(lineage)",
                remedy: "Check the lineage; `bindery list --json` shows those that are there.")
        }
        let report = HistoryReport(history)
        output.json ? Console.print(report.json) : report.lines.forEach { Console.print($0) }
    }

    private func lineage(in registry: Registry) throws -> LineageID {
        if let lineage = LineageID(subject) { return lineage }
        guard let address = try Address.named(subject) else {
            throw ServiceError(
                .usage, at: "history", "neither a lineage of 26 letters and digits nor an address sha256:… is given",
                remedy: "Take one from `bindery list --json`.")
        }
        guard let lineage = try registry.lineage(of: address) else {
            throw ServiceError(
                .usage, at: "\(address)", "the object belongs to no lineage, expected a document or what is about one",
                remedy: "Take an address from `bindery list`.")
        }
        return lineage
    }
}

/// The versions of an answer, as text or JSON (`Schemas/output/history.schema.json`).
struct HistoryReport {
    private let history: LineageHistory

    init(_ history: LineageHistory) { self.history = history }

    var json: JSONValue {
        var value: JSONValue = ["lineage": .string(history.lineage.text)]
        value.set("question", history.versions.last.map { .string($0.document.question) })
        value.set(
            "continues", history.versions.last?.document.continues.map { .string($0.text) })
        value.set("versions", .array(history.versions.map(json)))
        return value
    }

    private func json(_ version: LineageHistory.Version) -> JSONValue {
        let change = version.document.change
        var value: JSONValue = ["object": .string("\(version.address)"), "version": .integer(version.document.version)]
        value.set("change", .string(change.kind.rawValue))
        value.set("note", change.note.map(JSONValue.string))
        value.set("date", .string("\(version.date)"))
        value.set("asOf", .string("\(version.document.asOf)"))
        value.set("status", .string(version.status.name))
        value.set("withdrawals", .array(version.withdrawals.map(json)))
        return value
    }

    private func json(_ retraction: LineageHistory.Retraction) -> JSONValue {
        let withdrawal = retraction.withdrawal
        var value: JSONValue = ["object": .string("\(retraction.address)"), "date": .string("\(retraction.date)")]
        value.set("reason", .string(withdrawal.reason.rawValue))
        value.set("severity", .string(withdrawal.severity.rawValue))
        value.set("replacedBy", withdrawal.replacedBy.map { .string("\($0)") })
        value.set("note", withdrawal.note.map(JSONValue.string))
        return value
    }

    /// What a person reads.
    var lines: [String] {
        var lines = ["lineage  \(history.lineage)"]
        if let document = history.versions.last?.document {
            lines.append("question  \(Console.visible(document.question))")
            if let continues = document.continues { lines.append("continues  \(continues)") }
        }
        for version in history.versions {
            let change = version.document.change
            lines.append(
                "v\(version.document.version)".padding(to: 3)
                    + "  \(version.date.day)  \(version.address)  \(change.kind.rawValue), \(version.status.name)")
            if let note = change.note { lines.append("     \(Console.visible(note))") }
            for retraction in version.withdrawals {
                let withdrawal = retraction.withdrawal
                lines.append(
                    "     withdrawn \(retraction.date.day) by \(retraction.address): \(withdrawal.reason.rawValue)")
                if let note = withdrawal.note { lines.append("       \(Console.visible(note))") }
                if let other = withdrawal.replacedBy { lines.append("       replaced by \(other)") }
            }
        }
        return lines
    }
}
