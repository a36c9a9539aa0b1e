internal import Foundation
internal import GitStore

/// `git add; git commit`, once for each document: what a script would do.
struct CommitLoop {
    private let git: GitProcess

    init(in folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        git = GitProcess(folder: folder)
        try git.run(["init", "--quiet", "--initial-branch=main"])
    }

    /// Writes the files of one document and commits them.
    func commit(_ files: [GitFile]) throws {
        for file in files {
            let path = URL(fileURLWithPath: "\(git.folder)/\(file.path)")
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: path)
        }
        try git.run(["add", "--"] + files.map(\.path))
        try git.run(["commit", "--quiet", "--message", "Publish"])
    }
}
