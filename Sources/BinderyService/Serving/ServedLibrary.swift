public import BoundKnowledge
internal import Foundation
public import KnowledgeRegistry
internal import Synchronization

/// A registry that is served for as long as a process runs: it is opened again when its folder was away or is another one.
///
/// Every call reads files and may wait for the disk: none belongs on an event loop.
public final class ServedLibrary: Sendable {
    /// How publications are accepted.
    public struct Writing: Sendable {
        let root: Address?
        let keyFolder: String?

        /// With the commit key of a key folder; both are the user's settings where nothing is given.
        public init(root: Address? = nil, keyFolder: String? = nil) {
            self.root = root
            self.keyFolder = keyFolder
        }
    }

    /// The registry's folder.
    public let path: String
    private let bindery: Bindery
    private let writing: Writing?
    private let opened: Mutex<OpenedLibrary?>

    /// Opens the registry, and takes its writer's lock where `writing` is given.
    ///
    /// - Throws: what opening a registry or a writer throws.
    public init(opening path: String, for bindery: Bindery, writing: Writing? = nil) throws {
        self.path = path
        self.bindery = bindery
        self.writing = writing
        opened = Mutex(try OpenedLibrary(path, bindery, writing))
    }

    /// The time now.
    public var clock: @Sendable () -> Timestamp { bindery.environment.clock }

    /// Whether it takes publications.
    public var acceptsPublications: Bool { writing != nil }

    /// Runs `body` on the registry, with everything that was published until now.
    ///
    /// - Throws: `ServiceError.io` while the store cannot be read, or what `body` throws.
    public func read<Value>(_ body: (Registry) throws -> Value) throws -> Value {
        let registry = try library().registry
        try registry.refresh()
        return try body(registry)
    }

    /// Where publications go; `nil` where none are taken.
    public func publications() throws -> PublicationQueue? { try library().publications }

    private func library() throws -> OpenedLibrary {
        try opened.withLock { opened in
            if let library = opened, library.isInPlace { return library }
            // The lock of a writer goes with its last user, so that the next one can take it.
            opened = nil
            do {
                let library = try OpenedLibrary(path, bindery, writing)
                opened = library
                return library
            } catch {
                throw ServiceError(
                    .io, at: path, "the registry cannot be read: \(error)",
                    remedy: "Bring the folder back; it is looked for at every request.")
            }
        }
    }
}

/// A registry as it was opened, with the identity of its folder.
private struct OpenedLibrary: Sendable {
    let registry: Registry
    let publications: PublicationQueue?
    private let place: FolderIdentity?

    init(_ path: String, _ bindery: Bindery, _ writing: ServedLibrary.Writing?) throws {
        let registry = try Registry(opening: path)
        self.registry = registry
        place = FolderIdentity(registry.gitDirectory)
        publications = try writing.map { writing in
            PublicationQueue(try bindery.writer(of: registry, root: writing.root, keyFolder: writing.keyFolder))
        }
    }

    /// Whether the folder that was opened is still there, and its branch can be read.
    var isInPlace: Bool {
        place != nil && FolderIdentity(registry.gitDirectory) == place && registry.isReadable()
    }
}

/// What tells a folder from another one at the same path.
private struct FolderIdentity: Equatable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}
