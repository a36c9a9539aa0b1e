/// A file to write in a commit: a path from the root of the tree, with `/` between its parts, and the bytes.
public struct GitFile: Sendable {
    /// The path, without a leading slash.
    public let path: String
    /// The content.
    public let bytes: ArraySlice<UInt8>

    /// A file of a whole array.
    public init(path: String, bytes: [UInt8]) {
        self.init(path: path, bytes: bytes[...])
    }

    /// A file of a part of an array, which is not copied.
    public init(path: String, bytes: ArraySlice<UInt8>) {
        self.path = path
        self.bytes = bytes
    }
}
