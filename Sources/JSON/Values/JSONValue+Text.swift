extension JSONValue {
    /// The canonical form ([RFC 8785](https://www.rfc-editor.org/rfc/rfc8785)).
    ///
    /// - Precondition: Every number is finite.
    public func canonicalBytes() -> [UInt8] {
        written(as: .canonical)
    }

    /// The value on one line, members in their own order.
    ///
    /// - Precondition: Every number is finite.
    public func text() -> String {
        String(decoding: written(as: .compact), as: UTF8.self)
    }

    /// The value on several lines, indented by two spaces, members in their own order; no newline at the end.
    ///
    /// - Precondition: Every number is finite.
    public func prettyText() -> String {
        String(decoding: written(as: .pretty), as: UTF8.self)
    }

    private func written(as layout: JSONValueWriter.Layout) -> [UInt8] {
        var writer = JSONValueWriter(layout: layout)
        writer.append(self)
        return writer.buffer
    }
}
