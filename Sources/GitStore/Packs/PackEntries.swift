internal import CZlib

/// Encoded pack entries in one run of bytes, with where each begins.
struct PackEntries: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var entries: [Entry] = []

    /// One object, at an offset in `bytes`.
    struct Entry: Sendable {
        let id: GitObjectID
        let offset: Int
        let checksum: UInt32
    }

    /// Adds an object in stored zlib blocks: trees are SHA-1 noise that deflating hardly shrinks.
    mutating func appendStored(_ id: GitObjectID, _ kind: ObjectKind, _ content: Span<UInt8>) {
        let start = bytes.count
        appendHeader(kind, content.count)
        bytes += [0x78, 0x01]
        var offset = 0
        repeat {
            let count = min(65535, content.count - offset)
            let isLast: UInt8 = offset + count == content.count ? 1 : 0
            let low = UInt8(truncatingIfNeeded: count)
            let high = UInt8(truncatingIfNeeded: count >> 8)
            bytes += [isLast, low, high, ~low, ~high]
            unsafe content.extracting(offset..<offset + count).withUnsafeBufferPointer { unsafe bytes += $0 }
            offset += count
        } while offset < content.count
        let checksum = unsafe content.withUnsafeBufferPointer {
            unsafe UInt32(truncatingIfNeeded: adler32_z(1, $0.baseAddress, $0.count))
        }
        for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: checksum >> shift)) }
        finishEntry(id, from: start)
    }

    /// Adds an object deflated.
    mutating func append(
        _ id: GitObjectID, _ kind: ObjectKind, _ content: Span<UInt8>, _ deflater: borrowing Deflater
    ) throws(GitStoreError) {
        let start = bytes.count
        appendHeader(kind, content.count)
        try deflater.deflate(content, onto: &bytes)
        finishEntry(id, from: start)
    }

    /// Starts again in the same memory.
    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    /// The type and size: four bits of size with the type, then seven a byte (gitformat-pack).
    private mutating func appendHeader(_ kind: ObjectKind, _ size: Int) {
        var rest = size >> 4
        bytes.append(kind.rawValue << 4 | UInt8(size & 15) | (rest > 0 ? 0x80 : 0))
        while rest > 0 {
            let more: UInt8 = rest > 0x7F ? 0x80 : 0
            bytes.append(UInt8(rest & 0x7F) | more)
            rest >>= 7
        }
    }

    private mutating func finishEntry(_ id: GitObjectID, from start: Int) {
        entries.append(Entry(id: id, offset: start, checksum: CRC32.of(bytes.span.extracting(start...))))
    }
}

/// The checksum that a pack index keeps of each entry's encoded bytes.
enum CRC32 {
    static func of(_ bytes: Span<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { unsafe UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    }
}
