internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import KnowledgeRegistry

/// `bindery publish`.
struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish signed objects: verify, commit, acknowledge.",
        discussion: """
            Up to \(FilePublication.batchCount) files go into one commit, in the order given; a receipt is printed \
            when its commit is on disk. A file that is refused is reported and does not hold back the others. \
            Interrupted, run it again: what is published already is known. Of a folder every *.json and *.jsonld is \
            published, ordered by the bytes of its path; links in it are not followed. With - the paths come from \
            standard input, one a line.
            Example: bindery publish draft.json --registry library
            Many: bindery publish drafts --registry library
            """)

    @OptionGroup var drafts: DraftArguments
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var writing: WriterOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let files = try drafts.paths()
        let bindery = Bindery(.process())
        let registry = try registry.open()
        let writer = try bindery.writer(
            of: registry, root: self.registry.root, keyFolder: writing.keyFolder, waiting: Console.noteWait)
        let report = PublicationReport(asJSON: output.json, isDryRun: writing.dryRun)
        let bar = ProgressBar(writing.dryRun ? "checking" : "publishing")
        var doneCount = 0
        var firstProblem: (any Error)?
        try FilePublication(of: files, isDryRun: writing.dryRun).run(with: writer) { outcomes in
            bar.clear()
            for (file, result) in outcomes {
                switch result {
                case .success(let receipt): report.print(receipt)
                case .failure(let problem):
                    Failure(problem, in: file).report(asJSON: output.json)
                    firstProblem = firstProblem ?? problem
                }
            }
            doneCount += outcomes.count
            if files.count > 10 { bar.show(doneCount, of: files.count) }
        }
        if let firstProblem { throw ExitCode(Failure(firstProblem).exitCode) }
    }
}
