internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import Foundation
internal import JSON
internal import KnowledgeRegistry

/// `bindery export`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a library as a static site for any web host.",
        discussion: """
            The folder holds the pages for people, objects/sha256:… with the exact bytes of every object, and the \
            answers as objects/sha256:….md. Links are relative, so it works below any address and from a disk. It \
            appears when all of it is written. A restricted document refuses the export unless --public-only leaves \
            it out.
            This is what the registry says of itself: run `bindery audit` before you publish what others wrote to.
            Example: bindery export --registry library --out site --address https://example.org/library
            """)

    @OptionGroup var library: LibraryOptions
    @Option(name: .long, help: ArgumentHelp("The folder to make.", valueName: "folder"))
    var out: String
    @Option(
        name: .long,
        help: ArgumentHelp("Where readers will reach it; pages then say how they are cited.", valueName: "url"))
    var address: String?
    @Flag(name: .long, help: "Leave restricted documents out.")
    var publicOnly = false
    @Option(
        name: .long,
        help: ArgumentHelp("A list of objects to leave out, as `serve --withheld` reads it.", valueName: "file"))
    var withheld: String?
    @Flag(name: .long, help: "Make everything and say how much it is; write nothing.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard let address else { return }
        guard address.hasPrefix("https://") || address.hasPrefix("http://"),
            address.utf8.allSatisfy({ (0x21...0x7e).contains($0) && !"\"<>\\^`{|}?#".utf8.contains($0) })
        else {
            throw ValidationError("--address is no address of the web without a query: expected https://host/path")
        }
    }

    func run() throws {
        var request = ExportRequest(to: out)
        request.address = address.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        request.leavesOutRestricted = publicOnly
        request.isDryRun = dryRun
        if let withheld { request.withheld = try WithheldFile(withheld).objects }
        let bar = ProgressBar("exporting")
        let report = try Bindery(.process()).export(request, of: library.open()) { bar.show($0, of: $1) }
        bar.clear()
        output.json ? Console.print(json(of: report)) : lines(of: report).forEach { Console.print($0) }
    }

    private func json(of report: ExportReport) -> JSONValue {
        var value: JSONValue = [
            "folder": .string(out), "objects": .integer(Int64(report.objectCount)),
            "files": .integer(Int64(report.fileCount)), "bytes": .integer(Int64(report.byteCount)),
            "restricted": .integer(Int64(report.restrictedCount)), "withheld": .integer(Int64(report.withheldCount)),
        ]
        value.set("dryRun", dryRun ? true : nil)
        return value
    }

    private func lines(of report: ExportReport) -> [String] {
        let left = [(report.restrictedCount, "restricted"), (report.withheldCount, "withheld")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1) left out" }
        let counts = "\(report.objectCount) objects in \(report.fileCount) files, \(report.byteCount) bytes"
        let index = URL(fileURLWithPath: out).appendingPathComponent("index.html").path
        return [
            "\(dryRun ? "would write" : "wrote")  \(out)", "  " + ([counts] + left).joined(separator: ", "),
        ] + (dryRun ? [] : ["  open \(index)"])
    }
}
