internal import Cryptography

/// Version 2 of a pack's index: fan-out, sorted ids, checksums, offsets (gitformat-pack).
struct PackIndex {
    /// One object's place in its pack.
    struct Entry {
        let id: GitObjectID
        let offset: Int
        let checksum: UInt32
    }

    /// In the order of ids.
    let entries: [Entry]

    private static let header: [UInt8] = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]

    /// Sorts the entries; of equal ids the first stays.
    init(_ entries: [Entry]) {
        self.entries = entries.sorted { $0.id < $1.id }
    }

    /// The file's bytes for the pack with this checksum.
    func encoded(packChecksum: [20 of UInt8]) throws(GitStoreError) -> [UInt8] {
        var bytes = Self.header
        bytes.reserveCapacity(1072 + entries.count * 32)
        var counts = [Int](repeating: 0, count: 256)
        for entry in entries { counts[Int(entry.id.firstByte)] += 1 }
        var total = 0
        for count in counts {
            total += count
            Self.append(UInt32(truncatingIfNeeded: total), to: &bytes)
        }
        for entry in entries { entry.id.append(to: &bytes) }
        for entry in entries { Self.append(entry.checksum, to: &bytes) }
        appendOffsets(to: &bytes)
        for index in packChecksum.indices { bytes.append(packChecksum[index]) }
        guard var hash = SHA1() else { throw ObjectHasher.failure }
        hash.update(bytes.span)
        guard let digest = hash.finish() else { throw ObjectHasher.failure }
        for index in digest.indices { bytes.append(digest[index]) }
        return bytes
    }

    /// Offsets of 2 GiB and more stand in a second table of eight bytes each.
    private func appendOffsets(to bytes: inout [UInt8]) {
        var large: [Int] = []
        for entry in entries {
            if entry.offset < 1 << 31 {
                Self.append(UInt32(entry.offset), to: &bytes)
            } else {
                Self.append(UInt32(large.count) | 1 << 31, to: &bytes)
                large.append(entry.offset)
            }
        }
        for offset in large {
            Self.append(UInt32(truncatingIfNeeded: offset >> 32), to: &bytes)
            Self.append(UInt32(truncatingIfNeeded: offset), to: &bytes)
        }
    }

    /// Reads an index file's bytes.
    init(parsing bytes: [UInt8], path: String) throws(GitStoreError) {
        let malformed = GitStoreError(
            .corrupt, at: path, "found no complete version 2 pack index",
            remedy: "Rebuild it with git index-pack.")
        guard bytes.count >= 8 + 1024 + 40, Array(bytes[..<8]) == Self.header else { throw malformed }
        func word(_ offset: Int) -> Int {
            Int(bytes[offset]) << 24 | Int(bytes[offset + 1]) << 16 | Int(bytes[offset + 2]) << 8
                | Int(bytes[offset + 3])
        }
        let count = word(8 + 255 * 4)
        let ids = 8 + 1024
        let checksums = ids + 20 * count
        let offsets = checksums + 4 * count
        let large = offsets + 4 * count
        guard bytes.count >= large + 40 else { throw malformed }
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        for index in 0..<count {
            var offset = word(offsets + 4 * index)
            if offset >= 1 << 31 {
                let place = large + 8 * (offset - 1 << 31)
                guard place + 8 + 40 <= bytes.count else { throw malformed }
                offset = word(place) << 32 | word(place + 4)
            }
            entries.append(
                Entry(
                    id: GitObjectID(at: ids + 20 * index, in: bytes.span), offset: offset,
                    checksum: UInt32(truncatingIfNeeded: word(checksums + 4 * index))))
        }
        self.entries = entries
    }

    private static func append(_ word: UInt32, to bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: word >> 24))
        bytes.append(UInt8(truncatingIfNeeded: word >> 16))
        bytes.append(UInt8(truncatingIfNeeded: word >> 8))
        bytes.append(UInt8(truncatingIfNeeded: word))
    }
}
