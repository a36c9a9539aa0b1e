public import BoundKnowledge
internal import Foundation
package import GitStore

/// A registry opened for reading: the git repository, and the index beside it.
///
/// Safe to share between threads. Reads never wait for a writer.
public final class Registry: Sendable {
    /// The folder that was opened.
    public let path: String
    /// What the registry says about itself.
    public let description: RegistryDescription
    package let repository: GitRepository
    let index: ObjectIndex
    /// The folder beside the repository for what belongs to this machine.
    package let stateFolder: String

    /// Opens the registry in a folder, bare or cloned, and brings its index up to date.
    ///
    /// - Parameters:
    ///   - path: a git repository made by `Registry.create`, or a clone of one.
    ///   - progress: called with the number of objects indexed so far when the index has to catch up.
    /// - Throws: `RegistryError.notARegistry`, or a `GitStoreError`.
    public init(opening path: String, progress: (Int64) -> Void = { _ in }) throws {
        self.path = path
        repository = try GitRepository(opening: path)
        description = try Self.description(of: repository, at: path)
        stateFolder = repository.gitDirectory + "/.bindery"
        // Without the folder, as on a medium for reading only, the index is made in memory.
        try? FileManager.default.createDirectory(
            atPath: stateFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        index = try Self.index(at: stateFolder + "/index.sqlite", of: repository, progress)
    }

    /// The index in a file, up to date; in memory where the disk has no room for it.
    private static func index(
        at path: String, of repository: GitRepository, _ progress: (Int64) -> Void
    ) throws -> ObjectIndex {
        let index = try ObjectIndex(opening: path)
        do {
            try catchUp(index, with: repository, progress)
            return index
        } catch let error where IndexFile.meansNoRoom(error) {
            let index = try ObjectIndex()
            try catchUp(index, with: repository, progress)
            return index
        }
    }

    /// The origin that the registry in a folder states, without opening an index.
    public static func origin(at path: String) throws -> String {
        try description(of: GitRepository(opening: path), at: path).origin
    }

    static func description(of repository: GitRepository, at path: String) throws -> RegistryDescription {
        guard let head = try repository.head(),
            let file = try repository.blob(atPath: RegistryLayout.description, in: head)
        else {
            throw RegistryError(
                .notARegistry, at: path, "the repository has no \(RegistryLayout.description) on its branch main",
                remedy: "Make a registry with `bindery init`, or name another folder.")
        }
        return try RegistryDescription(bytes: file.bytes)
    }

    /// The exact bytes of an object, or `nil` if the registry has none at `address`.
    ///
    /// - Throws: `RegistryError.damaged` if the store holds other bytes than the address promises.
    public func object(at address: Address) throws -> [UInt8]? {
        if let record = try index.record(at: address) { return try bytes(of: record) }
        return try unindexedBytes(at: address).map { try checked($0, address) }
    }

    /// Brings the index up to date with what other programs committed since the registry was opened.
    public func refresh() throws { try catchUp() }

    /// The current version of a lineage.
    public func current(of lineage: LineageID) throws -> Address? {
        try index.current(.boundDocument, of: lineage)?.address
    }

    /// The number of objects published.
    public func objectCount() throws -> Int64 { try index.progress()?.count ?? 0 }

    /// Addresses and types from `position` on, in order of publication.
    public func publications(from position: Int64, limit: Int) throws -> [(address: Address, type: ObjectType)] {
        try index.records(from: position, limit: limit).map { ($0.address, $0.type) }
    }

    /// The trust roots of the registry, each with its position; nothing about them is trusted yet.
    public func rootCandidates() throws -> [(bytes: [UInt8], position: Int64?)] {
        try index.trustRoots().map { (try bytes(of: $0), $0.position) }
    }

    /// What a verifier trusts who was told `pinned`.
    public func trust(from pinned: Address) throws -> (state: TrustState?, findings: [Finding]) {
        TrustState.establish(pinned: pinned, candidates: try rootCandidates())
    }

    /// The decoded object at `address`; its proofs are not looked at.
    package func decodedObject(at address: Address) throws -> BoundObject? {
        guard let bytes = try object(at: address) else { return nil }
        return try BoundObject(unverified: bytes)
    }

    func bytes(of record: ObjectRecord) throws -> [UInt8] {
        try checked(repository.blob(record.blob), record.address)
    }

    /// The bytes at the path of an address that the index does not know: nothing that this program can read as an object.
    func unindexedBytes(at address: Address) throws -> [UInt8]? {
        guard let head = try repository.head() else { return nil }
        return try repository.blob(atPath: RegistryLayout.path(of: address), in: head)?.bytes
    }

    private func checked(_ bytes: [UInt8], _ address: Address) throws -> [UInt8] {
        guard Address(of: bytes) == address else {
            throw RegistryError(
                .damaged, at: "\(address)", "the store holds bytes of the address \(Address(of: bytes))",
                remedy: "Run `bindery audit`, then restore the repository from a mirror.")
        }
        return bytes
    }

    /// Reads into the index whatever was committed since it was last written; from the beginning if history is another.
    func catchUp() throws { try Self.catchUp(index, with: repository) { _ in } }

    private static func catchUp(
        _ index: ObjectIndex, with repository: GitRepository, _ progress: (Int64) -> Void
    ) throws {
        // The index is asked first: a commit that comes between the two questions is then one to read, and no other history.
        while true {
            let indexed = try index.progress()
            guard let head = try repository.head(), head != indexed?.head else { return }
            do {
                let commits = try repository.commits(from: head, until: indexed?.head)
                if try append(commits, of: repository, to: index, after: indexed, progress) { return }
            } catch let error as GitStoreError {
                guard let indexed, error.code == .notAnAncestor || error.code == .missingObject else { throw error }
                try index.removeAll(at: indexed.head)
            }
        }
    }

    /// Whether all commits were added; false when another process that opened the registry at the same time was faster.
    private static func append(
        _ commits: [GitObjectID], of repository: GitRepository, to index: ObjectIndex,
        after indexed: (head: GitObjectID, count: Int64)?, _ progress: (Int64) -> Void
    ) throws -> Bool {
        var previous = indexed?.head
        var count = indexed?.count ?? 0
        for commit in commits {
            let published = try PublishedObjects(in: commit, after: previous, of: repository).entries
            let records = try published.enumerated().compactMap { offset, entry -> ObjectRecord? in
                // What is no object, or of a format to come, keeps its position; `verify` says what it is.
                let bytes = try repository.blob(entry.blob)
                guard let object = try? BoundObject(unverified: bytes), object.address == entry.address else {
                    return nil
                }
                return ObjectRecord(position: count + Int64(offset), blob: entry.blob, object: object)
            }
            guard try index.append(records, of: published.count, after: previous, head: commit) else { return false }
            previous = commit
            count += Int64(published.count)
            progress(count)
        }
        return true
    }
}
