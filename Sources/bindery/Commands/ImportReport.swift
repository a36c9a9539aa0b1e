internal import BinderyService
internal import BoundKnowledge
internal import JSON

/// What an import says of each row, as text or JSON Lines.
struct ImportReport {
    let results: [ImportResult]
    let drafts: ImportedDrafts
    let folder: String
    let isDryRun: Bool
    /// Whether good rows were not written because another is bad.
    let isHeld: Bool

    func print(asJSON: Bool) {
        for (index, result) in results.enumerated() {
            if asJSON { Console.print(json(result, index)) } else { print(result) }
        }
        if !asJSON { printSummary() }
    }

    private func print(_ result: ImportResult) {
        for problem in result.problems {
            let prefix = problem.severity == .error ? "bindery" : "warning"
            let field = problem.field.map { "\($0): " } ?? ""
            let place = "\(result.file):\(problem.place.line):\(problem.place.column)"
            Console.note(Console.visible("\(prefix): \(place): \(field)\(problem.problem)"))
            Console.note("  \(Console.visible(problem.remedy))")
        }
        let place = Console.visible("\(result.file):\(result.place.line)")
        switch result.outcome {
        case .skipped(let current): Console.print("skipped  \(place)  the registry has the question: \(current)")
        case .unchanged(let current): Console.print("unchanged  \(place)  the registry says the same: \(current)")
        case .draft, .bad: break
        }
    }

    private func printSummary() {
        var (skipped, unchanged) = (0, 0)
        for result in results {
            switch result.outcome {
            case .skipped: skipped += 1
            case .unchanged: unchanged += 1
            case .draft, .bad: break
            }
        }
        let count = drafts.names.count
        let written =
            isHeld
            ? "no draft written, \(count) held back"
            : isDryRun ? "would write \(counted(count)) to \(folder)" : "\(counted(count)) in \(folder)"
        let bad = results.count(where: \.isBad)
        Console.print(Console.visible("\(written); \(skipped) skipped, \(unchanged) unchanged, \(bad) bad"))
        guard count > 0, !isHeld, !isDryRun else { return }
        Console.note(
            Console.visible(
                "Read them, then: bindery approve \(folder) --key FILE; bindery publish \(folder) --registry DIR"))
    }

    private func counted(_ count: Int) -> String { count == 1 ? "1 draft" : "\(count) drafts" }

    private func json(_ result: ImportResult, _ index: Int) -> JSONValue {
        var value: JSONValue = [
            "file": .string(result.file), "line": .integer(Int64(result.place.line)), "status": .string(status(result)),
        ]
        if !result.isBad { value.set("question", result.question.map(JSONValue.string)) }
        switch result.outcome {
        case .draft(let object):
            if !isDryRun, !isHeld { value.set("draft", drafts.names[index].map { .string("\(folder)/\($0)") }) }
            value.set("claim", .string("\(object.claim)"))
            value.set("lineage", object.envelope.subject.lineage.map { .string($0.text) })
            value.set("version", object.envelope.subject.version.map(JSONValue.integer))
        case .skipped(let current), .unchanged(let current): value.set("existing", .string("\(current)"))
        case .bad: break
        }
        if !result.problems.isEmpty { value.set("problems", .array(result.problems.map(\.json))) }
        return value
    }

    private func status(_ result: ImportResult) -> String {
        switch result.outcome {
        case .draft: isDryRun ? "dry-run" : isHeld ? "held" : "draft"
        case .skipped: "skipped"
        case .unchanged: "unchanged"
        case .bad: "bad"
        }
    }
}

extension ImportProblem {
    /// The problem as JSON output shows it.
    fileprivate var json: JSONValue {
        var value: JSONValue = [
            "severity": .string(severity.rawValue), "line": .integer(Int64(place.line)),
            "column": .integer(Int64(place.column)),
        ]
        value.set("field", field.map(JSONValue.string))
        value.set("problem", .string(problem))
        value.set("remedy", .string(remedy))
        return value
    }
}
