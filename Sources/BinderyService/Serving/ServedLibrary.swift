public import BoundKnowledge
internal import Foundation
public import KnowledgeRegistry
public import Retrieval
internal import Synchronization

/// A registry that is served for as long as a process runs: it is opened again when its folder was away or is another one.
///
/// Every call reads files and may wait for the disk: none belongs on an event loop.
public final class ServedLibrary: Sendable {
    /// How publications are accepted.
    public struct Writing: Sendable {
        let keyFolder: String?

        /// With the commit key of a key folder, by default the one that `init` recorded.
        public init(keyFolder: String? = nil) { self.keyFolder = keyFolder }
    }

    /// The registry's folder.
    public let path: String
    /// The list of objects that are withheld, if there is one.
    public let withheldFile: WithheldFile?
    private let bindery: Bindery
    private let root: Address?
    private let writing: Writing?
    private let opened: Mutex<OpenedLibrary?>

    /// Opens the registry with its indexes, and takes its writer's lock where `writing` is given. Indexes that are not there yet are
    /// made: some thousand documents a second.
    ///
    /// - Parameters:
    ///   - path: the registry's folder.
    ///   - bindery: the service with the user's settings.
    ///   - root: the trust root under which documents and publications are judged, in place of the pinned one.
    ///   - writing: how publications are accepted; without it none are.
    ///   - withheldFile: the list of objects that are not handed out for legal reasons.
    /// - Throws: what opening a registry or a writer throws; `RegistryError.refused` for a trust root that the registry does not have.
    public init(
        opening path: String, for bindery: Bindery, root: Address? = nil, writing: Writing? = nil,
        withheldFile: WithheldFile? = nil
    ) throws {
        self.path = path
        self.bindery = bindery
        self.root = root
        self.writing = writing
        self.withheldFile = withheldFile
        opened = Mutex(try OpenedLibrary(path, bindery, root, writing))
    }

    /// The time now.
    public var clock: @Sendable () -> Timestamp { bindery.environment.clock }

    /// The trust root under which documents are judged; without one every signer is unknown.
    ///
    /// - Throws: `ServiceError.io` while the store cannot be read.
    public func pinnedRoot() throws -> Address? { try library().pinned }

    /// The objects that are not handed out now.
    public var withheld: WithheldObjects { withheldFile?.objects ?? WithheldObjects() }

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

    /// The document that answers a question, with everything that was published until now.
    ///
    /// - Parameters:
    ///   - question: as somebody asked it; it is kept nowhere.
    ///   - language: the BCP 47 tag of the language of question and answer; by default the registry's.
    ///   - audience: who asks.
    /// - Throws: `ServiceError.io` while the store cannot be read.
    public func resolve(_ question: String, language: String?, for audience: Audience) throws -> ResolutionReport {
        let library = try library()
        try library.refresh { try library.resolver.refresh() }
        let language = language ?? library.registry.description.defaults.language
        return ResolutionReport(
            try library.resolver.resolve(question, language: language, for: audience, instant: clock()),
            language: language)
    }

    /// The documents that have every term of `query`, the best one first, with everything that was published until now and is not
    /// withheld.
    ///
    /// - Parameters:
    ///   - query: the terms; they are kept nowhere.
    ///   - limit: at most so many documents.
    ///   - audience: who searches.
    /// - Throws: `ServiceError.io` while the store cannot be read.
    public func search(_ query: SearchQuery, limit: Int, for audience: Audience) throws -> [SearchHit] {
        let library = try library()
        try library.refresh { try library.search.refresh() }
        return try library.search.hits(
            for: query, limit: limit, audience: audience, leavingOut: Set(withheld.bases.keys))
    }

    /// Runs `body` on the library's pages for people, with everything that was published until now.
    ///
    /// - Throws: `ServiceError.io` while the store cannot be read, or what `body` throws.
    package func browse<Value>(
        for audience: Audience, _ body: (LibrarySite, RegistryDescription) throws -> Value
    ) throws -> Value {
        let library = try library()
        try library.refresh { try library.search.refresh() }
        let site = LibrarySite(library.registry, search: library.search, for: audience, withheld: withheld)
        return try body(site, library.registry.description)
    }

    /// Where publications go; `nil` where none are taken.
    public func publications() throws -> PublicationQueue? { try library().publications }

    private func library() throws -> OpenedLibrary {
        try opened.withLock { opened in
            if let library = opened, library.isInPlace { return library }
            // The lock of a writer goes with its last user, so that the next one can take it.
            opened = nil
            do {
                let library = try OpenedLibrary(path, bindery, root, writing)
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
private final class OpenedLibrary: Sendable {
    let registry: Registry
    let pinned: Address?
    let resolver: QuestionResolver
    let search: LibrarySearch
    let publications: PublicationQueue?
    private let place: FolderIdentity?
    /// One request brings an index up to date; those that come meanwhile wait for it in place of doing the same work.
    private let refreshing = Mutex(())

    init(_ path: String, _ bindery: Bindery, _ root: Address?, _ writing: ServedLibrary.Writing?) throws {
        let registry = try Registry(opening: path)
        self.registry = registry
        place = FolderIdentity(registry.gitDirectory)
        pinned = try bindery.pinnedRoot(given: root, origin: registry.description.origin)
        try pinned.map { try Self.check($0, registry) }
        resolver = try QuestionResolver(registry, pinned: pinned)
        search = try LibrarySearch(registry)
        publications = try writing.map { writing in
            PublicationQueue(try bindery.writer(of: registry, root: root, keyFolder: writing.keyFolder))
        }
    }

    /// A server that starts with a wrong pin would answer no question at all.
    private static func check(_ pinned: Address, _ registry: Registry) throws {
        let trust = try registry.trust(from: pinned)
        guard trust.state == nil else { return }
        throw RegistryError(
            .refused, at: registry.path, "the registry has no trust root \(pinned) that holds",
            remedy: "Give the address of the trust root that you were told with --root.", findings: trust.findings)
    }

    /// Reads what was published since the last time, and then `index`.
    func refresh(_ index: () throws -> Void) throws {
        try refreshing.withLock { _ in
            try registry.refresh()
            try index()
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
