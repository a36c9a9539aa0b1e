import Foundation
import Testing

/// The git and ssh-keygen programs, where they are installed: a second implementation to compare with.
enum GitProgram {
    static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")
    static let hasKeygen = FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen")

    struct Output {
        let status: Int32
        let text: String
    }

    /// Runs git in a repository with no configuration but the repository's own.
    static func git(_ arguments: [String], in path: String, input: [UInt8] = []) throws -> Output {
        try run("/usr/bin/git", arguments, in: path, input: input)
    }

    static func run(_ program: String, _ arguments: [String], in path: String, input: [UInt8] = []) throws -> Output {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_SYSTEM": "/dev/null", "LC_ALL": "C",
        ]
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stdout
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input))
        try stdin.fileHandleForWriting.close()
        let data = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Output(status: process.terminationStatus, text: String(decoding: data, as: UTF8.self))
    }

    /// Expects `git fsck --strict` to find nothing but objects that no ref reaches.
    static func expectSound(_ path: String, _ location: SourceLocation = #_sourceLocation) throws {
        guard isAvailable else { return }
        let output = try git(["fsck", "--strict", "--full", "--no-progress", "--no-dangling"], in: path)
        #expect(output.status == 0 && output.text.isEmpty, "\(output.text)", sourceLocation: location)
    }
}
