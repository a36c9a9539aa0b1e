internal import Cryptography

/// The secret with which readers of a private library ask for restricted documents. Only its digest is kept.
public struct ReadToken: Sendable {
    /// The fewest characters of a token.
    public static let minimumCount = 24

    private let digest: Digest

    /// The token on the first line of a file that only its owner can read.
    ///
    /// - Throws: `ServiceError.noPermission` when others can read the file, `.badData` for a token that could be guessed.
    public init(file path: String) throws {
        let token = try SafeFile.token(
            path, kind: "token", minimumCount: Self.minimumCount, remedy: "Write one with `openssl rand -hex 32`.")
        digest = token.withBytes { SHA256.digest(of: $0) }
    }

    /// Whether `candidate` is the token. Digests are compared, every byte of them, so the time taken tells nothing.
    public func matches(_ candidate: some Sequence<UInt8>) -> Bool {
        let other = SHA256.digest(of: Array(candidate))
        return zip(digest.bytes, other.bytes).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
    }
}
