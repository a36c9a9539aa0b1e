internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import JSON

/// `bindery approve`.
struct ApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Add your approval to drafts, offline.",
        discussion: """
            Each file is replaced by itself with one more proof. One that carries your approval already is left as \
            it is; one that is no draft is reported and does not hold back the others. The passphrase is asked for \
            once.
            Example: bindery approve draft.json --key second.pem
            Many: bindery approve drafts --key second.pem
            """)

    @OptionGroup var drafts: DraftArguments
    @OptionGroup var key: KeyOptions
    @Flag(name: .long, help: "Say what would be approved; write nothing.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        let approval = FileApproval(of: try drafts.paths(), isDryRun: dryRun)
        let bar = ProgressBar(dryRun ? "checking" : "approving")
        let isShort = approval.count > 10
        var (doneCount, approvedCount, knownCount) = (0, 0, 0)
        var firstProblem: (any Error)?
        try approval.run(with: key.read(), by: Bindery(.process())) { outcomes in
            bar.clear()
            for (file, result) in outcomes {
                switch result {
                case .success(let outcome):
                    if case .known = outcome { knownCount += 1 } else { approvedCount += 1 }
                    report(outcome, file, isShort: isShort)
                case .failure(let problem):
                    Failure(problem, in: file).report(asJSON: output.json)
                    firstProblem = firstProblem ?? problem
                }
            }
            doneCount += outcomes.count
            if isShort { bar.show(doneCount, of: approval.count) }
        }
        if isShort, !output.json {
            let failedCount = doneCount - approvedCount - knownCount
            Console.print(
                "\(dryRun ? "would approve" : "approved") \(approvedCount), approved before \(knownCount), refused \(failedCount)"
            )
        }
        if let firstProblem { throw ExitCode(Failure(firstProblem).exitCode) }
    }

    private func report(_ outcome: FileApproval.Outcome, _ path: String, isShort: Bool) {
        let object = outcome.object
        let isKnown = if case .known = outcome { true } else { false }
        guard output.json else {
            let status = isKnown ? "approved before" : dryRun ? "would approve" : "approved"
            Console.print("\(status)  \(Console.visible(path))")
            guard !isShort else { return }
            Console.print("  \(object.type.rawValue): \(Console.visible(object.envelope.name))")
            Console.print("  claim \(object.claim)")
            return Console.print("  approvals \(object.approvals.map { "\($0.key)" }.joined(separator: ", "))")
        }
        Console.print([
            "draft": .string(path), "object": .string("\(object.address)"), "claim": .string("\(object.claim)"),
            "approvals": .array(object.approvals.map { .string("\($0.key)") }),
            "status": .string(isKnown ? "known" : dryRun ? "dry-run" : "approved"),
        ])
    }
}
