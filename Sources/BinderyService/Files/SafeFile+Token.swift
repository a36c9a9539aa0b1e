internal import Cryptography

extension SafeFile {
    /// The secret on the first line of a file that only its owner can read: visible characters of ASCII.
    ///
    /// - Parameters:
    ///   - kind: what it is, for errors.
    ///   - minimumCount: the fewest characters.
    ///   - remedy: how to get one.
    /// - Throws: `ServiceError.noPermission` when others can read the file, `.badData` for a line that is none.
    static func token(_ path: String, kind: String, minimumCount: Int, remedy: String) throws(ServiceError)
        -> SecretBytes
    {
        var bytes = try read(path, limit: 1 << 12)
        defer { SecretBytes.wipe(&bytes) }
        try requireOwnerOnly(path, kind)
        let count = bytes.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
        guard count >= minimumCount, bytes[..<count].allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw ServiceError(
                .badData, at: path,
                "the first line is no \(kind): expected at least \(minimumCount) visible characters of ASCII",
                remedy: remedy)
        }
        return SecretBytes(copying: bytes.span.extracting(0..<count).bytes)
    }
}
