internal import GitStore

extension Registry {
    /// Where the policy of recomputation stands, for people: the registry, and the path in its tree.
    package var recomputePolicyPlace: String { "\(path) \(RegistryLayout.recomputePolicy)" }

    /// The policy of recomputation in the tree of the branch's head, `policy/recompute.json`; `nil` where there is none.
    ///
    /// Like the description of the registry it is the operator's word: it has no signature of its own.
    ///
    /// - Parameter limit: the most bytes that are read.
    /// - Throws: `RegistryError.malformed` where the path is no plain file, or has more bytes.
    package func recomputePolicy(limit: Int) throws -> [UInt8]? {
        guard let head = try repository.head() else { return nil }
        return try recomputePolicy(limit: limit, in: head)
    }

    func recomputePolicy(limit: Int, in commit: GitObjectID) throws -> [UInt8]? {
        guard let found = try repository.entry(atPath: RegistryLayout.recomputePolicy, in: commit) else { return nil }
        guard found.kind != nil else {
            throw malformedPolicy(
                "the path is a folder, expected a file", remedy: "Restore the repository from a mirror without it.")
        }
        guard found.kind == .file else { throw malformedPolicy("the path is no plain file of mode 100644") }
        let count = try repository.byteCount(ofBlob: found.id)
        guard count <= limit else {
            throw malformedPolicy("the file has \(count) bytes, expected at most \(limit)")
        }
        return try repository.blob(found.id)
    }

    private func malformedPolicy(
        _ problem: String, remedy: String = "Put a policy in its place with `bindery recompute policy set FILE`."
    ) -> RegistryError {
        RegistryError(.malformed, at: recomputePolicyPlace, problem, remedy: remedy)
    }
}
