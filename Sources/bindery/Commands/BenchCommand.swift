internal import ArgumentParser

/// `bindery bench`.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure this machine: both sides alternate in one run.", subcommands: [])
}
