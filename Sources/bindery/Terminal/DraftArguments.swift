internal import ArgumentParser
internal import BinderyService

/// Drafts on the command line: files, folders, and with `-` a list on standard input.
struct DraftArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Draft files, folders (every *.json and *.jsonld below, ordered by the bytes of its path), or - for a list on standard input, one path a line.",
            valueName: "file|folder|-"))
    var files: [String]

    /// The paths of all files; what cannot be read in a folder is named on standard error and left out.
    func paths() throws -> [String] {
        guard files.count(where: { $0 == "-" }) < 2 else {
            throw ServiceError(
                .usage, at: "-", "standard input is named twice", remedy: "Name it once; the list may hold every path.")
        }
        let named = try files.flatMap { $0 == "-" ? try listed() : [$0] }
        let drafts = try DraftFiles(at: named)
        for file in drafts.unread { Console.note("not read: \(Console.visible(file.path)): \(file.problem)") }
        return drafts.paths
    }

    private func listed() throws -> [String] {
        let name = "standard input"
        let paths = try DraftFiles.paths(in: SafeFile.read("/dev/stdin", limit: DraftFiles.listLimit), named: name)
        guard paths.isEmpty else { return paths }
        throw ServiceError(.noInput, at: name, "the list names no file", remedy: "Write one path a line.")
    }
}
