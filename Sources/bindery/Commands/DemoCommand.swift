internal import ArgumentParser
internal import BinderyService
internal import JSON
internal import KnowledgeRegistry

/// `bindery demo`.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Build the starter library from its sources, with keys that everyone holds.",
        discussion: "Example: bindery demo --sources Registry --out demo/library")

    @Option(name: .long, help: ArgumentHelp("The folder with questions/*.md.", valueName: "dir"))
    var sources = "Registry"
    @Option(name: .long, help: ArgumentHelp("The registry to make.", valueName: "dir"))
    var out: String
    @Flag(name: .long, help: "Check the sources and say what would be made; write nothing.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func run() throws { try dryRun ? plan() : build() }

    private func plan() throws {
        let (plan, documentCount) = try Bindery.demo(.process()).planDemo(from: sources, at: out)
        guard output.json else {
            Console.print("would make  \(plan.path)  (demonstration keys: not secret)")
            return Console.print("would bind  \(documentCount) documents in one commit")
        }
        var value: JSONValue = ["registry": .string(plan.path)]
        value.set("origin", plan.origin.map(JSONValue.string))
        value.set("documents", .integer(Int64(documentCount)))
        value.set("dryRun", true)
        Console.print(value)
    }

    private func build() throws {
        let bar = ProgressBar("binding")
        let built = try Bindery.demo(.process()).buildDemo(from: sources, at: out) { bar.show($0, of: $1) }
        guard !output.json else {
            return Console.print([
                "registry": .string(built.founding.path), "root": .string("\(built.founding.root)"),
                "origin": .string(built.founding.origin),
                "objects": .array(built.objects.map { .string("\($0.object)") }),
            ])
        }
        Console.print("made    \(built.founding.path)  (demonstration keys: not secret)")
        Console.print("root    \(built.founding.root)")
        Console.print("bound   \(built.objects.count) documents in one commit")
    }
}
