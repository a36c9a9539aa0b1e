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

    /// Any version of the model of a name.
    init(name: String) { (self.name, version) = (name, nil) }

    /// Whether it means this model. Compared as bytes: two spellings that look alike are two names.
    func means(name: String, version: String) -> Bool {
        self.name.utf8.elementsEqual(name.utf8) && (self.version.map { $0.utf8.elementsEqual(version.utf8) } ?? true)
    }

    /// `NAME` or `NAME@VERSION`.
    public var description: String { version.map { "\(name)@\($0)" } ?? name }
}
