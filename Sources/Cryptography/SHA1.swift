internal import CLibcrypto

/// A running SHA-1 hash, for git object ids only: SHA-1 is not collision resistant and never addresses an object.
@safe package struct SHA1: ~Copyable {
    private let context: OpaquePointer
    private var isSound = true

    /// Nothing when libcrypto offers no SHA-1 (a restricted provider).
    package init?() {
        guard let context = unsafe EVP_MD_CTX_new() else { return nil }
        guard unsafe EVP_DigestInit_ex(context, EVP_sha1(), nil) == 1 else {
            unsafe EVP_MD_CTX_free(context)
            return nil
        }
        unsafe self.context = context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds bytes; a failure shows in `finish`.
    package mutating func update(_ bytes: Span<UInt8>) {
        let status = unsafe bytes.withUnsafeBufferPointer { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        if status != 1 { isSound = false }
    }

    /// The 20 bytes of the hash of everything added, and a fresh start; nothing when libcrypto failed.
    package mutating func finish() -> [20 of UInt8]? {
        var digest: [20 of UInt8] = .init(repeating: 0)
        var span = digest.mutableSpan
        let status = unsafe span.withUnsafeMutableBufferPointer {
            unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
        }
        let isComplete = isSound && status == 1
        isSound = unsafe EVP_DigestInit_ex(context, nil, nil) == 1
        return isComplete ? digest : nil
    }
}
