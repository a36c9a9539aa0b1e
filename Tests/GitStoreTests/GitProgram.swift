import BinderyTestSupport
import Foundation
import Testing

/// The git and ssh-keygen programs, where they are installed: a second implementation to compare with.
enum GitProgram {
    static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")
    static let hasKeygen = FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen")

    struct Output {
        let status: Int32
        /// Standard output, then standard error.
        let text: String
    }

    /// Runs git in a repository with no configuration but the repository's own.
    static func git(_ arguments: [String], in path: String, input: [UInt8] = []) throws -> Output {
        try run("/usr/bin/git", arguments, in: path, input: input)
    }

    static func run(_ program: String, _ arguments: [String], in path: String, input: [UInt8] = []) throws -> Output {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("git-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
        try Data(input).write(to: file("input"))
        let running = try RunningProgram(
            program, arguments, in: path,
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "GIT_CONFIG_GLOBAL": "/dev/null",
                "GIT_CONFIG_SYSTEM": "/dev/null", "LC_ALL": "C",
            ], input: file("input").path, output: file("output").path, diagnostics: file("diagnostics").path)
        let status = running.wait()
        let printed = try Data(contentsOf: file("output")) + Data(contentsOf: file("diagnostics"))
        return Output(status: status, text: String(decoding: printed, as: UTF8.self))
    }

    /// Expects `git fsck --strict` to find nothing but objects that no ref reaches.
    static func expectSound(_ path: String, _ location: SourceLocation = #_sourceLocation) throws {
        guard isAvailable else { return }
        let output = try git(["fsck", "--strict", "--full", "--no-progress", "--no-dangling"], in: path)
        #expect(output.status == 0 && output.text.isEmpty, "\(output.text)", sourceLocation: location)
    }
}
