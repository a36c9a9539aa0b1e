internal import Cryptography

/// Writes one pack and its index under temporary names, and publishes both durably.
struct PackWriter: ~Copyable {
    private let folder: PackFolder
    private let file: WritableFile
    private let count: Int
    private var buffer: [UInt8] = []
    private var written = 0
    private var hash: SHA1
    private var entries: [PackIndex.Entry] = []

    /// Small enough to stay in the processor's cache between copying, hashing and writing.
    private static let flushBytes = 1 << 18

    /// Begins a pack that will hold exactly `count` objects.
    init(in folder: PackFolder, count: Int) throws(GitStoreError) {
        guard let hash = SHA1() else { throw ObjectHasher.failure }
        guard count <= Int(UInt32.max) else {
            throw GitStoreError(
                .invalidInput, at: folder.path, "found \(count) objects for one pack", remedy: "Commit less at once.")
        }
        let file = try WritableFile(creating: folder.temporaryPath("pack"), folder.files)
        self.folder = folder
        self.hash = hash
        self.count = count
        self.file = file
        entries.reserveCapacity(count)
        buffer.reserveCapacity(Self.flushBytes + 1 << 17)
        buffer += "PACK".utf8
        buffer += [0, 0, 0, 2]
        for shift in [24, 16, 8, 0] as [Int] { buffer.append(UInt8(truncatingIfNeeded: count >> shift)) }
    }

    mutating func append(_ run: PackEntries) throws(GitStoreError) {
        let base = written + buffer.count
        for entry in run.entries {
            entries.append(PackIndex.Entry(id: entry.id, offset: base + entry.offset, checksum: entry.checksum))
        }
        buffer += run.bytes
        if buffer.count >= Self.flushBytes { try flush() }
    }

    /// Adds entries as another pack holds them; their offsets count from the beginning of `bytes`.
    mutating func append(_ bytes: [UInt8], _ copied: [PackIndex.Entry], from start: Int) throws(GitStoreError) {
        let base = written + buffer.count - start
        for entry in copied {
            entries.append(PackIndex.Entry(id: entry.id, offset: base + entry.offset, checksum: entry.checksum))
        }
        buffer += bytes
        if buffer.count >= Self.flushBytes { try flush() }
    }

    /// Completes the pack and its index under their temporary names.
    consuming func finish() throws(GitStoreError) -> WrittenPack {
        guard entries.count == count else {
            throw GitStoreError(
                .libgit2, at: file.path, "wrote \(entries.count) objects, announced \(count)",
                remedy: "Report this as a bug.")
        }
        try flush()
        guard let checksum = hash.finish() else { throw ObjectHasher.failure }
        for index in checksum.indices { buffer.append(checksum[index]) }
        try file.write(buffer)
        let size = written + buffer.count
        let index = try WritableFile(creating: folder.temporaryPath("idx"), folder.files)
        try index.write(PackIndex(entries).encoded(packChecksum: checksum))
        let pack = PackFolder.Pack(name: PackName(checksum: checksum), size: size)
        return WrittenPack(pack: pack, folder: folder, file: file, index: index)
    }

    private mutating func flush() throws(GitStoreError) {
        var chunk: [UInt8] = []
        swap(&chunk, &buffer)
        hash.update(chunk.span)
        try file.write(chunk)
        written += chunk.count
        chunk.removeAll(keepingCapacity: true)
        swap(&chunk, &buffer)
    }
}

/// A complete pack with its index, both still under temporary names and not yet on disk.
struct WrittenPack: ~Copyable {
    private let pack: PackFolder.Pack
    private let folder: PackFolder
    private let file: WritableFile
    private let index: WritableFile

    fileprivate init(
        pack: PackFolder.Pack, folder: PackFolder, file: consuming WritableFile, index: consuming WritableFile
    ) {
        self.pack = pack
        self.folder = folder
        self.file = file
        self.index = index
    }

    /// What has to be synced before `publish`.
    var pending: [PendingSync] { [file.pending, index.pending] }

    /// Makes the pack visible, its name before the index's, and the names durable.
    consuming func publish() throws(GitStoreError) -> PackFolder.Pack {
        try file.keep(as: folder.path(pack.name, ".pack"))
        try index.keep(as: folder.path(pack.name, ".idx"))
        try folder.sync()
        return pack
    }
}
