internal import BoundKnowledge
internal import Cryptography
internal import Foundation
internal import KnowledgeRegistry
internal import Signing

/// What it takes to move a folder of Markdown in: read, drafted, approved and published, by the same types as the
/// commands use.
public struct ImportBenchmark: Sendable {
    private let documentCount: Int
    /// A minute for 10,000 documents, and as much for each of another number.
    private static let secondsPerDocument = 60.0 / 10_000

    /// A benchmark of `documents` files.
    public init(documents: Int = 10_000) { documentCount = max(documents, 1) }

    /// Writes the files, unmeasured, and measures each stage and their sum.
    ///
    /// - Parameters:
    ///   - parent: where the folder and the registry are made; the system's temporary folder without one.
    ///   - progress: called with the number of files that the stages have done and of all, in all stages.
    ///   - report: called with each measure, the sum last.
    public func run(
        in parent: String? = nil, progress: @escaping (Int, Int) -> Void = { _, _ in },
        _ report: (BenchmarkMeasure) -> Void
    ) throws {
        try ScratchFolder.with(in: parent) { folder in
            let library = try SampleLibrary(in: folder, name: "library")
            let registry = try library.open()
            let byteCount = try writeFiles(to: "\(folder)/articles", library)
            var stages = Stages(progress: { progress($0, 4 * documentCount) })
            var request = ImportRequest(
                source: "\(folder)/articles", issuer: DIDKey(library.documents.publisher.publicKey))
            request.limits.rowCount = documentCount
            request.limits.fileByteCount = byteCount
            let results = try stages.measure("read") { done in
                try library.bindery.draftImport(request, for: registry) { count, _ in done(count) }
            }
            try stages.measure("draft") { done in
                try ImportedDrafts(of: results).write(to: "\(folder)/drafts") { count, _ in done(count) }
            }
            let files = try DraftFiles(at: ["\(folder)/drafts"]).paths
            try stages.measure("approve") { try approve(files, library, $0) }
            try stages.measure("publish") { try publish(files, library, registry, $0) }
            for measure in measures(stages, byteCount) { report(measure) }
        }
    }

    /// Returns how many bytes all files have.
    private func writeFiles(to folder: String, _ library: SampleLibrary) throws -> Int {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let sizes = try ParallelMap.map(0..<documentCount) { number in
            let text = library.documents.markdown(number)
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(number).md"))
            return text.utf8.count
        }
        return sizes.reduce(0, +)
    }

    private func approve(_ files: [String], _ library: SampleLibrary, _ done: (Int) -> Void) throws {
        var count = 0
        try FileApproval(of: files).run(with: library.documents.publisher, by: library.bindery) { outcomes in
            for outcome in outcomes { _ = try outcome.result.get() }
            count += outcomes.count
            done(count)
        }
    }

    private func publish(
        _ files: [String], _ library: SampleLibrary, _ registry: Registry, _ done: (Int) -> Void
    ) throws {
        let writer = try library.writer(of: registry)
        var count = 0
        try FilePublication(of: files).run(with: writer) { outcomes in
            for outcome in outcomes { _ = try outcome.result.get() }
            count += outcomes.count
            done(count)
        }
    }

    private func measures(_ stages: Stages, _ byteCount: Int) -> [BenchmarkMeasure] {
        let limit = Double(documentCount) * Self.secondsPerDocument
        func measure(_ name: String, _ seconds: Double, _ notes: [String] = []) -> BenchmarkMeasure {
            BenchmarkMeasure(
                name, unit: "s", ours: seconds, limit: limit, limitName: "limit of all stages, 6 ms a document",
                notes: notes)
        }
        return stages.seconds.map { measure("import-\($0.name)", $0.seconds) } + [
            measure(
                "import", stages.seconds.map(\.seconds).reduce(0, +),
                [
                    "\(documentCount) files of Markdown, \(byteCount / documentCount) bytes each, to published;"
                        + " drafts and approved drafts on disk",
                    stages.seconds.map { "\($0.name) \(SampleTimes.text($0.seconds))" }.joined(separator: ", "),
                ])
        ]
    }

    /// The stages that were measured, one after another.
    private struct Stages {
        private(set) var seconds: [(name: String, seconds: Double)] = []
        private let progress: (Int) -> Void
        private var doneCount = 0

        init(progress: @escaping (Int) -> Void) { self.progress = progress }

        /// Measures a stage, which says how many files it has done.
        mutating func measure<Value>(_ name: String, _ body: ((Int) -> Void) throws -> Value) rethrows -> Value {
            var times = SampleTimes()
            var last = 0
            let (before, progress) = (doneCount, progress)
            let value = try times.measure {
                try body { count in
                    last = count
                    progress(before + count)
                }
            }
            doneCount += last
            seconds.append((name, times.total))
            return value
        }
    }
}
