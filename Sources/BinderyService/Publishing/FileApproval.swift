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

    /// Files that are worked on at once: enough for all cores, few enough that outcomes come as they are made.
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
            let results = ParallelMap.map(batch) { index in Result { try approve(files[index], key, bindery) } }
            try body(zip(files[batch], results).map { ($0, $1) })
        }
    }

    private func approve(_ file: String, _ key: Ed25519PrivateKey, _ bindery: Bindery) throws -> Outcome {
        let draft = try Draft.read(file)
        let now = bindery.environment.clock()
        let signer = DIDKey(key.publicKey)
        // Reading has verified the proof; one whose time is over is worth nothing and makes room for a new one.
        if draft.approvals.contains(where: { $0.key == signer && $0.expires.map { $0 > now } ?? true }) {
            return .known(draft)
        }
        let approved = try bindery.approve(draft, with: key)
        if !isDryRun { try Draft.write(approved, to: file, replaces: true) }
        return .approved(approved)
    }
}
