public import BoundKnowledge
public import Cryptography
package import GitStore
internal import Signing

extension Registry {
    /// Makes a registry in a new or empty folder: a bare git repository whose first commit holds the description and the trust root.
    ///
    /// A failure or a kill leaves no registry, and nothing that keeps the next attempt from making one.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - description: what the registry says about itself.
    ///   - root: the first trust root, signed.
    ///   - commitKey: a key of the role commit.
    ///   - instant: the time of the commit.
    public static func create(
        at path: String, description: RegistryDescription, root: BoundObject, commitKey: Ed25519PrivateKey,
        instant: Timestamp
    ) throws -> Registry {
        var place = try RepositoryInMaking(at: path)
        guard !place.isWhole else {
            throw RegistryError(
                .cannotCreate, at: path, "there is a repository at this path already", remedy: "Choose a new folder.")
        }
        try place.clear()
        try create(in: &place, description: description, root: root, commitKey: commitKey, instant: instant)
        try place.finish()
        return try Registry(opening: path)
    }

    /// Makes a registry in `place`, which is whole then and for the caller to finish.
    package static func create(
        in place: inout RepositoryInMaking, description: RegistryDescription, root: BoundObject,
        commitKey: Ed25519PrivateKey, instant: Timestamp
    ) throws {
        try requireHolding(root, origin: description.origin, commitKey: commitKey, at: place.path)
        try build(at: place.building, description: description, root: root, commitKey: commitKey, instant: instant)
        try place.place()
    }

    /// Refuses a first trust root that does not hold for `origin`, or under which `commitKey` may not write.
    package static func requireHolding(
        _ root: BoundObject, origin: String, commitKey: Ed25519PrivateKey, at path: String
    ) throws(RegistryError) {
        let (state, findings) = TrustState.establish(pinned: root.address, candidates: [(root.bytes, 0)])
        guard let state, root.envelope.registry.utf8.elementsEqual(origin.utf8) else {
            throw RegistryError(
                .refused, at: path, "the trust root does not hold for \(origin)",
                remedy: "Correct what the findings name.", findings: findings)
        }
        guard
            state.current.root.roles[.commit]?.keys.contains(where: { $0.id.publicKey == commitKey.publicKey }) ?? false
        else {
            throw RegistryError(
                .configuration, at: path, "the commit key does not hold the role commit in the trust root",
                remedy: "Name the key that the trust root names.")
        }
    }

    /// The repository with its first commit; closed when this returns, since the folder moves then.
    private static func build(
        at path: String, description: RegistryDescription, root: BoundObject, commitKey: Ed25519PrivateKey,
        instant: Timestamp
    ) throws {
        let repository = try GitRepository.create(at: path)
        let writer = try GitWriter(repository, stateFolder: repository.gitDirectory + "/.bindery", timeout: .seconds(1))
        let files = [
            GitFile(path: RegistryLayout.path(of: root.address), bytes: root.bytes),
            GitFile(path: RegistryLayout.rootPath(version: 1), bytes: root.bytes),
            GitFile(path: RegistryLayout.description, bytes: description.bytes),
            GitFile(path: RegistryLayout.attributes, bytes: Array(RegistryLayout.attributesText.utf8)),
        ]
        _ = try writer.commit(
            files, removing: [], message: CommitLog.message(publishing: [root]),
            author: GitSignature(
                name: description.name, email: description.commitPrincipal,
                secondsSinceEpoch: instant.secondsSinceEpoch), expecting: nil
        ) { payload in
            try SSHSignature(signing: payload, namespace: SSHSignature.gitNamespace, with: commitKey).armor
        }
    }
}
