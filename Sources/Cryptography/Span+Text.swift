extension Span<UInt8> {
    /// Whether the bytes begin with `prefix`.
    package func starts(with prefix: StaticString) -> Bool {
        guard prefix.utf8CodeUnitCount <= count else { return false }
        return prefix.withUTF8Buffer { unsafe extracting(..<$0.count).isEqual(to: $0.span) }
    }

    /// Whether the bytes are exactly those of `other`; not for secrets, since the time tells where they differ.
    package func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
