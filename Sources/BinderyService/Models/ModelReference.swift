/// A model by the name that its publisher gave it, and perhaps a version: `NAME` or `NAME@VERSION`.
public struct ModelReference: Sendable, Hashable, CustomStringConvertible {
    /// The name.
    public let name: String
    /// The version; `nil` for the one that was published last.
    public let version: String?

    /// A reference as people write it; `nil` for an empty name or version.
    public init?(_ text: String) {
        let at = text.utf8.lastIndex(of: UInt8(ascii: "@"))
        name = String(text[..<(at ?? text.endIndex)])
        version = at.map { String(text[text.utf8.index(after: $0)...]) }
        guard !name.isEmpty, version != "" else { return nil }
    }

    /// `NAME` or `NAME@VERSION`.
    public var description: String { version.map { "\(name)@\($0)" } ?? name }
}
