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
        var bytes = try SafeFile.read(path, limit: 1 << 12)
        defer { SecretBytes.wipe(&bytes) }
        try SafeFile.requireOwnerOnly(path, "token")
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard line.count >= Self.minimumCount, line.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw ServiceError(
                .badData, at: path,
                "the first line is no token: expected at least \(Self.minimumCount) visible characters of ASCII",
                remedy: "Write one with `openssl rand -hex 32`.")
        }
        digest = SHA256.digest(of: Array(line))
    }

    /// Whether `candidate` is the token. Digests are compared, every byte of them, so the time taken tells nothing.
    public func matches(_ candidate: some Sequence<UInt8>) -> Bool {
        let other = SHA256.digest(of: Array(candidate))
        return zip(digest.bytes, other.bytes).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
    }
}
