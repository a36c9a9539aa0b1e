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
    @OptionGroup var output: OutputOptions

    func run() throws {
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
