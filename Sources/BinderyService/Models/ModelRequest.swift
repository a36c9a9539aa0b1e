/// A model file that is to be made known to a registry.
public struct ModelRequest: Sendable {
    /// The GGUF file.
    public var path: String
    /// The model's name.
    public var name: String
    /// The model's version, as its maker writes it.
    public var version: String
    /// SPDX expression or URL; what the file says without one.
    public var license: String?
    /// Where the file comes from, a URL.
    public var source: String?
    /// The publisher's name; the registry's without one.
    public var issuerName: String?

    /// A request with everything else as the file says.
    public init(path: String, name: String, version: String) {
        self.path = path
        self.name = name
        self.version = version
    }
}
