internal import CLibcrypto

/// A running SHA-256 hash that can branch: what two byte strings begin with in common is hashed once.
@safe package struct RunningSHA256: ~Copyable {
    private let context: OpaquePointer

    /// The hash of nothing yet.
    package init() {
        unsafe self.init(Self.newContext())
        Self.require(unsafe EVP_DigestInit_ex2(context, SHA256.algorithm, nil), "EVP_DigestInit_ex2")
    }

    private init(_ context: OpaquePointer) { unsafe self.context = context }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds bytes.
    package mutating func update(_ bytes: Span<UInt8>) {
        let status = unsafe bytes.withUnsafeBufferPointer { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        Self.require(status, "EVP_DigestUpdate")
    }

    /// Another hash that stands where this one does.
    package borrowing func branched() -> RunningSHA256 {
        let copy = unsafe Self.newContext()
        Self.require(unsafe EVP_MD_CTX_copy_ex(copy, context), "EVP_MD_CTX_copy_ex")
        return unsafe RunningSHA256(copy)
    }

    /// The digest of everything added.
    package consuming func finish() -> Digest {
        var storage = [32 of UInt8](repeating: 0)
        var output = storage.mutableSpan
        let status = unsafe output.withUnsafeMutableBufferPointer {
            unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
        }
        Self.require(status, "EVP_DigestFinal_ex")
        return Digest(storage: storage)
    }

    private static func newContext() -> OpaquePointer {
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("EVP_MD_CTX_new returned nothing") }
        return unsafe context
    }

    /// With a fetched algorithm and memory at hand none of these calls can fail.
    private static func require(_ status: Int32, _ call: StaticString) {
        precondition(status == 1, "\(call) returned \(status), expected 1")
    }
}
