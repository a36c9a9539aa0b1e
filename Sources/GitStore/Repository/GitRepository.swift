internal import CLibgit2
internal import Synchronization

/// A git repository, opened through libgit2; every call is safe from any thread, one at a time.
///
/// Open several for parallel reads. Nothing above it sees more than object ids, paths and bytes.
public final class GitRepository: Sendable {
    /// The one branch of a registry.
    package static let mainRef = "refs/heads/main"

    /// The folder that holds `objects` and `refs`.
    public let gitDirectory: String
    /// Whether it has no working tree.
    public let isBare: Bool
    private let verifiesHashes: Bool
    private let connection: Mutex<Connection>

    /// Opens the repository in this very folder, bare or with a working tree; parent folders are not searched.
    ///
    /// Refuses a configuration that would make git read outside it, naming the file and the key.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - verifiesHashes: whether each object that is read is hashed and compared with its id, as an audit needs it: a
    ///     pack's index can name any object by any id.
    public init(opening path: String, verifiesHashes: Bool = false) throws(GitStoreError) {
        try Library.initialise()
        self.verifiesHashes = verifiesHashes
        let nested = try StoreFiles.status("\(path)/.git")
        if let nested, !nested.isFolder {
            throw GitStoreError(
                .hostileConfiguration, at: "\(path)/.git", "found a file or link to another folder, expected a folder",
                remedy: "Open the repository that it points to.")
        }
        isBare = nested == nil
        gitDirectory = nested == nil ? path : "\(path)/.git"
        for name in ["objects", "refs", "HEAD"] where try StoreFiles.status("\(gitDirectory)/\(name)") == nil {
            let isThere = try StoreFiles.status(path) != nil
            throw GitStoreError(
                .notARepository, at: path,
                isThere ? "found no `\(name)` in it, which every git repository has" : "there is no such folder",
                remedy: "Give the folder of a git repository.")
        }
        try RepositoryInspection(gitDirectory: gitDirectory).run()
        connection = Mutex(try Connection(gitDirectory))
    }

    /// The commit that `refs/heads/main` names; nothing before the first one.
    public func head() throws(GitStoreError) -> GitObjectID? {
        try connection.withLock { (connection) throws(GitStoreError) in try connection.target(of: Self.mainRef) }
    }

    /// The content of an object, which must be of this kind.
    package func content(of id: GitObjectID, _ kind: ObjectKind) throws(GitStoreError) -> [UInt8] {
        let bytes = try connection.withLock { (connection) throws(GitStoreError) in
            try connection.refreshIfStale(gitDirectory)
            return try connection.content(of: id, kind)
        }
        if verifiesHashes { try Self.verify(bytes, kind, is: id) }
        return bytes
    }

    /// The number of bytes of a blob, without reading them.
    public func byteCount(ofBlob id: GitObjectID) throws(GitStoreError) -> Int {
        try connection.withLock { (connection) throws(GitStoreError) in
            try connection.refreshIfStale(gitDirectory)
            return try connection.byteCount(of: id, .blob)
        }
    }

    /// Hashes the content of an object and compares it with its id.
    static func verify(_ bytes: [UInt8], _ kind: ObjectKind, is id: GitObjectID) throws(GitStoreError) {
        var hasher = try ObjectHasher()
        let found = try hasher.id(of: kind, bytes.span)
        guard found == id else {
            throw GitStoreError(
                .corrupt, at: "object \(id)", "its content has the id \(found)",
                remedy: "Run git fsck and restore the repository from a mirror.")
        }
    }

    /// Drops what libgit2 keeps of packs that were merged away.
    func reopen() throws(GitStoreError) {
        try connection.withLock { (connection) throws(GitStoreError) in connection = try Connection(gitDirectory) }
    }
}
