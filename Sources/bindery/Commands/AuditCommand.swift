internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import GitStore
internal import JSON
internal import KnowledgeRegistry

/// `bindery audit`.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Verify a whole registry: every object, every commit.",
        discussion: """
            Reads git alone. Remembers the last head that it found good, so that a rewritten history is noticed next time.
            Example: bindery audit library --root sha256:…
            """)

    @Argument(help: ArgumentHelp("The registry's folder, or a clone of it.", valueName: "dir"))
    var registry: String
    @Option(
        name: .long,
        help: ArgumentHelp("The trust root to start from, in place of the pinned one.", valueName: "sha256:…"))
    var root: Address?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bindery = Bindery(.process())
        let origin = try Registry.origin(at: registry)
        let pin = try bindery.settings.pin(for: origin)
        let pinned = root ?? pin?.root
        let lastSeen = pin.flatMap { $0.root == pinned ? $0.lastHead : nil }
        let bar = ProgressBar("verifying")
        let report = try await Audit(
            of: registry, pinned: pinned, instant: bindery.environment.clock(), lastSeen: lastSeen
        ).run { bar.show($0, of: $1) }
        print(report)
        guard report.verdict == .verified else { throw ExitCode(1) }
        guard let pin, pin.root == pinned else { return }
        // A home that cannot be written to does not spoil the audit.
        do {
            try bindery.settings.update(origin) { pin in
                // Meanwhile another root may have been pinned: what was audited says nothing under that one.
                if pin?.root == pinned { pin?.lastHead = report.head }
            }
        } catch { Failure(error).report(asJSON: output.json) }
    }

    private func print(_ report: AuditReport) {
        output.json ? Console.print(json(report)) : printText(report)
    }

    private func json(_ report: AuditReport) -> JSONValue {
        var byType: JSONValue = [:]
        for type in ObjectType.allCases {
            byType.set(type.rawValue, report.objectCounts[type].map { .integer(Int64($0)) })
        }
        var value: JSONValue = ["registry": .string(registry), "origin": .string(report.origin)]
        value.set("head", .string("\(report.head)"))
        value.set("root", report.root.map { .string("\($0)") })
        value.set("verdict", .string(report.verdict.rawValue))
        value.set("commits", .integer(Int64(report.commitCount)))
        value.set("objects", .integer(Int64(report.objectCounts.values.reduce(0, +))))
        value.set("byType", byType)
        value.set(
            "findings",
            .array(
                report.findings.map { entry in
                    var finding = entry.finding.json
                    finding.set("object", entry.object.map { .string("\($0)") })
                    finding.set("path", entry.path.map(JSONValue.string))
                    finding.set("commit", entry.commit.map { .string("\($0)") })
                    return finding
                }))
        return value
    }

    private func printText(_ report: AuditReport) {
        let isGood = report.verdict == .verified
        Console.print("\(Console.coloured(report.verdict.rawValue, isGood ? .green : .red))  \(registry)")
        Console.print("  origin   \(report.origin)")
        Console.print("  root     \(report.root.map { "\($0)" } ?? "none given")")
        Console.print("  head     \(report.head), \(report.commitCount) commits")
        for type in ObjectType.allCases {
            if let count = report.objectCounts[type] { Console.print("  \(count) \(type.rawValue)") }
        }
        for entry in report.findings {
            let place = entry.object.map { "\($0)" } ?? entry.path ?? entry.commit.map { "commit \($0)" } ?? "registry"
            Console.print(
                Console.visible(
                    "  \(entry.finding.severity)  \(place)\(entry.finding.pointer)  \(entry.finding.problem)"))
            Console.print("    \(entry.finding.remedy)")
        }
    }
}
