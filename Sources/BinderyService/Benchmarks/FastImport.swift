internal import Foundation
internal import GitStore

/// `git fast-import`, fed commit by commit; each is on disk before the next one starts.
final class FastImport {
    private let process: Process
    private let input = Pipe()
    private let output = Pipe()
    private var commitCount = 0

    /// Starts it on a new bare repository in `folder`.
    init(in folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let git = GitProcess(folder: folder)
        try git.run(["init", "--quiet", "--bare", "--initial-branch=main"])
        process = git.process(["fast-import", "--quiet", "--done"])
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// The commands that commit `files`, and then make them durable and say so.
    func commands(for files: [GitFile]) -> Data {
        commitCount += 1
        let committer = "committer Benchmark <benchmark@example.org> \(commitCount) +0000"
        var data = Data("commit refs/heads/main\n\(committer)\ndata 8\nPublish\n\n".utf8)
        for file in files {
            data += Data("M 100644 inline \(file.path)\ndata \(file.bytes.count)\n".utf8)
            data += file.bytes
            data.append(UInt8(ascii: "\n"))
        }
        return data + Data("checkpoint\nprogress done\n".utf8)
    }

    /// Sends commands and waits until their commit is on disk.
    func commit(_ commands: Data) throws {
        try input.fileHandleForWriting.write(contentsOf: commands)
        var answer = Data()
        while answer.last != UInt8(ascii: "\n") {
            guard let more = try output.fileHandleForReading.read(upToCount: 1), !more.isEmpty else {
                throw GitProcess.failure(["fast-import"], process.isRunning ? 0 : process.terminationStatus)
            }
            answer += more
        }
    }

    /// Ends it.
    func finish() throws {
        try input.fileHandleForWriting.write(contentsOf: Data("done\n".utf8))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw GitProcess.failure(["fast-import"], process.terminationStatus)
        }
    }
}
