/// A path that differs between two commits.
public struct GitPathChange: Sendable, Hashable {
    /// How a path differs.
    public enum Kind: Sendable, Hashable {
        /// Only the newer commit holds it.
        case added
        /// Both hold it, with different bytes.
        case modified
        /// Only the older commit holds it.
        case deleted
        /// Both hold the same bytes, with another file mode.
        case modeChanged
    }

    /// The path from the root of the tree.
    public let path: String
    /// How it differs.
    public let kind: Kind
    /// The blob in the older commit; nothing when added.
    public let oldBlob: GitObjectID?
    /// The blob in the newer commit; nothing when deleted.
    public let newBlob: GitObjectID?
}
