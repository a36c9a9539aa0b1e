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
        buffer.append(contentsOf: storage.bytes[run])
    }
}

extension JSONStorage {
    /// Whether the string at an entry, unescaped, is one of `texts`, compared as UTF-8.
    func text(at index: Int, isOneOf texts: [String]) -> Bool {
        texts.contains { text(at: index, is: $0.utf8.span) }
    }
}
