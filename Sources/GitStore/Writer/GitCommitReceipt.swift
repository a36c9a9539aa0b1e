/// What a durable commit produced.
public struct GitCommitReceipt: Sendable {
    /// The new commit, which `refs/heads/main` names.
    public let id: GitObjectID
    /// The blobs' ids, in the order of the files given.
    public let blobs: [GitObjectID]
    /// Why packs could not be merged afterwards; the commit itself is durable all the same.
    public let consolidationFailure: GitStoreError?
}
