/// Keeps the number of packs bounded by merging small ones, each object being copied a logarithmic number of times.
///
/// Packs stand in levels, each of sixteen times the size. When there are `bound` packs, those of the lowest levels that
/// make at least `least` together become one. Our packs hold no deltas, so that entries are copied as they are.
struct PackConsolidation {
    /// The number of packs at which merging begins; it stays below 50 while the merged one is written.
    static let bound = 48
    private static let least = 8
    /// Copying this much takes about a second.
    private static let alwaysMergedBytes = 256 << 20
    private static let readBytes = 1 << 17

    let folder: PackFolder

    /// The packs to merge now; none while there are fewer than `bound`.
    ///
    /// Packs that hold more than an eighth of everything stay as they are: there are at most eight of them, and copying
    /// them would hold a commit back for many seconds.
    static func choice(of packs: [PackFolder.Pack]) -> [PackFolder.Pack] {
        guard packs.count >= bound else { return [] }
        let share = packs.reduce(0) { $0 + $1.size } / 8
        let ordered = packs.filter { $0.size <= max(share, alwaysMergedBytes) }
            .sorted { ($0.size, $0.name) < ($1.size, $1.name) }
        let levels = ordered.map { level($0.size) }
        for level in Set(levels).sorted() {
            let chosen = zip(ordered, levels).filter { $0.1 <= level }.map(\.0)
            if chosen.count >= least { return chosen }
        }
        return ordered
    }

    private static func level(_ size: Int) -> Int {
        (Int.bitWidth - 1 - max(size, 1).leadingZeroBitCount) / 4
    }

    /// Merges the packs into one, makes it durable, then removes them; returns the new one.
    func merge(_ packs: [PackFolder.Pack]) throws(GitStoreError) -> PackFolder.Pack {
        var seen: Set<GitObjectID> = []
        var kept: [(name: PackName, size: Int, entries: [PackIndex.Entry])] = []
        for pack in packs {
            let path = folder.path(pack.name, ".idx")
            let index = try PackIndex(parsing: StoreFiles.content(path, limit: .max) ?? [], path: path)
            kept.append((pack.name, pack.size, index.entries))
        }
        let sources = kept.map { source in
            let ordered = source.entries.sorted { $0.offset < $1.offset }
            var spans: [(entry: PackIndex.Entry, end: Int)] = []
            spans.reserveCapacity(ordered.count)
            for (position, entry) in ordered.enumerated() where seen.insert(entry.id).inserted {
                let next = position + 1 < ordered.count ? ordered[position + 1].offset : source.size - 20
                spans.append((entry, next))
            }
            return (name: source.name, spans: spans)
        }
        var writer = try PackWriter(in: folder, count: seen.count)
        for source in sources { try copy(source.spans, of: source.name, to: &writer) }
        let written = try writer.finish()
        try folder.files.sync(written.pending)
        let merged = try written.publish()
        try removeMultiPackIndex()
        for pack in packs where pack.name != merged.name { try folder.remove(pack.name) }
        return merged
    }

    /// Copies runs of neighbouring entries, each checked against the checksum in its index.
    private func copy(
        _ spans: [(entry: PackIndex.Entry, end: Int)], of name: PackName, to writer: inout PackWriter
    ) throws(GitStoreError) {
        let path = folder.path(name, ".pack")
        guard let file = try ReadableFile(opening: path) else { throw damaged(path, "the pack is gone") }
        var first = 0
        while first < spans.count {
            var last = first
            let start = spans[first].entry.offset
            while last + 1 < spans.count, spans[last + 1].entry.offset == spans[last].end,
                spans[last + 1].end - start <= Self.readBytes
            { last += 1 }
            guard start >= 12, spans[last].end > start, spans[last].end <= file.size - 20 else {
                throw damaged(path, "its index points outside")
            }
            let bytes = try file.read(start..<spans[last].end)
            for (entry, end) in spans[first...last] {
                try check(entry, bytes.span.extracting(entry.offset - start..<end - start), path)
            }
            try writer.append(bytes, spans[first...last].map(\.entry), from: start)
            first = last + 1
        }
    }

    private func check(_ entry: PackIndex.Entry, _ bytes: Span<UInt8>, _ path: String) throws(GitStoreError) {
        guard CRC32.of(bytes) == entry.checksum else { throw damaged(path, "object \(entry.id) changed on disk") }
        guard !bytes.isEmpty, ObjectKind(rawValue: bytes[0] >> 4 & 7) != nil else {
            throw damaged(path, "object \(entry.id) is a delta")
        }
    }

    private func damaged(_ path: String, _ problem: String) -> GitStoreError {
        GitStoreError(
            .corrupt, at: path, "\(problem); the packs were left as they are",
            remedy: "Run git fsck and restore the pack from a mirror.")
    }

    /// An index over packs that are about to go would name missing files; it is only an acceleration.
    private func removeMultiPackIndex() throws(GitStoreError) {
        let names = try StoreFiles.names(in: folder.path)
        for name in names where name.hasPrefix("multi-pack-index") {
            let path = "\(folder.path)/\(name)"
            guard try StoreFiles.status(path)?.isFolder == false else { continue }
            try folder.files.remove(path)
        }
    }
}
