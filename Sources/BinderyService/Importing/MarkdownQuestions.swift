/// The questions of a folder of Markdown: one a file `*.md`, with front matter.
struct MarkdownQuestions {
    private let folder: String
    private let limits: ImportLimits

    init(folder: String, limits: ImportLimits) {
        self.folder = folder
        self.limits = limits
    }

    /// An entry for each file, by the bytes of its path.
    ///
    /// - Throws: `ServiceError` where the folder cannot be read or holds no such file.
    func entries() throws -> [ImportEntry] {
        let contents = try FolderContents(of: folder, suffixes: [".md"])
        guard contents.files.count <= limits.rowCount else {
            throw ServiceError(
                .badData, at: folder, "the folder holds \(contents.files.count) files, allowed are \(limits.rowCount)",
                remedy: "Import a part of it at a time, or allow more with --max-rows.")
        }
        guard contents.byteCount <= limits.fileByteCount else {
            throw ServiceError(
                .badData, at: folder,
                "the folder's files have \(contents.byteCount) bytes, allowed are \(limits.fileByteCount)",
                remedy: "Import a part of it at a time, or allow more with --max-file.")
        }
        let files = contents.files
        let entries = ParallelMap.map(0..<files.count) { entry(of: files[$0]) }
        let unread = contents.unread.map { file in
            ImportEntry(
                file: file.path, place: .start,
                problems: [ImportProblem(at: .start, file.problem, remedy: file.remedy)])
        }
        return entries + unread
    }

    private func entry(of file: String) -> ImportEntry {
        var entry = ImportEntry(file: file, place: .start)
        do {
            let text = try SourceText(SafeFile.read(file, limit: limits.cellByteCount))
            let question = try QuestionFile(text: String(decoding: text.bytes, as: UTF8.self).unixLines)
            (entry.request, entry.places) = (question.request, question.places)
        } catch let problem as ImportProblem {
            entry.problems = [problem]
        } catch {
            let (problem, remedy) =
                (error as? ServiceError).map { ($0.problem, $0.remedy) } ?? ("\(error)", "Look at it.")
            entry.problems = [ImportProblem(at: .start, problem, remedy: remedy)]
        }
        return entry
    }
}
