internal import CLibcrypto

/// What verifying costs at the very least: OpenSSL's Ed25519 alone, in a loop over one context, as `openssl speed` measures it.
package enum SignatureFloor {
    /// Verifies one signature `count` times.
    ///
    /// - Returns: whether it held each time.
    package static func verify(
        _ signature: [UInt8], of message: [UInt8], by key: Ed25519PublicKey, count: Int
    ) -> Bool {
        guard let context = unsafe EVP_MD_CTX_new() else { return false }
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key.keyHandle.pointer) == 1 else { return false }
        for _ in 0..<count {
            let status = unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count)
            guard status == 1 else { return false }
        }
        return true
    }
}
