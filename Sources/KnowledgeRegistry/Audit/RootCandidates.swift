internal import BoundKnowledge
internal import GitStore

/// Where among the published objects the trust roots are, before all objects have been read.
///
/// A guess, so that one pass is enough for an honest registry: only the bytes of an object say whether it is a trust root, and
/// whoever writes the repository may leave a copy out or add others. `Audit` judges again where the guess was wrong.
struct RootCandidates {
    /// In order of publication.
    let positions: [Int]

    /// The objects whose copies stand under `trust/` at the head.
    init(guessedFrom head: GitObjectID, _ published: [PublishedBlob], in repository: GitRepository) throws {
        var copies: Set<GitObjectID> = []
        do {
            try repository.forEachBlob(under: RegistryLayout.trust, in: head) { _, blob in copies.insert(blob) }
        } catch let error as GitStoreError {
            guard error.isDamage else { throw error }
        }
        positions = published.indices.filter { position in
            guard copies.contains(published[position].blob), let bytes = try? repository.blob(published[position].blob)
            else { return false }
            return (try? BoundObject(unverified: bytes))?.type == .trustRoot
        }
    }

    /// The objects that a pass over all of them found to be trust roots.
    init(found positions: [Int]) { self.positions = positions }

    /// What is trusted by who was told `pinned`, if these are the registry's trust roots.
    func trust(
        from pinned: Address, _ published: [PublishedBlob], in repository: GitRepository
    ) throws -> (state: TrustState?, findings: [Finding]) {
        TrustState.establish(
            pinned: pinned,
            candidates: try positions.map { (try repository.blob(published[$0].blob), Int64($0)) })
    }
}
