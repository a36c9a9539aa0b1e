internal import BoundKnowledge
public import KnowledgeRegistry

/// Publishes signed objects from files, so many a commit, and says of each file what became of it.
///
/// While one batch is being committed the next one is verified, and the one after it is not read yet.
public struct FilePublication: Sendable {
    /// Files a commit holds: enough that its `fsync`s cost little, few enough that receipts come within a second.
    public static let batchCount = 500

    private let files: [String]
    private let isDryRun: Bool
    private let batchCount: Int

    /// A publication of `files`, in their order.
    ///
    /// - Parameters:
    ///   - isDryRun: whether nothing is written; each batch is then judged as if those before it were published.
    ///   - batchCount: files a commit holds at most.
    public init(of files: [String], isDryRun: Bool = false, batchCount: Int = Self.batchCount) {
        self.files = files
        self.isDryRun = isDryRun
        self.batchCount = max(batchCount, 1)
    }

    /// What became of a file: a receipt, or why it cannot be read or is refused.
    public typealias Outcome = (file: String, result: Result<Receipt, any Error>)

    /// Publishes, and calls `body` with each batch's outcomes, in order, when they are on disk.
    ///
    /// - Throws: the store's error for a whole batch, or what `body` throws; batches before it stay published.
    public func run(with writer: RegistryWriter, _ body: ([Outcome]) throws -> Void) throws {
        let batches = DraftBatches(files, batchCount: batchCount)
        let report: ([Result<Receipt, RegistryError>]) throws -> Void = { results in
            var results = results.makeIterator()
            try body(
                batches.takeFirst().compactMap { file, problem in
                    if let problem { return (file, .failure(problem)) }
                    return results.next().map { (file, $0.mapError { $0 }) }
                })
        }
        try isDryRun
            ? writer.rehearse(batches: batches, report) : writer.publish(batches: batches, report)
    }
}

/// Reads drafts from files when they are asked for, and remembers which file gave which object until somebody takes it.
private final class DraftBatches: Sequence, IteratorProtocol {
    private var rest: ArraySlice<String>
    private let batchCount: Int
    /// Of each batch that was handed out: every file, with the reason why it gave no object.
    private var open: [[(file: String, problem: (any Error)?)]] = []

    /// Documents have some kilobytes, but one may have 16 MiB: a batch ends where its files hold so much.
    private static let byteLimit = 64 << 20

    init(_ files: [String], batchCount: Int) {
        rest = files[...]
        self.batchCount = batchCount
    }

    func next() -> [[UInt8]]? {
        guard !rest.isEmpty else { return nil }
        let contents = readContents()
        let drafts = Self.drafts(contents.map(\.content))
        open.append(
            zip(contents, drafts).map { content, draft in
                if case .failure(let problem) = draft { (content.file, problem) } else { (content.file, nil) }
            })
        return drafts.compactMap { try? $0.get() }
    }

    /// The files of the first batch that nobody has taken.
    func takeFirst() -> [(file: String, problem: (any Error)?)] { open.isEmpty ? [] : open.removeFirst() }

    private func readContents() -> [(file: String, content: Result<[UInt8], any Error>)] {
        var contents: [(String, Result<[UInt8], any Error>)] = []
        var byteCount = 0
        while contents.count < batchCount, byteCount < Self.byteLimit, let file = rest.popFirst() {
            let content = Result { try Draft.bytes(file) }
            byteCount += (try? content.get().count) ?? 0
            contents.append((file, content))
        }
        return contents
    }

    /// The canonical bytes of drafts: decoding is as much work as verifying, so all cores share it.
    private static func drafts(_ contents: [Result<[UInt8], any Error>]) -> [Result<[UInt8], any Error>] {
        ParallelMap.map(0..<contents.count) { index in
            Result { try BoundObject(draft: contents[index].get()).bytes }
        }
    }
}
