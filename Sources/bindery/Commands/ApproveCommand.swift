internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import JSON

/// `bindery approve`.
struct ApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Add your approval to drafts, offline.",
        discussion: "Example: bindery approve draft.json --key second.pem")

    @Argument(help: ArgumentHelp("Draft files; each is replaced by itself with one more proof.", valueName: "file"))
    var drafts: [String]
    @OptionGroup var key: KeyOptions
    @Flag(name: .long, help: "Say what would be approved; write nothing.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        let bindery = Bindery(.process())
        let secret = try key.read()
        for path in drafts {
            let draft = try Draft.read(path)
            let approved = try bindery.approve(draft, with: secret)
            if !dryRun { try Draft.write(approved, to: path, replaces: true) }
            report(approved, path)
        }
    }

    private func report(_ object: BoundObject, _ path: String) {
        guard output.json else {
            Console.print("\(dryRun ? "would approve" : "approved")  \(path)")
            Console.print("  \(object.type.rawValue): \(Console.visible(object.envelope.name))")
            Console.print("  claim \(object.claim)")
            return Console.print("  approvals \(object.approvals.map { "\($0.key)" }.joined(separator: ", "))")
        }
        Console.print([
            "draft": .string(path), "object": .string("\(object.address)"), "claim": .string("\(object.claim)"),
            "approvals": .array(object.approvals.map { .string("\($0.key)") }),
        ])
    }
}
