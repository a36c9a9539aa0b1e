/// A parsed document as one flat list: each value is an entry with its byte range, followed by the entries inside it.
///
/// An object is followed by its members, each a string entry for the name and then the value's entries.
@usableFromInline
struct JSONTape: Sendable {
    /// One value or member name; 16 bytes, without references.
    @usableFromInline
    struct Entry: Sendable {
        /// The first byte of the value.
        @usableFromInline var start: UInt32
        /// The first byte after it.
        @usableFromInline var end: UInt32
        /// The index of the first entry that is not inside this one.
        var next: UInt32
        /// Kind (3 bits), flags (4 bits) and number of elements or members (25 bits, saturating).
        @usableFromInline var details: UInt32

        init(_ kind: JSONKind, start: Int, end: Int, next: Int, flags: Flags = []) {
            self.start = UInt32(truncatingIfNeeded: start)
            self.end = UInt32(truncatingIfNeeded: end)
            self.next = UInt32(truncatingIfNeeded: next)
            details = UInt32(kind.rawValue) | flags.rawValue
        }
    }

    /// What the parser noticed about an entry.
    @usableFromInline
    struct Flags: OptionSet, Sendable {
        @usableFromInline let rawValue: UInt32

        @inlinable
        init(rawValue: UInt32) { self.rawValue = rawValue }

        /// The bytes of the value are its canonical form.
        static var canonical: Flags { Flags(rawValue: 1 << 3) }
        /// A string with at least one escape.
        @inlinable static var escaped: Flags { Flags(rawValue: 1 << 4) }
        /// An object whose names ascend, so that its members are in canonical order.
        static var ascending: Flags { Flags(rawValue: 1 << 5) }
        /// A number of at most 15 digits without point or exponent.
        static var shortInteger: Flags { Flags(rawValue: 1 << 6) }
    }

    @usableFromInline var entries: ContiguousArray<Entry> = []

    @inlinable
    subscript(index: Int) -> Entry { entries[index] }

    /// The number of elements of an array or members of an object.
    func count(of index: Int) -> Int {
        let entry = entries[index]
        let counted = Int(entry.details >> Entry.countShift)
        guard counted == Entry.greatestCount else { return counted }
        let step = entry.kind == .object ? 1 : 0
        var (total, child) = (0, index + 1)
        while child < Int(entry.next) {
            child = Int(entries[child + step].next)
            total += 1
        }
        return total
    }
}

extension JSONTape.Entry {
    static let countShift: UInt32 = 7
    static let greatestCount = Int(UInt32.max >> countShift)

    @inlinable var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: details & 0b111)) ?? .null }
    @inlinable var flags: JSONTape.Flags { JSONTape.Flags(rawValue: details) }
    var range: Range<Int> { Int(start)..<Int(end) }
    /// The bytes between the quotes of a string.
    @inlinable var content: Range<Int> { Int(start) + 1..<Int(end) - 1 }

    mutating func close(end: Int, next: Int, count: Int, flags: JSONTape.Flags) {
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
        details |= flags.rawValue | UInt32(truncatingIfNeeded: min(count, Self.greatestCount)) << Self.countShift
    }
}
