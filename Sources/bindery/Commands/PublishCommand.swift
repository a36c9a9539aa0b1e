internal import ArgumentParser
internal import BinderyService
internal import BoundKnowledge
internal import KnowledgeRegistry

/// `bindery publish`.
struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish signed objects: verify, commit, acknowledge.",
        discussion: """
            All files go into one commit. A file that is refused is reported and does not hold back the others.
            Example: bindery publish draft.json --registry library
            """)

    @Argument(help: ArgumentHelp("Signed objects or fully approved drafts.", valueName: "file"))
    var files: [String]
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var writing: WriterOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let bindery = Bindery(.process())
        let registry = try registry.open()
        let writer = try bindery.writer(of: registry, root: self.registry.root, keyFolder: writing.keyFolder)
        let bar = ProgressBar("verifying")
        var admissions: [Admission] = []
        var failures: [(file: String, error: any Error)] = []
        for (index, file) in files.enumerated() {
            do {
                admissions.append(try writer.admit(Draft.read(file).bytes))
            } catch {
                failures.append((file, error))
            }
            if files.count > 10 { bar.show(index + 1, of: files.count) }
        }
        let report = PublicationReport(asJSON: output.json, isDryRun: writing.dryRun)
        for result in try writing.dryRun ? writer.rehearse(admissions) : writer.publish(admissions) {
            switch result {
            case .success(let receipt): report.print(receipt)
            case .failure(let error): failures.append((error.location, error))
            }
        }
        guard let first = failures.first else { return }
        for (file, error) in failures {
            if files.count > 1 { Console.note("\(file):") }
            Failure(error).report(asJSON: output.json)
        }
        throw ExitCode(Failure(first.error).exitCode)
    }
}
