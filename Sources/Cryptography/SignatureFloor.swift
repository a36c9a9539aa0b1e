/// What verifying costs at the very least: OpenSSL's Ed25519 alone, in a loop over one context, as `openssl speed` measures it.
package enum SignatureFloor {
    /// Verifies one signature `count` times.
    ///
    /// - Returns: whether it held each time.
    package static func verify(
        _ signature: [UInt8], of message: [UInt8], by key: Ed25519PublicKey, count: Int
    ) -> Bool {
        guard let handle = try? key.importHandle(), let context = SignatureContext(handle) else { return false }
        for _ in 0..<count where !context.accepts(signature, for: message) { return false }
        return true
    }
}
