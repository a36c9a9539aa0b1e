internal import ArgumentParser
internal import Foundation

/// Parses the command line, runs the command, and turns errors into exit codes.
@main
enum Main {
    static func main() async {
        // A reader that goes away (`bindery get … | head`) ends the program quietly.
        signal(SIGPIPE, SIG_DFL)
        do {
            var command = try BinderyCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            // Usage errors and requests for help are ArgumentParser's to print.
            guard !isUsage(error) else { BinderyCommand.exit(withError: error) }
            let failure = Failure(error)
            failure.report(asJSON: CommandLine.arguments.contains("--json"))
            exit(failure.exitCode)
        }
    }

    private static func isUsage(_ error: any Error) -> Bool {
        error is CleanExit || error is ValidationError
            || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }
}

/// `bindery`.
struct BinderyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bindery",
        abstract: "Answers worth repeating, bound: signed, versioned, addressed by content, checkable by anyone.",
        discussion: """
            A first library, from an empty folder:
              bindery key new --out publisher.pem
              bindery init library --key publisher.pem --name "My library"
              bindery bind "What is a hash?" --answer answer.md --key publisher.pem --registry library
              bindery verify sha256:… --registry library

            Shell completions: bindery --generate-completion-script bash|zsh|fish
            Exit codes: 0 done, 1 rejected, 64 usage, 65 bad data, 66 no input, 69 no server answers, 73 cannot create, \
            74 input/output, 75 try again, 77 no permission, 78 configuration.
            """,
        version: "0.1.0",
        subcommands: [
            KeyCommand.self, InitCommand.self, BindCommand.self, ImportCommand.self, ApproveCommand.self,
            PublishCommand.self, WithdrawCommand.self, GetCommand.self, ListCommand.self, HistoryCommand.self,
            DiffCommand.self, ResolveCommand.self, SearchCommand.self, VerifyCommand.self, AuditCommand.self,
            RootCommand.self, ServeCommand.self, ExportCommand.self, DemoCommand.self, BenchCommand.self,
            ConformanceCommand.self, ModelCommand.self, AskCommand.self, RederiveCommand.self, ReverifyCommand.self,
            RecomputeCommand.self, ProposalsCommand.self, ReviewCommand.self, EmbedCommand.self,
        ])
}
