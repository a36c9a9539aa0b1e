extension JSONNode {
    /// The canonical form of the value ([RFC 8785](https://www.rfc-editor.org/rfc/rfc8785)).
    ///
    /// Whatever is canonical as it stands in the document is copied, not written anew.
    ///
    /// - Parameter names: Members of this object, not of objects inside it, that are left out.
    public func canonicalBytes(omitting names: [String] = []) -> [UInt8] {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(byteRange.count)
        appendCanonical(to: &buffer, omitting: names)
        return buffer
    }

    /// Appends the canonical form of the value, as `canonicalBytes(omitting:)`.
    public func appendCanonical(to buffer: inout [UInt8], omitting names: [String] = []) {
        guard kind == .object, !names.isEmpty else {
            var writer = JSONCanonicalWriter(storage)
            writer.append(index, to: &buffer)
            return
        }
        guard entry.flags.contains(.canonical) else {
            var writer = JSONCanonicalWriter(storage)
            writer.append(index, omitting: names, to: &buffer)
            return
        }
        appendRuns(to: &buffer, omitting: names)
    }

    /// What is left of a canonical object without one of its members: the ranges of the document's bytes before and after it,
    /// which together are the canonical form without the member.
    ///
    /// `nil` where the object is not canonical as it stands, has no such member, or begins with it.
    public func canonicalRanges(around name: StaticString) -> (before: Range<Int>, after: Range<Int>)? {
        guard kind == .object, entry.flags.contains(.canonical),
            let found = name.withUTF8Buffer({ storage.name($0, of: index) }), found.place > 0
        else { return nil }
        // The comma before the member goes with it.
        let before = Int(entry.start)..<Int(storage.tape[found.index].start) - 1
        return (before, Int(storage.tape[found.index + 1].end)..<Int(entry.end))
    }

    /// Lends the bytes of the whole document, in which `byteRange` and `canonicalRanges(around:)` are places.
    @inlinable
    public func withDocumentBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        let bytes = storage.bytes
        return body(bytes.span)
    }

    /// Whether both values have the same canonical form.
    public func isSameValue(as other: JSONNode) -> Bool {
        guard entry.flags.contains(.canonical), other.entry.flags.contains(.canonical) else {
            return canonicalBytes() == other.canonicalBytes()
        }
        return storage.bytes[byteRange].elementsEqual(other.storage.bytes[other.byteRange])
    }

    /// Copies a canonical object around the omitted members.
    private func appendRuns(to buffer: inout [UInt8], omitting names: [String]) {
        buffer.append(UInt8(ascii: "{"))
        let opening = buffer.count
        var run = Int(entry.start) + 1..<Int(entry.start) + 1
        var name = index + 1
        while name < Int(entry.next) {
            let value = storage.tape[name + 1]
            if storage.text(at: name, isOneOf: names) {
                appendRun(run, to: &buffer, isFirst: buffer.count == opening)
                run = Int(value.end) + 1..<Int(value.end) + 1
            } else {
                run = run.lowerBound..<Int(value.end)
            }
            name = Int(value.next)
        }
        appendRun(run, to: &buffer, isFirst: buffer.count == opening)
        buffer.append(UInt8(ascii: "}"))
    }

    private func appendRun(_ run: Range<Int>, to buffer: inout [UInt8], isFirst: Bool) {
        guard !run.isEmpty else { return }
        if !isFirst { buffer.append(UInt8(ascii: ",")) }
        storage.bytes.withUnsafeBufferPointer { buffer.append(contentsOf: $0[run]) }
    }
}

extension JSONStorage {
    /// Whether the string at an entry, unescaped, is one of `texts`, compared as UTF-8.
    func text(at index: Int, isOneOf texts: [String]) -> Bool {
        texts.contains { text(at: index, is: $0.utf8.span) }
    }
}
