/// A commit, with the bytes that its signature covers.
public struct GitCommit: Sendable, Hashable {
    /// Its object id.
    public let id: GitObjectID
    /// The tree that it records.
    public let tree: GitObjectID
    /// Its parents, in order; a first commit has none.
    public let parents: [GitObjectID]
    /// The author line's name, email and time.
    public let author: Person
    /// The committer line's name, email and time.
    public let committer: Person
    /// The message, with its final line break if it has one.
    public let message: String
    /// The armored signature of the `gpgsig` header, without a final line break; nothing when unsigned.
    public let signature: String?
    /// The bytes that the signature covers: the object without its `gpgsig` header.
    public let signedPayload: [UInt8]

    /// A person as recorded; unlike `GitSignature` it can hold whatever another program wrote.
    public struct Person: Sendable, Hashable {
        /// The name, possibly empty.
        public let name: String
        /// The email, possibly empty.
        public let email: String
        /// Seconds since 1970.
        public let secondsSinceEpoch: Int64
        /// The recorded offset, such as `+0000`.
        public let offset: String
    }
}
