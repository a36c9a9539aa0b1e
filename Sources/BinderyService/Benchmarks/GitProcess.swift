internal import Foundation

/// git as a reference: its durability is set to what ours is, its configuration to nothing of the user's.
struct GitProcess {
    private static let durability = ["-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync", "-c", "gc.auto=0"]

    let folder: String

    /// A process that is not started yet.
    func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder] + Self.durability + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            [
                "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "Benchmark",
                "GIT_AUTHOR_EMAIL": "benchmark@example.org", "GIT_COMMITTER_NAME": "Benchmark",
                "GIT_COMMITTER_EMAIL": "benchmark@example.org",
            ]) { $1 }
        return process
    }

    /// Runs git to its end.
    func run(_ arguments: [String]) throws {
        let process = process(arguments)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Self.failure(arguments, process.terminationStatus) }
    }

    static func failure(_ arguments: [String], _ status: Int32) -> ServiceError {
        ServiceError(
            .io, at: "git \(arguments.first ?? "")", "git ended with status \(status)",
            remedy: "Install git 2.36 or later, and see what it wrote.")
    }
}
