public import BoundKnowledge
public import Cryptography
internal import Signing

/// Adds one key's approval to drafts in files, and says of each file what became of it.
///
/// Each file is replaced by itself, whole; one that is refused holds nothing back. Interrupted, it can be run again.
public struct FileApproval: Sendable {
    /// What became of a draft.
    public enum Outcome: Sendable {
        /// It has one more approval.
        case approved(BoundObject)
        /// It carries an approval by this key already and was not touched.
        case known(BoundObject)

        /// The draft as it now stands.
        public var object: BoundObject {
            switch self {
            case .approved(let object), .known(let object): object
            }
        }
    }

    /// Files that are worked on at once: enough for all cores and the disk, few enough that outcomes come as they are
    /// made.
    private static let batchCount = 256

    private let files: [String]
    private let isDryRun: Bool

    /// An approval of `files`, each once, in their order.
    public init(of files: [String], isDryRun: Bool = false) {
        var known: Set<[UInt8]> = []
        self.files = files.filter { known.insert(Array($0.utf8)).inserted }
        self.isDryRun = isDryRun
    }

    /// How many files there are.
    public var count: Int { files.count }

    /// Approves on all cores, and calls `body` with outcomes in the files' order.
    ///
    /// - Throws: what `body` throws; the files of earlier calls stay approved.
    public func run(
        with key: Ed25519PrivateKey, by bindery: Bindery,
        _ body: ([(file: String, result: Result<Outcome, any Error>)]) throws -> Void
    ) throws {
        for start in stride(from: 0, to: files.count, by: Self.batchCount) {
            let batch = start..<min(start + Self.batchCount, files.count)
            let approved = ParallelMap.map(batch) { index in Result { try approve(files[index], key, bindery) } }
            let results = isDryRun ? approved : written(approved, to: Array(files[batch]))
            try body(zip(files[batch], results).map { ($0, $1) })
        }
    }

    /// Replaces the files of what is approved; the folders are synced once, after the last one.
    private func written(
        _ outcomes: [Result<Outcome, any Error>], to files: [String]
    ) -> [Result<Outcome, any Error>] {
        var results = DiskMap.map(0..<files.count) { index in
            Result {
                let outcome = try outcomes[index].get()
                if case .approved(let object) = outcome {
                    try SafeFile.write(object.bytes, to: files[index], replaces: true, syncsFolder: false)
                }
                return outcome
            }
        }
        for indices in Dictionary(grouping: files.indices, by: { SafeFile.folder(of: files[$0]) }).values {
            let synced = Result { try SafeFile.syncFolder(of: files[indices[0]]) }
            for index in indices { results[index] = results[index].flatMap { outcome in synced.map { outcome } } }
        }
        return results
    }

    private func approve(_ file: String, _ key: Ed25519PrivateKey, _ bindery: Bindery) throws -> Outcome {
        let draft = try Draft.read(file)
        let now = bindery.environment.clock()
        let signer = DIDKey(key.publicKey)
        // Reading has verified the proof; one whose time is over is worth nothing and makes room for a new one.
        if draft.approvals.contains(where: { $0.key == signer && $0.expires.map { $0 > now } ?? true }) {
            return .known(draft)
        }
        return .approved(try bindery.approve(draft, with: key))
    }
}
