internal import CLibcrypto

/// SHA-256 of whole byte strings ([FIPS 180-4](https://doi.org/10.6028/NIST.FIPS.180-4)).
public enum SHA256 {
    /// The algorithm, fetched once: an implicit fetch costs as much as hashing a kilobyte.
    ///
    /// `nonisolated(unsafe)`: an `EVP_MD` is immutable after the fetch.
    nonisolated(unsafe) static let algorithm = unsafe EVP_MD_fetch(nil, "SHA256", nil)

    /// The digest of `bytes`.
    public static func digest(of bytes: RawSpan) -> Digest {
        var storage = [32 of UInt8](repeating: 0)
        var output = storage.mutableSpan
        unsafe output.withUnsafeMutableBufferPointer { unsafe oneShot(bytes, algorithm, into: $0) }
        return Digest(storage: storage)
    }

    /// The digest of `bytes`.
    public static func digest(of bytes: [UInt8]) -> Digest { unsafe digest(of: bytes.span.bytes) }

    /// The digest of the UTF-8 of `text`.
    public static func digest(of text: String) -> Digest { unsafe digest(of: text.utf8.span.bytes) }
}

/// SHA-512 of whole byte strings; SSHSIG hashes the message with it.
public enum SHA512 {
    /// `nonisolated(unsafe)`: an `EVP_MD` is immutable after the fetch.
    nonisolated(unsafe) private static let algorithm = unsafe EVP_MD_fetch(nil, "SHA512", nil)

    /// The 64 bytes of the digest.
    public static func digest(of bytes: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 64)
        unsafe output.withUnsafeMutableBufferPointer { unsafe oneShot(bytes.span.bytes, algorithm, into: $0) }
        return output
    }
}

/// One call of `EVP_Digest`; it cannot fail with a fetched algorithm and a buffer of its size.
private func oneShot(_ bytes: RawSpan, _ algorithm: OpaquePointer?, into output: UnsafeMutableBufferPointer<UInt8>) {
    let status = unsafe bytes.withUnsafeBytes { input in
        unsafe EVP_Digest(input.baseAddress, input.count, output.baseAddress, nil, algorithm, nil)
    }
    precondition(status == 1, "EVP_Digest returned \(status), expected 1")
}
