internal import Cryptography

/// Computes git object ids in process: SHA-1 of `<kind> <size>\0` and the content.
struct ObjectHasher: ~Copyable {
    private var hash: SHA1

    init() throws(GitStoreError) {
        guard let hash = SHA1() else { throw Self.failure }
        self.hash = hash
    }

    mutating func id(of kind: ObjectKind, _ content: Span<UInt8>) throws(GitStoreError) -> GitObjectID {
        var header = Array("\(kind.name) \(content.count)".utf8)
        header.append(0)
        hash.update(header.span)
        hash.update(content)
        guard let digest = hash.finish() else { throw Self.failure }
        return GitObjectID(digest)
    }

    static var failure: GitStoreError {
        GitStoreError(
            .libcrypto, at: "SHA-1", "libcrypto could not hash",
            remedy: "Check that the OpenSSL default provider is loaded.")
    }
}
